/** One replaced stretch, in UTF-16 units: at `index`, `remove` units give way to `insert`. */
export interface TextDiff {
  index: number;
  remove: number;
  insert: string;
}

/**
 * The smallest single replacement that turns `before` into `after`, laid against the caret: of "aa" → "aaa" only the
 * caret tells which a is new, and it matters to whoever types beside it.
 */
export function diffText(before: string, after: string, caret: number): TextDiff | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let end = 0;
  while (end < Math.min(most, after.length - caret) && before.at(-1 - end) === after.at(-1 - end)) end++;
  let start = 0;
  while (start < most - end && before[start] === after[start]) start++;
  // What the caret did not explain (a forward delete of a repeated letter) is found from the other end.
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  // Yjs replaces half a surrogate pair by U+FFFD: a pair is kept or replaced whole.
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  return { index: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) };
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

export type Delta = readonly { retain?: number; insert?: unknown; delete?: number }[];

/** Where `index` is after a change of somebody else's. What they insert exactly there goes behind it. */
export function mapIndex(index: number, delta: Delta): number {
  let at = 0;
  let mapped = index;
  for (const part of delta) {
    if (at > mapped) break;
    if (part.retain !== undefined) at += part.retain;
    else if (typeof part.insert === 'string') {
      if (at < mapped) mapped += part.insert.length;
      at += part.insert.length;
    } else if (part.delete !== undefined) {
      mapped -= Math.max(0, Math.min(part.delete, mapped - at));
    }
  }
  return mapped;
}
