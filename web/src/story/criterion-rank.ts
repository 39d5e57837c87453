import type { RankedBody } from '@tandem/schema/text/ranked-bodies';
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Two people who add in the same place at once get the same rank in one of 2^5 cases; ties are then broken by id. */
const JITTER_STEPS = 5;

export interface Placing<Id extends string> {
  rank: string;
  /** Entries whose ranks stood in the way: equal ones leave no room between them. */
  reranked: { id: Id; rank: string }[];
}

/** The rank that puts something before `entries[index]`, or last when there is none. `entries` are in their order, without it. */
export function placeAt<Id extends string>(entries: readonly RankedBody<Id>[], index: number): Placing<Id> {
  const lower = entries[index - 1]?.rank ?? null;
  const upper = entries[index]?.rank ?? null;
  try {
    if (lower === null || upper === null || lower < upper) return { rank: jittered(lower, upper), reranked: [] };
    return spread(entries, index, lower);
  } catch {
    // A rank that is no fractional index, from some other program: number all of them afresh.
    return spread(entries, index, null);
  }
}

function spread<Id extends string>(
  entries: readonly RankedBody<Id>[],
  index: number,
  lower: string | null,
): Placing<Id> {
  const from = lower === null ? 0 : index;
  let to = from;
  while (to < entries.length && (lower === null || (entries[to]?.rank ?? '') <= lower)) to++;
  const moved = entries.slice(from, to);
  const keys = generateNKeysBetween(lower, entries[to]?.rank ?? null, moved.length + 1);
  const rank = keys.splice(index - from, 1)[0] ?? generateKeyBetween(lower, null);
  return { rank, reranked: moved.map(({ id }, at) => ({ id, rank: keys[at] ?? rank })) };
}

function jittered(lower: string | null, upper: string | null): string {
  let low = lower;
  let high = upper;
  let key = generateKeyBetween(low, high);
  for (let step = 0; step < JITTER_STEPS; step++) {
    if (Math.random() < 0.5) low = key;
    else high = key;
    key = generateKeyBetween(low, high);
  }
  return key;
}
