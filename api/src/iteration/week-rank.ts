import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoryId } from '@tandem/schema/ids';
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { validate as isUuid } from 'uuid';
import { badInput, notFound } from '../platform/errors.ts';
import type { Iteration } from './iteration.entity.ts';

/** A key grows by a character for every five or so stories put at the very same place; past this all are dealt anew. */
const RANK_LENGTH_MAX = 60;

const OTHERS = `select story_id as id, rank from story_iteration
  where partnership_id = ? and iteration_id = ? and story_id <> ? and state <> 'UNPLANNED' order by rank, story_id`;
const DEAL = `update story_iteration si set rank = dealt.rank
  from unnest(?::uuid[], ?::text[]) as dealt (id, rank)
  where si.partnership_id = ? and si.iteration_id = ? and si.story_id = dealt.id`;

/** The story next to which another goes in an iteration; neither given puts it last. */
export interface WeekNeighbour {
  afterId?: string | null;
  beforeId?: string | null;
}

/** The key that puts a story into its place in an iteration, whose row is locked. @throws Refusal for the neighbour. */
export async function rankInWeek(
  em: EntityManager,
  iteration: Iteration,
  storyId: StoryId,
  { afterId, beforeId }: WeekNeighbour,
): Promise<string> {
  if (afterId != null && beforeId != null) throw badInput('beforeId', 'Give afterId or beforeId, not both.');
  const here = [iteration.partnershipId, iteration.id];
  const others = await em.execute<{ id: string; rank: string }[]>(OTHERS, [...here, storyId]);
  const neighbourId = (afterId ?? beforeId)?.toLowerCase();
  const at = neighbourId === undefined ? others.length - 1 : others.findIndex(({ id }) => id === neighbourId);
  if (neighbourId !== undefined && (at === -1 || !isUuid(neighbourId)))
    throw notFound('story in this week to put it next to');
  const next = beforeId != null ? at : at + 1;
  const rank = generateKeyBetween(others[next - 1]?.rank ?? null, others[next]?.rank ?? null);
  if (rank.length <= RANK_LENGTH_MAX) return rank;
  const ranks = generateNKeysBetween(null, null, others.length + 1);
  const [mine = ''] = ranks.splice(next, 1);
  await em.execute(DEAL, [`{${others.map(({ id }) => id).join(',')}}`, `{${ranks.join(',')}}`, ...here]);
  return mine;
}
