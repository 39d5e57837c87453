import {
  addCriterion,
  criteriaOf,
  listCriteria,
  moveCriterion,
  narrativeOf,
  removeCriterion,
  titleOf,
} from '@tandem/schema/story/document';
import * as Y from 'yjs';
import { newDiffBudget, wordDiff } from '../live/history/word-diff.ts';

/**
 * Makes the words of `doc` those of `old` with as few edits as possible: what is the same keeps its writers, and the place
 * where somebody types meanwhile.
 */
export function restoreWords(doc: Y.Doc, old: Y.Doc): void {
  restoreText(titleOf(doc), titleOf(old));
  restoreBlocks(narrativeOf(doc), narrativeOf(old));
  const wanted = new Map(listCriteria(old).map((entry) => [entry.id, entry]));
  const standing = new Map(listCriteria(doc).map((entry) => [entry.id, entry]));
  for (const id of standing.keys()) if (!wanted.has(id)) removeCriterion(doc, id);
  for (const { id, rank, body } of wanted.values()) {
    const now = standing.get(id);
    if (now) {
      if (now.rank !== rank) moveCriterion(doc, id, rank);
      restoreBlocks(now.body, body);
    } else {
      addCriterion(doc, id, rank);
      const fresh = criteriaOf(doc).get(id)?.get('body') as Y.XmlFragment;
      restoreBlocks(fresh, body);
    }
  }
}

type Block = Y.XmlElement | Y.XmlText;

/** Blocks that stand in both stay; of the others those in the same place are rewritten from within where they can be. */
function restoreBlocks(now: Y.XmlFragment, old: Y.XmlFragment): void {
  const [standing, wanted] = [blocksOf(now), blocksOf(old)];
  const [a, b] = [standing.map(told), wanted.map(told)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  let at = start;
  for (let i = start; i < b.length - end; i++) {
    const target = wanted[i] as Block;
    const same = a.indexOf(b[i] as string, at);
    const upTo = a.length - end;
    if (same !== -1 && same < upTo) {
      // Blocks that were put in between go.
      drop(now, i, same - at);
      at = same + 1;
    } else if (at < upTo && isLike(standing[at] as Block, target)) {
      restoreWithin(standing[at] as Block, target);
      at++;
    } else now.insert(i, [target.clone() as Block]);
  }
  drop(now, b.length - end, a.length - end - at);
}

function drop(from: Y.XmlFragment, index: number, count: number): void {
  if (count > 0) from.delete(index, count);
}

const blocksOf = (node: Y.XmlFragment): Block[] =>
  node.toArray().filter((child) => child instanceof Y.AbstractType) as Block[];

/** What two blocks must have in common for one to become the other from within. */
const isLike = (now: Block, old: Block): boolean =>
  now instanceof Y.XmlText
    ? old instanceof Y.XmlText
    : old instanceof Y.XmlElement &&
      now.nodeName === old.nodeName &&
      JSON.stringify(now.getAttributes()) === JSON.stringify(old.getAttributes());

function restoreWithin(now: Block, old: Block): void {
  if (now instanceof Y.XmlText) restoreText(now, old as Y.XmlText);
  else restoreBlocks(now, old as Y.XmlElement);
}

/** Everything that a block says, formatting and all. */
function told(block: Block): string {
  return block instanceof Y.XmlText
    ? JSON.stringify(block.toDelta())
    : JSON.stringify([block.nodeName, block.getAttributes(), blocksOf(block).map(told)]);
}

type Delta = { insert: unknown; attributes?: object }[];

function restoreText(now: Y.Text, old: Y.Text): void {
  const [standing, wanted] = [now.toDelta() as Delta, old.toDelta() as Delta];
  if (JSON.stringify(standing) === JSON.stringify(wanted)) return;
  if (!isPlain(standing) || !isPlain(wanted)) {
    now.delete(0, now.length);
    now.applyDelta(wanted);
    return;
  }
  let at = 0;
  for (const { kind, text } of wordDiff(now.toString(), old.toString(), newDiffBudget())) {
    if (kind === 'REMOVED') now.delete(at, text.length);
    else {
      if (kind === 'ADDED') now.insert(at, text);
      at += text.length;
    }
  }
}

const isPlain = (delta: Delta): boolean =>
  delta.every(({ insert, attributes }) => typeof insert === 'string' && attributes === undefined);
