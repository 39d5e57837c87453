import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import { type Readiness, restingState, type StoryState } from '@tandem/schema/story/rules';
import type { Story } from './story.entity.ts';

/** What a story's state is kept in: an entity, or the columns as a projection reads them. */
export type Stateful = Pick<
  Story,
  'id' | 'partnershipId' | 'state' | 'stateReason' | 'stateChangedAt' | 'stateChangedById' | 'iterationId' | 'estimate'
>;

interface Entry {
  by: MemberId | null;
  at: Date;
  reason?: string | null;
}

const RECORD = `insert into story_transition (partnership_id, story_id, number, from_state, to_state, iteration_id, points, by, at)
  select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? from story_transition where partnership_id = ? and story_id = ?`;

/** Brings a story into a state, and keeps when, for cycle times and burn-ups. Under the story's lock. */
export async function enterState(
  em: EntityManager,
  story: Stateful,
  to: StoryState,
  { by, at, reason = null }: Entry,
): Promise<void> {
  const { partnershipId, id, state: from, iterationId, estimate } = story;
  await em.execute(RECORD, [partnershipId, id, from, to, iterationId, estimate, by, at, partnershipId, id]);
  story.state = to;
  story.stateReason = reason;
  story.stateChangedAt = at;
  story.stateChangedById = by;
}

/** The first row of a story's states: it begins as a draft. */
export const beginAsDraft = (
  em: EntityManager,
  { id, partnershipId, createdById, createdAt }: Story,
): Promise<unknown> =>
  em.execute(RECORD, [partnershipId, id, null, 'DRAFT', null, null, createdById, createdAt, partnershipId, id]);

/**
 * Derives READY: a draft that is ready becomes so, and a ready story that is not any more is a draft again.
 * @returns what to add to the change's sentence; empty when the state stays.
 */
export async function settle(em: EntityManager, story: Stateful & Readiness, entry: Entry): Promise<string> {
  if (story.state !== 'DRAFT' && story.state !== 'READY') return '';
  const to = restingState(story);
  if (to === story.state) return '';
  await enterState(em, story, to, entry);
  return to === 'READY' ? ', and it is ready' : ', so it is a draft again';
}
