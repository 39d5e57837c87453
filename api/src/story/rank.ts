import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId, StoryId } from '@tandem/schema/ids';
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { validate as isUuid } from 'uuid';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { badInput, notFound } from '../platform/errors.ts';

/** A key grows by a character for every five or so stories put at the very same place; past this all are dealt anew. */
const RANK_LENGTH_MAX = 60;

const LOCK = `select pg_advisory_xact_lock(hashtextextended('story.rank ' || ?, 0))`;
const RANK_OF = 'select rank from story where partnership_id = ? and id = ?';
const LAST = 'select max(rank) as rank from story where partnership_id = ?';
const FOLLOWING = `select rank from story where partnership_id = ? and id <> ? and rank > ? order by rank limit 1`;
const PRECEDING = `select rank from story where partnership_id = ? and id <> ? and rank < ? order by rank desc limit 1`;
const FIRST = `select rank from story where partnership_id = ? and id <> ? order by rank limit 1`;
const ALL = 'select id from story where partnership_id = ? order by rank';
const DEAL = `update story s set rank = dealt.rank
  from unnest(?::uuid[], ?::text[]) as dealt (id, rank) where s.partnership_id = ? and s.id = dealt.id`;

/** The story next to which another goes; neither given puts it first. */
export interface Neighbour {
  afterId?: string | null;
  beforeId?: string | null;
}

/** Thrown inside a transaction to give it up, deal all ranks anew, and try again. */
class RanksExhausted extends Error {}

/**
 * One change of the order at a time in a partnership, so that two people never choose the same key. Taken before any
 * story's row lock: the other way round two moves could wait for each other.
 */
export const lockRanks = (em: EntityManager, partnershipId: PartnershipId): Promise<unknown> =>
  em.execute(LOCK, [partnershipId]);

/** The key after the last story's. Under lockRanks. */
export async function lastRank(em: EntityManager, partnershipId: PartnershipId): Promise<string> {
  return fitting(generateKeyBetween(await rankFrom(em, LAST, [partnershipId]), null));
}

/** The key that puts the story next to its neighbour; null when it is there already. Under lockRanks. @throws Refusal. */
export async function rankNextTo(
  em: EntityManager,
  story: { id: StoryId; partnershipId: PartnershipId; rank: string },
  { afterId, beforeId }: Neighbour,
): Promise<string | null> {
  if (afterId != null && beforeId != null) throw badInput('beforeId', 'Give afterId or beforeId, not both.');
  const neighbourId = afterId ?? beforeId;
  if (neighbourId === story.id) return null;
  const here = [story.partnershipId, story.id];
  let low: string | null = null;
  let high: string | null;
  if (neighbourId == null) {
    high = await rankFrom(em, FIRST, here);
  } else {
    const rank = isUuid(neighbourId) ? await rankFrom(em, RANK_OF, [story.partnershipId, neighbourId]) : null;
    if (rank === null) throw notFound('story to put it next to');
    low = afterId != null ? rank : await rankFrom(em, PRECEDING, [...here, rank]);
    high = afterId != null ? await rankFrom(em, FOLLOWING, [...here, rank]) : rank;
  }
  if ((low === null || low < story.rank) && (high === null || story.rank < high)) return null;
  return fitting(generateKeyBetween(low, high));
}

/** Runs a command that asks for a rank, dealing all of them anew first when the keys have grown too long. */
export async function withRanks<T>(
  services: Services,
  partnershipId: PartnershipId,
  command: () => Promise<T>,
): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof RanksExhausted)) throw error;
    await rerank(services, partnershipId);
    return command();
  }
}

/** A change of its own, without an actor: the order stays, and pages read their lists again for the new keys. */
async function rerank(services: Services, partnershipId: PartnershipId): Promise<void> {
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    await lockRanks(em, partnershipId);
    const ids = (await em.execute<{ id: string }[]>(ALL, [partnershipId])).map(({ id }) => id);
    const ranks = generateNKeysBetween(null, null, ids.length);
    await em.execute(DEAL, [`{${ids.join(',')}}`, `{${ranks.join(',')}}`, partnershipId]);
    return {
      kind: 'backlog.reranked',
      nodeType: 'Partnership',
      nodeId: partnershipId,
      summary: 'tidied the backlog’s ranks',
    };
  });
}

function fitting(rank: string): string {
  if (rank.length > RANK_LENGTH_MAX) throw new RanksExhausted('a rank grew too long');
  return rank;
}

async function rankFrom(em: EntityManager, sql: string, params: unknown[]): Promise<string | null> {
  const [row] = await em.execute<{ rank: string | null }[]>(sql, params);
  return row?.rank ?? null;
}
