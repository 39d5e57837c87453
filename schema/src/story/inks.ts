import * as Y from 'yjs';
import type { CriterionId } from '../ids.ts';
import { clientOfBody } from '../text/ranked-bodies.ts';
import { criteriaOf, listCriteria, narrativeOf, titleOf } from './document.ts';

/**
 * How many characters of the story's words, as they stand, each Yjs client wrote: client id → UTF-16 units of title,
 * narrative and criteria. Deleted words and formatting count for nobody.
 */
export function charactersByClient(doc: Y.Doc): Map<number, number> {
  const counts = new Map<number, number>();
  count(titleOf(doc), counts);
  count(narrativeOf(doc), counts);
  for (const { body } of listCriteria(doc)) count(body, counts);
  return counts;
}

/** The client that added the criterion's entry; null when it is not there. */
export const clientOfCriterion = (doc: Y.Doc, id: CriterionId): number | null => clientOfBody(criteriaOf(doc), id);

function count(type: { _start: Y.Item | null }, counts: Map<number, number>): void {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentString)
      counts.set(item.id.client, (counts.get(item.id.client) ?? 0) + item.content.str.length);
    else if (item.content instanceof Y.ContentType) count(item.content.type, counts);
  }
}
