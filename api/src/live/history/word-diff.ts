export type DiffKind = 'SAME' | 'ADDED' | 'REMOVED';
export interface DiffPart {
  kind: DiffKind;
  text: string;
}

/** How much comparing one answer may cost; past it, what is left counts as replaced. */
export interface DiffBudget {
  steps: number;
}
/** About 20 ms. */
export const newDiffBudget = (): DiffBudget => ({ steps: 2_000_000 });
/** Words that may differ within one stretch before it counts as replaced: what it keeps to find the way back is its square. */
const DISTANCE_MAX = 1_000;

/** What must be done to `before` to get `after`, word by word: the fewest words change (Myers 1986). Concatenates to both. */
export function wordDiff(before: string, after: string, budget: DiffBudget): DiffPart[] {
  const [a, b] = [wordsIn(before), wordsIn(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const parts: DiffPart[] = [];
  add(parts, 'SAME', a.slice(0, start).join(''));
  compare(a.slice(start, a.length - end), b.slice(start, b.length - end), budget, parts);
  add(parts, 'SAME', a.slice(a.length - end).join(''));
  return parts;
}

/** Words, stretches of white space, and each sign by itself. */
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}'’_-]+|\s+|[^]/gu) ?? [];

/** Parts of one kind become one; of neighbours what is removed comes first. */
function add(parts: DiffPart[], kind: DiffKind, text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else if (kind === 'REMOVED' && last?.kind === 'ADDED') {
    const removed = parts.at(-2);
    if (removed?.kind === 'REMOVED') removed.text += text;
    else parts.splice(-1, 0, { kind, text });
  } else parts.push({ kind, text });
}

function compare(a: string[], b: string[], budget: DiffBudget, parts: DiffPart[]): void {
  const trace = furthest(a, b, budget);
  if (!trace) {
    add(parts, 'REMOVED', a.join(''));
    add(parts, 'ADDED', b.join(''));
    return;
  }
  const steps: DiffPart[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reached = trace[d] as Map<number, number>;
    const k = x - y;
    const down = k === -d || (k !== d && at(reached, k - 1) < at(reached, k + 1));
    const previous = down ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : at(reached, previous);
    const fromY = d === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      steps.push({ kind: 'SAME', text: a[--x] as string });
      y--;
    }
    if (d === 0) break;
    steps.push(down ? { kind: 'ADDED', text: b[--y] as string } : { kind: 'REMOVED', text: a[--x] as string });
  }
  for (const { kind, text } of steps.reverse()) add(parts, kind, text);
}

const at = (reached: ReadonlyMap<number, number>, k: number): number => reached.get(k) ?? -1;

/** For each distance, how far each diagonal had come before it; null when the budget is spent. */
function furthest(a: string[], b: string[], budget: DiffBudget): Map<number, number>[] | null {
  const trace: Map<number, number>[] = [];
  const reached = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, DISTANCE_MAX); d++) {
    trace.push(new Map(reached));
    budget.steps -= 2 * reached.size;
    for (let k = -d; k <= d; k += 2) {
      let x =
        k === -d || (k !== d && at(reached, k - 1) < at(reached, k + 1)) ? at(reached, k + 1) : at(reached, k - 1) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
        budget.steps--;
      }
      reached.set(k, x);
      if (x >= a.length && y >= b.length) return trace;
    }
    if (budget.steps <= 0) return null;
  }
  return null;
}
