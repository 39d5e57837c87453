import { addBody, listBodies, type RankedBodies } from '@tandem/schema/text/ranked-bodies';
import type * as Y from 'yjs';
import { type Placing, placeAt } from './criterion-rank';
import { LOCAL, type StoryUndo } from './story-undo';

/** The edits to a co-written list, such as a story's criteria or a week's goals, each one step of undo of its own. */
export interface ListEdits<Id extends string> {
  /** @param after the entry below which the new one is put; null puts it first, undefined last. */
  add(after?: Id | null): Id;
  /** @param index its place in the list as it then stands, from 0; beyond the end is the end. */
  move(id: Id, index: number): void;
  remove(id: Id): void;
}

export function listEdits<Id extends string>(doc: Y.Doc, bodies: RankedBodies, undo: StoryUndo): ListEdits<Id> {
  const step = (edit: () => void) => {
    undo.step();
    doc.transact(edit, LOCAL);
    undo.step();
  };
  const makeRoom = ({ reranked }: Placing<Id>) => {
    for (const { id, rank } of reranked) bodies.get(id)?.set('rank', rank);
  };
  return {
    add(after) {
      const entries = listBodies<Id>(bodies);
      const index = after === undefined ? entries.length : entries.findIndex(({ id }) => id === after) + 1;
      const placing = placeAt(entries, index);
      const id = crypto.randomUUID() as string as Id;
      step(() => {
        makeRoom(placing);
        addBody(doc, bodies, id, placing.rank);
      });
      return id;
    },
    move(id, index) {
      const others = listBodies<Id>(bodies).filter((entry) => entry.id !== id);
      const placing = placeAt(others, Math.max(0, Math.min(index, others.length)));
      step(() => {
        makeRoom(placing);
        bodies.get(id)?.set('rank', placing.rank);
      });
    },
    remove(id) {
      step(() => bodies.delete(id));
    },
  };
}
