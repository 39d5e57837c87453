import type { EntityManager } from '@mikro-orm/postgresql';
import { ScopePoints, ScopeReason } from '@tandem/schema/iteration/commitment';
import type { IterationId, MemberId } from '@tandem/schema/ids';
import { IN_ITERATION } from '@tandem/schema/story/rules';
import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../partnership/membership.ts';
import { notify } from '../partnership/notification/notify.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { activeMembers } from './own-rows.ts';
import type { Story } from './story.entity.ts';

/** Why a story of a committed week is split: who asked for it, and the points of what stays, as they were unless given. */
export interface SplitScope {
  askedById: string;
  reason: string;
  points?: number | null;
}

// Before the story's own lock, as whoever changes the week does it.
const LOCK_WEEK = `select i.id from iteration i join story s on s.iteration_id = i.id
  where s.partnership_id = ? and s.id = ? for update of i`;
const WEEK = `update iteration set updated_at = ?, version = version + 1 where partnership_id = ? and id = ? returning iso_week`;
const ENTRY = `insert into scope_change
    (id, partnership_id, iteration_id, story_id, kind, asked_by, made_by, reason, points_before, points_after, new_story_id, at)
  values (?, ?, ?, ?, 'SPLIT', ?, ?, ?, ?, ?, ?, ?)`;
const SIGNERS = `select id from member where partnership_id = ? and left_at is null and role in ('LEAD', 'SPONSOR')`;

export const lockWeekOf = (em: EntityManager, { partnershipId }: MemberRow, storyId: string): Promise<unknown> =>
  em.execute(LOCK_WEEK, [partnershipId, storyId]);

const COUNTED = `update story_iteration set points = ?, changed_by = ?, changed_at = ?
  where partnership_id = ? and iteration_id = ? and story_id = ?`;

/** @throws Refusal CONFLICT for a story of a committed week without `scope`. */
export function requireScope(story: Story, scope: SplitScope | null | undefined): void {
  if (IN_ITERATION.has(story.state) && scope == null)
    throw conflict(`${story.key} is in a signed commitment. Split it through the week’s scope ledger, with a reason.`);
}

/**
 * Enters a split into the ledger of the committed week that holds the story: what went is a draft outside it. Under the week's
 * lock. @throws Refusal BAD_USER_INPUT for the reason or points, NOT_FOUND or CONFLICT for the asker.
 */
export async function enterSplit(
  em: EntityManager,
  story: Story,
  made: { id: string; key: string },
  { scope, by, at }: { scope: SplitScope; by: MemberRow; at: Date },
): Promise<string> {
  const { reason } = parseInput(ScopeReason, { reason: scope.reason });
  const before = story.estimate;
  const points = scope.points == null ? before : parseInput(ScopePoints, { points: scope.points }).points;
  const { partnershipId, iterationId } = story;
  const [asker] = await activeMembers(em, partnershipId, [scope.askedById]);
  const isoWeek = iterationId && (await touchWeek(em, { partnershipId, id: iterationId }, at));
  if (!asker || !isoWeek) throw notFound('week');
  story.estimate = points;
  await em.execute(COUNTED, [points, by.id, at, partnershipId, iterationId, story.id]);
  await em.execute(ENTRY, [
    ...[uuid(), partnershipId, iterationId, story.id, asker.id, by.id, reason],
    ...[before, points, made.id, at],
  ]);
  const asked = asker.id === by.id ? '' : `, asked by ${asker.name}`;
  const told = `split ${made.key} from ${story.key} in ${isoWeek}${asked}: ${reason}`;
  const signers = await em.execute<{ id: MemberId }[]>(SIGNERS, [partnershipId]);
  await notify(em, {
    ...{ partnershipId, kind: 'SCOPE_CHANGED', actorId: by.id, text: `${by.name} ${told}`, at },
    memberIds: [...new Set([...signers.map(({ id }) => id), ...story.ownerIds, asker.id])],
    ...{ nodeType: 'Iteration', nodeId: iterationId, path: `/weeks/${isoWeek}` },
  });
  return told;
}

async function touchWeek(
  em: EntityManager,
  { partnershipId, id }: { partnershipId: string; id: IterationId },
  at: Date,
): Promise<string | null> {
  const [week] = await em.execute<{ iso_week: string }[]>(WEEK, [at, partnershipId, id]);
  return week?.iso_week ?? null;
}
