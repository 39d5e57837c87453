import type * as Y from 'yjs';
import type { CriterionId } from '../ids.ts';
import { addBody, listBodies, type RankedBodies, type RankedBody } from '../text/ranked-bodies.ts';

/**
 * The co-written part of a story, as one Y.Doc:
 *
 *     title      Y.Text          one line of plain text
 *     narrative  Y.XmlFragment   rich text: paragraph, heading 1–3, bullet and ordered list, codeBlock; bold, italic, code, link
 *     criteria   RankedBodies    by criterion id
 */
export type CriterionEntry = RankedBody<CriterionId>;

export const titleOf = (doc: Y.Doc): Y.Text => doc.getText('title');
export const narrativeOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('narrative');
export const criteriaOf = (doc: Y.Doc): RankedBodies => doc.getMap('criteria');

/** The criteria in their order; an entry that lacks a rank or a body (a hostile or torn update) is left out. */
export const listCriteria = (doc: Y.Doc): CriterionEntry[] => listBodies(criteriaOf(doc));

export const addCriterion = (doc: Y.Doc, id: CriterionId, rank: string, text = ''): Y.XmlFragment =>
  addBody(doc, criteriaOf(doc), id, rank, text);

export function moveCriterion(doc: Y.Doc, id: CriterionId, rank: string): void {
  criteriaOf(doc).get(id)?.set('rank', rank);
}

export function removeCriterion(doc: Y.Doc, id: CriterionId): void {
  criteriaOf(doc).delete(id);
}
