import type { EntityManager } from '@mikro-orm/postgresql';
import type { CarryOverChoice } from '@tandem/schema/meeting/rules';
import { IN_ITERATION, restingState, STATE_NAMES, type StoryState } from '@tandem/schema/story/rules';
import { validate as isUuid, v7 as uuid } from 'uuid';
import type * as Y from 'yjs';
import { requirePlanning } from '../../iteration/edit-iteration.ts';
import type { Iteration } from '../../iteration/iteration.entity.ts';
import { planWithin } from '../../iteration/plan-story.ts';
import { briefly } from '../../iteration/promise/promise-words.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { enterState } from '../../story/enter-state.ts';
import { splitWithin } from '../../story/split-story.ts';
import type { Story } from '../../story/story.entity.ts';
import { leaveWeek } from '../../story/transition-story.ts';
import type { MeetingEdit } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';
import type { Carrying } from './carrying.ts';

interface Choice extends Carrying {
  em: EntityManager;
  meeting: Meeting;
  by: MemberRow;
  at: Date;
  reason: string;
}
type Toward = Choice & { target: Iteration };

/** What of the story goes to another one. */
export interface SplitOff {
  title: string;
  criterionIds: readonly string[];
  /** Its words as they stood before the locks. */
  doc: Y.Doc;
}

/** The next week takes it on as it is: it rests until that is committed to. What was committed stays in its lineage. */
export async function carry(choice: Toward): Promise<MeetingEdit> {
  const { em, story, target, earlier, by, at, reason } = choice;
  requirePlanning(target, at, 'its stories');
  const fromState = stoodAt(choice);
  const isThere = earlier?.choice === 'CARRY' && story.iterationId === target.id;
  if (isThere && earlier.reason === reason) return null;
  if (IN_ITERATION.has(story.state) || story.state === 'DROPPED')
    await enterState(em, story, restingState(story), { by: by.id, at });
  forgetOutcome(story);
  const planned = await planWithin(em, target, story, { by, at });
  await keep(choice, { choice: 'CARRY', fromState });
  const summary = `carried ${story.key} over to ${target.isoWeek}: ${briefly(reason)}`;
  const also = [storyChange(story, 'carriedOver', summary), ...(planned ? [touchWeek(target, planned, at)] : [])];
  return { verb: 'storyCarriedOver', summary, also };
}

/** Some of its criteria become a draft of its own, which the next week takes on; the rest stays where it is. */
export async function split(choice: Toward, { title, criterionIds, doc }: SplitOff): Promise<MeetingEdit> {
  const { em, story, target, by, at, reason } = choice;
  requirePlanning(target, at, 'its stories');
  if (story.state === 'DROPPED') throw conflict(`${story.key} is dropped. Carry it over first, then split it.`);
  await requireUnsplit(choice, criterionIds);
  const scope = { askedById: by.id, reason };
  const { made } = await splitWithin(em, story, doc, { title, criterionIds, scope, by, at });
  // Its words were projected beside the entity.
  await em.refresh(made);
  const planned = await planWithin(em, target, made, { by, at });
  await keep(choice, { choice: 'SPLIT', fromState: story.state, made, criterionIds });
  changed(story, at);
  const summary = `split ${made.key} from ${story.key} and carried it over to ${target.isoWeek}: ${briefly(reason)}`;
  const also = [storyChange(made, 'split', `split ${made.key} from ${story.key}: ${title}`)];
  return { verb: 'storyCarriedOver', summary, also: [...also, ...(planned ? [touchWeek(target, planned, at)] : [])] };
}

/** It is not to be built, whatever week had it. */
export async function drop(choice: Choice): Promise<MeetingEdit> {
  const { em, story, by, at, reason } = choice;
  const fromState = stoodAt(choice);
  if (story.state === 'DROPPED') {
    if (story.stateReason === reason) return null;
    story.stateReason = reason;
  } else await enterState(em, story, 'DROPPED', { by: by.id, at, reason });
  await leaveWeek(em, story, by, at);
  forgetOutcome(story);
  await keep(choice, { choice: 'DROP', fromState });
  changed(story, at);
  const summary = `dropped ${story.key}: ${briefly(reason)}`;
  const moved = storyChange(story, 'transitioned', `moved ${story.key} to ${STATE_NAMES.DROPPED}`);
  return { verb: 'storyCarriedOver', summary, also: [moved] };
}

/** Where it stood before this meeting moved it: who changes their mind does not make another state of it. */
const stoodAt = ({ story, earlier }: Choice): StoryState =>
  earlier && earlier.choice !== 'SPLIT' ? earlier.fromState : story.state;

/** What the verdicts came to was about this week: the deadline for them must not move it any more. */
function forgetOutcome(story: Story): void {
  story.outcome = null;
  story.outcomeProvisional = false;
}

const TAKEN = `select s.key from carry_over c join story s on s.id = c.new_story_id
  where c.partnership_id = ? and c.story_id = ? and c.criterion_ids && ?::uuid[] limit 1`;

/**
 * A split takes its criteria out after the commit: until then the document still has them.
 * @throws Refusal NOT_FOUND for what is no id, CONFLICT for a criterion that another split has taken.
 */
async function requireUnsplit({ em, story }: Choice, criterionIds: readonly string[]): Promise<void> {
  if (!criterionIds.every((id) => isUuid(id))) throw notFound('criterion');
  const [taken] = await em.execute<{ key: string }[]>(TAKEN, [
    ...[story.partnershipId, story.id, `{${criterionIds.join(',')}}`],
  ]);
  if (taken) throw conflict(`Somebody has just split ${taken.key} from ${story.key}. Look at what is left of it.`);
}

const KEEP = `insert into carry_over
    (id, partnership_id, meeting_id, story_id, choice, reason, from_state, to_iteration_id, new_story_id, criterion_ids, made_by, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

interface Kept {
  choice: CarryOverChoice;
  fromState: StoryState;
  made?: Story;
  criterionIds?: readonly string[];
}

async function keep({ em, meeting, story, target, by, at, reason }: Choice, kept: Kept): Promise<void> {
  const { choice, fromState, made, criterionIds = [] } = kept;
  await em.execute(KEEP, [
    ...[uuid(), meeting.partnershipId, meeting.id, story.id, choice, reason, fromState],
    ...[target?.id ?? null, made?.id ?? null, `{${criterionIds.join(',')}}`, by.id, at],
  ]);
}

function changed(story: Story, at: Date): void {
  story.updatedAt = at;
  story.version += 1;
}

const storyChange = ({ id }: Story, verb: string, summary: string): ChangeDraft => ({
  ...{ kind: `story.${verb}`, nodeType: 'Story', nodeId: id, summary },
});

/** The plan of a week is a part of the week. */
function touchWeek(week: Iteration, { verb, summary }: NonNullable<MeetingEdit>, at: Date): ChangeDraft {
  week.updatedAt = at;
  week.version += 1;
  return { kind: `iteration.${verb}`, nodeType: 'Iteration', nodeId: week.id, summary };
}
