import * as Y from 'yjs';
import type { CriterionId } from '../ids.ts';

/**
 * The co-written part of a story, as one Y.Doc:
 *
 *     title      Y.Text          one line of plain text
 *     narrative  Y.XmlFragment   rich text: paragraph, heading 1–3, bullet and ordered list, codeBlock; bold, italic, code, link
 *     criteria   Y.Map           criterion id → Y.Map { rank: string, body: Y.XmlFragment of paragraphs }
 *
 * A map keyed by id, ordered by rank, so that concurrent adds and moves never make a duplicate.
 */
export interface CriterionEntry {
  id: CriterionId;
  /** Fractional index; ties, which two people can make at once, are broken by id. */
  rank: string;
  body: Y.XmlFragment;
}

export const titleOf = (doc: Y.Doc): Y.Text => doc.getText('title');
export const narrativeOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('narrative');
export const criteriaOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('criteria');

/** The criteria in their order; an entry that lacks a rank or a body (a hostile or torn update) is left out. */
export function listCriteria(doc: Y.Doc): CriterionEntry[] {
  const entries: CriterionEntry[] = [];
  for (const [id, entry] of criteriaOf(doc).entries()) {
    if (!(entry instanceof Y.Map)) continue;
    const rank = entry.get('rank');
    const body = entry.get('body');
    if (typeof rank === 'string' && body instanceof Y.XmlFragment) entries.push({ id: id as CriterionId, rank, body });
  }
  return entries.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1));
}

export function addCriterion(doc: Y.Doc, id: CriterionId, rank: string, text = ''): Y.XmlFragment {
  const body = new Y.XmlFragment();
  doc.transact(() => {
    const entry = new Y.Map<unknown>();
    entry.set('rank', rank);
    entry.set('body', body);
    criteriaOf(doc).set(id, entry);
    writeParagraphs(body, text);
  });
  return body;
}

export function moveCriterion(doc: Y.Doc, id: CriterionId, rank: string): void {
  criteriaOf(doc).get(id)?.set('rank', rank);
}

export function removeCriterion(doc: Y.Doc, id: CriterionId): void {
  criteriaOf(doc).delete(id);
}

/** Appends one paragraph for each line of `text`; an empty text still makes the one paragraph an editor needs. */
export function writeParagraphs(body: Y.XmlFragment, text: string): void {
  const paragraphs = text.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    // Also when empty: two who start to type at once must find the same text, or each makes one and letters double.
    paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  body.insert(body.length, paragraphs);
}

/** The words of a fragment: blocks separated by a line feed, marks dropped. Embeds and attributes carry no words. */
export function plainText(node: Y.XmlFragment): string {
  return blocksOf(node).join('\n');
}

function blocksOf(node: Y.XmlFragment): string[] {
  const blocks: string[] = [];
  let line: string | null = null;
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) {
      line = (line ?? '') + wordsOf(child);
    } else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') {
      line = `${line ?? ''}\n`;
    } else if (child instanceof Y.XmlFragment) {
      if (line !== null) blocks.push(line);
      line = null;
      blocks.push(...blocksOf(child));
    }
  }
  if (line !== null) blocks.push(line);
  else if (blocks.length === 0 && node instanceof Y.XmlElement) blocks.push('');
  return blocks;
}

const wordsOf = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map((part: { insert: unknown }) => (typeof part.insert === 'string' ? part.insert : ''))
    .join('');
