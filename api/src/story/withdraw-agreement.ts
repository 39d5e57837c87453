import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { refreshCriteria } from './criteria-on-story.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { criteriaStanding } from './standing-criteria.ts';

const WITHDRAW = `update criterion_agreement set withdrawn_at = ?, withdrawn_by = ?
  where story_id = ? and criterion_id = ? and party_id = ? and version = ? and withdrawn_at is null`;

/**
 * Takes back what the actor's party agreed to; who of them agreed does not matter. Nothing agreed: nothing changes.
 * @throws Refusal NOT_FOUND for a criterion that the story does not have, FORBIDDEN for an observer.
 */
export async function withdrawAgreement(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { criterionId: string },
): Promise<void> {
  await editStory(services, actor, command, async (story, em) => {
    const wanted = command.criterionId.toLowerCase();
    const criterion = (await criteriaStanding(em, story.id, actor.partyId)).find(({ id }) => id === wanted);
    if (!criterion?.position) throw notFound('criterion');
    if (!criterion.isAgreed) return null;
    const { id, version, position } = criterion;
    await em.execute(WITHDRAW, [services.clock.now(), actor.id, story.id, id, actor.partyId, version]);
    Object.assign(story, await refreshCriteria(em, story.id));
    const summary = `took back ${actor.party.name}’s agreement to criterion ${position} of ${story.key}`;
    return { verb: 'agreementWithdrawn', summary };
  });
}
