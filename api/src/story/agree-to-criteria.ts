import type { DocumentId } from '@tandem/schema/ids';
import { CRITERIA_MAX } from '@tandem/schema/story/rules';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { badInput, notFound, Refusal } from '../platform/errors.ts';
import { refreshCriteria } from './criteria-on-story.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { criteriaNamed, criteriaStanding, type StandingCriterion } from './standing-criteria.ts';

/** A criterion as the person who agrees has read it. */
export interface ReadCriterion {
  criterionId: string;
  version: number;
  text: string;
}

const AGREE = `insert into criterion_agreement (partnership_id, story_id, criterion_id, version, party_id, member_id, agreed_at)
  select ?, ?, a.id, a.version, ?, ?, ? from jsonb_to_recordset(?) as a (id uuid, version int)`;

/**
 * Agrees to wordings of criteria for the actor's party, all or none: each as it was read, version and text.
 * @throws Refusal CONFLICT with `criterionIds` when some read otherwise by now, NOT_FOUND, FORBIDDEN for an observer,
 * BAD_USER_INPUT for none, too many, or one without words.
 */
export async function agreeToCriteria(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { criteria: readonly ReadCriterion[] },
): Promise<void> {
  requireWriter(actor);
  const { criteria } = command;
  if (criteria.length === 0 || criteria.length > CRITERIA_MAX)
    throw badInput('criteria', `Name the criteria that you agree to: 1 to ${CRITERIA_MAX} of them.`);
  // Words that are durable already and not yet in rows are words that the other side has read.
  await services.live.projectNow(command.storyId.toLowerCase() as DocumentId);
  await editStory(services, actor, command, async (story, em) => {
    const all = await criteriaStanding(em, story.id, actor.partyId);
    const fresh = stillAsRead(all, criteria).filter(({ isAgreed }) => !isAgreed);
    if (fresh.length === 0) return null;
    await em.execute(AGREE, [
      ...[story.partnershipId, story.id, actor.partyId, actor.id, services.clock.now()],
      JSON.stringify(fresh.map(({ id, version }) => ({ id, version }))),
    ]);
    Object.assign(story, await refreshCriteria(em, story.id));
    const which =
      fresh.length === story.criteriaCount && fresh.length > 1
        ? `all ${fresh.length} criteria`
        : criteriaNamed(placesOf(fresh));
    return { verb: 'agreed', summary: `agreed to ${which} of ${story.key} for ${actor.party.name}` };
  });
}

/** Those named, in their order. @throws Refusal when one of them is not what was read any more. */
function stillAsRead(all: readonly StandingCriterion[], read: readonly ReadCriterion[]): StandingCriterion[] {
  const byId = new Map(all.map((criterion) => [criterion.id as string, criterion]));
  const named = new Set<StandingCriterion>();
  const changed = new Set<StandingCriterion>();
  for (const { criterionId, version, text } of read) {
    const criterion = byId.get(criterionId.toLowerCase());
    if (!criterion) throw notFound('criterion');
    const holds = criterion.position !== null && criterion.version === version && criterion.text === text;
    (holds ? named : changed).add(criterion);
  }
  if (changed.size > 0) throw readAgain(all.filter((criterion) => changed.has(criterion)));
  const standing = all.filter((criterion) => named.has(criterion));
  const empty = standing.find(({ text }) => !/\S/.test(text));
  if (empty)
    throw badInput('criteria', `Criterion ${empty.position} has no words yet. Write it before you agree to it.`);
  return standing;
}

function readAgain(changed: readonly StandingCriterion[]): Refusal {
  const places = placesOf(changed);
  const gone = changed.length - places.length;
  const said = [
    places.length > 0 && `${capital(criteriaNamed(places))} ${places.length === 1 ? 'has' : 'have'} changed`,
    gone > 0 && `${gone === 1 ? 'a criterion was' : `${gone} criteria were`} removed`,
  ].filter(Boolean);
  return new Refusal('CONFLICT', `${capital(said.join(' and '))} since you read it. Read it again, then agree.`, {
    criterionIds: changed.map(({ id }) => id),
  });
}

const placesOf = (criteria: readonly StandingCriterion[]): number[] =>
  criteria.map(({ position }) => position).filter((position) => position !== null);
const capital = (sentence: string): string => `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`;
