import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { IterationId, PartnershipId, PartyId, StoryId } from '@tandem/schema/ids';
import type { InIteration } from '@tandem/schema/iteration/rules';
import { STATE_NAMES, type StoryState } from '@tandem/schema/story/rules';
import { validate as isUuid } from 'uuid';
import type { MemberRow } from '../partnership/membership.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { Story } from '../story/story.entity.ts';
import type { Iteration } from './iteration.entity.ts';

/** A story that an iteration can plan: one that nobody builds, has accepted or dropped. */
const CAN_BE_PLANNED: ReadonlySet<StoryState> = new Set(['DRAFT', 'READY', 'RETURNED']);

interface InWeek {
  state: InIteration;
  rank: string;
  declined_by_party: PartyId | null;
  reason: string | null;
}

const WHERE = 'select iteration_id from story where partnership_id = ? and id = ?';
const LOCK_WEEKS = 'select id from iteration where partnership_id = ? and id = any(?::uuid[]) order by id for update';
const IN_WEEK = `select state, rank, declined_by_party, reason from story_iteration
  where partnership_id = ? and iteration_id = ? and story_id = ?`;
const PUT = `insert into story_iteration
    (partnership_id, story_id, iteration_id, state, declined_by_party, reason, changed_by, changed_at, rank)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (partnership_id, iteration_id, story_id) do update
    set state = excluded.state, declined_by_party = excluded.declined_by_party, reason = excluded.reason,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at, rank = excluded.rank`;

/**
 * Locks the iteration that a command names together with the one that the story is in, in one order: two people who move two
 * stories between the same weeks must not wait for each other.
 */
export const lockWeeksOf =
  (partnershipId: PartnershipId, iterationId: string, storyId: string) =>
  async (em: EntityManager): Promise<void> => {
    if (!isUuid(iterationId)) throw notFound('iteration');
    if (!isUuid(storyId)) throw notFound('story');
    const [story] = await em.execute<{ iteration_id: string | null }[]>(WHERE, [partnershipId, storyId]);
    if (!story) throw notFound('story');
    const ids = [iterationId, ...(story.iteration_id ? [story.iteration_id] : [])];
    await em.execute(LOCK_WEEKS, [partnershipId, `{${ids.join(',')}}`]);
  };

/** @throws Refusal NOT_FOUND. */
export async function lockStory(em: EntityManager, partnershipId: PartnershipId, storyId: string): Promise<Story> {
  if (!isUuid(storyId)) throw notFound('story');
  const story = await em.findOne(
    Story,
    { id: storyId as StoryId, partnershipId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!story) throw notFound('story');
  return story;
}

/** How a story stands in an iteration; null when it never was in it. */
export async function inWeek(em: EntityManager, iteration: Iteration, storyId: StoryId): Promise<InWeek | null> {
  const [row] = await em.execute<InWeek[]>(IN_WEEK, [iteration.partnershipId, iteration.id, storyId]);
  return row ?? null;
}

export async function putInWeek(
  em: EntityManager,
  week: { partnershipId: PartnershipId; id: IterationId },
  storyId: StoryId,
  row: { state: InIteration; rank: string; declinedBy?: PartyId; reason?: string; by: MemberRow; at: Date },
): Promise<void> {
  await em.execute(PUT, [
    ...[week.partnershipId, storyId, week.id, row.state],
    ...[row.declinedBy ?? null, row.reason ?? null, row.by.id, row.at, row.rank],
  ]);
}

/** Puts a story into an iteration, or into none, as the story itself says. */
export function moveStory(story: Story, iterationId: IterationId | null, at: Date): void {
  story.iterationId = iterationId;
  story.updatedAt = at;
  story.version += 1;
}

/** @throws Refusal CONFLICT for a story that is being built, or is done with. */
export function requirePlannable(story: Story): void {
  if (CAN_BE_PLANNED.has(story.state)) return;
  throw conflict(
    `${story.key} is ${STATE_NAMES[story.state]}: only a story that is drafted, ready or returned can be planned.`,
  );
}
