import type { CriterionId, MemberId } from '@tandem/schema/ids';
import { criteriaOf } from '@tandem/schema/story/document';
import * as Y from 'yjs';
import type { WrittenUpdate } from '../live/document-kind.ts';

/**
 * Who wrote last in each of these criteria, by the newest update that put words into it or took some out. A criterion that no
 * update touched is left out.
 */
export function lastAuthors(
  doc: Y.Doc,
  updates: readonly WrittenUpdate[],
  wanted: readonly CriterionId[],
): Map<CriterionId, MemberId | null> {
  const missing = new Set<string>(wanted);
  const authors = new Map<CriterionId, MemberId | null>();
  for (const { memberId, update } of updates.toReversed()) {
    if (missing.size === 0) break;
    for (const id of criteriaTouched(doc, update)) if (missing.delete(id)) authors.set(id, memberId);
  }
  return authors;
}

function criteriaTouched(doc: Y.Doc, bytes: Uint8Array): Set<CriterionId> {
  const touched = new Set<CriterionId>();
  const { structs, ds } = Y.decodeUpdate(bytes);
  const touch = (client: number, clock: number, length: number): void => {
    for (let at = clock; at < clock + length; ) {
      // What this document does not hold, it cannot have touched.
      if (at >= Y.getState(doc.store, client)) return;
      const struct = Y.getItem(doc.store, Y.createID(client, at)) as Y.Item | Y.GC;
      const id = criterionOf(doc, struct);
      if (id) touched.add(id);
      at = struct.id.clock + struct.length;
    }
  };
  for (const { id, length } of structs) touch(id.client, id.clock, length);
  for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) touch(client, clock, len);
  return touched;
}

/** The criterion whose words an item is among; null for a rank, and for what stands elsewhere. */
function criterionOf(doc: Y.Doc, struct: Y.Item | Y.GC): CriterionId | null {
  const criteria = criteriaOf(doc);
  for (let item: Y.Item | Y.GC | null = struct; item instanceof Y.Item; ) {
    if (item.parentSub === 'rank') return null;
    const { parent } = item as { parent: Y.AbstractType<unknown> };
    if (parent === (criteria as Y.AbstractType<unknown>)) return item.parentSub as CriterionId;
    item = parent._item;
  }
  return null;
}
