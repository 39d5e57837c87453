import type { CriterionId } from '@tandem/schema/ids';
import {
  addCriterion as addEntry,
  listCriteria,
  moveCriterion as moveEntry,
  removeCriterion as removeEntry,
} from '@tandem/schema/story/document';
import type * as Y from 'yjs';
import { type Placing, placeAt } from './criterion-rank';
import { LOCAL, type StoryUndo } from './story-undo';

/** The edits to the list of criteria, each one step of undo of its own. */
export interface CriteriaEdits {
  /** @param after the criterion below which the new one is put; null puts it first, undefined last. */
  add(after?: CriterionId | null): CriterionId;
  /** @param index its place in the list as it then stands, from 0; beyond the end is the end. */
  move(id: CriterionId, index: number): void;
  remove(id: CriterionId): void;
}

export function criteriaEdits(doc: Y.Doc, undo: StoryUndo): CriteriaEdits {
  const step = (edit: () => void) => {
    undo.step();
    doc.transact(edit, LOCAL);
    undo.step();
  };
  const makeRoom = ({ reranked }: Placing) => {
    for (const { id, rank } of reranked) moveEntry(doc, id, rank);
  };
  return {
    add(after) {
      const entries = listCriteria(doc);
      const index = after === undefined ? entries.length : entries.findIndex(({ id }) => id === after) + 1;
      const placing = placeAt(entries, index);
      const id = crypto.randomUUID() as CriterionId;
      step(() => {
        makeRoom(placing);
        addEntry(doc, id, placing.rank);
      });
      return id;
    },
    move(id, index) {
      const others = listCriteria(doc).filter((entry) => entry.id !== id);
      const placing = placeAt(others, Math.max(0, Math.min(index, others.length)));
      step(() => {
        makeRoom(placing);
        moveEntry(doc, id, placing.rank);
      });
    },
    remove(id) {
      step(() => removeEntry(doc, id));
    },
  };
}
