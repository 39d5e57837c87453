import type { CriterionId } from '@tandem/schema/ids';
import { addCriterion, moveCriterion, removeCriterion } from '@tandem/schema/story/document';
import * as Y from 'yjs';

/** A small deterministic generator (mulberry32): the same seed, the same edits. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const WORDS = ['delay', 'control room', 'épargne', '🚌 late', 'a', ' ', 'Łódź', 'stop\ttimes'];

/**
 * `at`, or the place after it when it is inside a character of two units: no editor splits one, and what Yjs makes of the
 * halves depends on the order in which they came.
 */
const boundary = (text: Y.Text, at: number): number => (/[\uDC00-\uDFFF]/.test(wordsOf(text).charAt(at)) ? at + 1 : at);

const wordsOf = (text: Y.Text): string =>
  (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');

function removeOne(text: Y.Text, near: number): void {
  const from = boundary(text, near);
  if (from < text.length) text.delete(from, boundary(text, from + 1) - from);
}

/** One random edit of a document shaped like a story: its title, its narrative with marks, its criteria by id. */
export function randomEdit(doc: Y.Doc, random: (below: number) => number): void {
  const title = doc.getText('title');
  const narrative = doc.getXmlFragment('narrative');
  const criteria = doc.getMap<Y.Map<unknown>>('criteria');
  const word = WORDS[random(WORDS.length)] as string;
  const id = `c${random(5)}` as CriterionId;
  switch (random(11)) {
    case 0:
    case 1:
      return title.insert(boundary(title, random(title.length + 1)), word);
    case 2:
      return removeOne(title, random(title.length + 1));
    case 3: {
      const paragraph = new Y.XmlElement('paragraph');
      narrative.insert(random(narrative.length + 1), [paragraph]);
      return paragraph.insert(0, [new Y.XmlText(word)]);
    }
    case 4: {
      const text = (narrative.firstChild as Y.XmlElement | null)?.firstChild;
      if (text instanceof Y.XmlText && text.length > 0)
        text.format(0, boundary(text, 1 + random(text.length)), { link: { href: `https://a.example/${word}` } });
      return;
    }
    case 5:
      return narrative.length > 1 ? narrative.delete(random(narrative.length), 1) : undefined;
    case 6:
      addCriterion(doc, id, `a${random(9)}`, word);
      return;
    case 7:
      return moveCriterion(doc, id, `b${random(9)}`);
    case 8: {
      const paragraph = (criteria.get(id)?.get('body') as Y.XmlFragment | undefined)?.firstChild;
      const text = paragraph instanceof Y.XmlElement ? paragraph.firstChild : null;
      return text instanceof Y.XmlText ? text.insert(boundary(text, random(text.length + 1)), word) : undefined;
    }
    case 9:
      return removeCriterion(doc, id);
    default: {
      // What no page of ours writes, and a program may.
      const entry = new Y.Map<unknown>();
      entry.set('seen', { by: [1.5, -3, true, null, word] });
      return void criteria.set(id, entry);
    }
  }
}

/** Three writers edit, now and then seeing each other; the updates in one order in which each could be applied. */
export function randomEdits(seed: number, edits = 60): { doc: Y.Doc; updates: Uint8Array[] } {
  const random = seededRandom(seed);
  const server = new Y.Doc();
  const updates: Uint8Array[] = [];
  const writers = [1, 2, 3].map((n) => Object.assign(new Y.Doc(), { clientID: seed * 10 + n }));
  for (let i = 0; i < edits; i++) {
    const writer = writers[random(writers.length)] as Y.Doc;
    if (random(3) === 0) Y.applyUpdate(writer, Y.encodeStateAsUpdate(server));
    const before = Y.snapshot(server);
    writer.transact(() => randomEdit(writer, random));
    const update = Y.encodeStateAsUpdate(writer, Y.encodeStateVector(server));
    Y.applyUpdate(server, update);
    // What two writers deleted is news from the first of them only.
    if (Y.equalSnapshots(before, Y.snapshot(server))) continue;
    updates.push(update);
  }
  return { doc: server, updates };
}
