import type { Editor } from '@tiptap/core';
import type { CriterionId } from '@tandem/schema/ids';
import { criteriaOf } from '@tandem/schema/story/document';
import { CRITERIA_MAX } from '@tandem/schema/story/rules';
import { Plus } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { LiveDocument } from '../live/live-document';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { AgreeToAll } from './agreement/AgreeToAll';
import { CriterionRow } from './CriterionRow';
import { listEdits } from './list-edits';
import type { StoryUndo } from './story-undo';
import { useCriteria } from './use-document';
import { useRowDrag } from './use-row-drag';
import css from './CriteriaList.module.css';

interface CriteriaListProps {
  live: LiveDocument;
  undo: StoryUndo;
  editable: boolean;
  inks: boolean;
  onFocus: (editor: Editor) => void;
}

/** The acceptance criteria, each an editor of its own, in one order for everybody. */
export function CriteriaList({ live, undo, editable, inks, onFocus }: CriteriaListProps) {
  const entries = useCriteria(live.doc);
  const edits = useMemo(() => listEdits<CriterionId>(live.doc, criteriaOf(live.doc), undo), [live, undo]);
  const list = useRef<HTMLOListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const editors = useRef(new Map<CriterionId, Editor>());
  /** The criterion that has, or is to have, the focus, and where it last stood in the list. */
  const focused = useRef<{ id: CriterionId; index: number } | null>(null);
  const wanted = useRef<CriterionId | null>(null);

  const move = (id: CriterionId, from: number, to: number) => {
    if (to < 0 || to >= entries.length || to === from) return;
    edits.move(id, to);
    announce(`Criterion moved to place ${to + 1} of ${entries.length}`);
  };
  const add = (after?: CriterionId) => {
    if (entries.length < CRITERIA_MAX) wanted.current = edits.add(after);
  };
  const focusNeighbour = (index: number) => {
    const neighbour = entries[Math.min(Math.max(index - 1, 0), entries.length - 1)];
    const editor = neighbour && editors.current.get(neighbour.id);
    if (editor && !editor.isDestroyed) editor.commands.focus('end');
    else addButton.current?.focus();
  };
  const remove = (id: CriterionId, index: number) => {
    focused.current = { id, index };
    edits.remove(id);
    announce(`Criterion ${index + 1} removed. Undo brings it back.`);
  };
  const { drag, grab } = useRowDrag(
    () => list.current,
    (from, to) => {
      const id = entries[from]?.id;
      if (id) move(id, from, to);
    },
  );

  // Reordering rows moves their nodes, and a removed row takes its focus along: both are set right before anybody notices.
  useLayoutEffect(() => {
    const last = focused.current;
    if (!last || document.activeElement !== document.body) return;
    const index = entries.findIndex(({ id }) => id === last.id);
    if (index >= 0) {
      focused.current = { id: last.id, index };
      const editor = editors.current.get(last.id);
      if (editor && !editor.isDestroyed) editor.view.focus();
      return;
    }
    focused.current = null;
    focusNeighbour(last.index);
  });

  return (
    <section aria-labelledby="criteria-heading">
      <div className={css.heading}>
        <h2 id="criteria-heading" ref={heading} tabIndex={-1}>
          Acceptance criteria <span className={css.count}>{entries.length}</span>
        </h2>
        <AgreeToAll onAgreed={() => heading.current?.focus()} />
      </div>
      {entries.length === 0 && (
        <p className={css.none}>
          Nothing yet. A criterion is one sentence that both parties can check at the demo, such as “A bus more than
          three minutes late turns amber on the live map.”
        </p>
      )}
      <ol ref={list} className={css.list}>
        {entries.map((entry, index) => (
          <CriterionRow
            key={entry.id}
            entry={entry}
            index={index}
            count={entries.length}
            live={live}
            undo={undo}
            editable={editable}
            inks={inks}
            dragged={drag?.from === index}
            dropEdge={
              drag?.gap === index
                ? 'before'
                : drag?.gap === entries.length && index === entries.length - 1
                  ? 'after'
                  : null
            }
            onGrab={grab(index)}
            onFocus={(editor) => {
              focused.current = { id: entry.id, index };
              undo.step();
              onFocus(editor);
            }}
            onReady={(editor) => {
              editors.current.set(entry.id, editor);
              if (wanted.current !== entry.id) return;
              wanted.current = null;
              // At once, where Tiptap's own command waits for the next frame.
              editor.view.focus();
            }}
            actions={{
              addBelow: () => add(entry.id),
              remove: () => remove(entry.id, index),
              moveBy: (steps) => move(entry.id, index, index + steps),
              moveTo: (to) => {
                focused.current = { id: entry.id, index };
                move(entry.id, index, to);
              },
            }}
          />
        ))}
      </ol>
      {editable && (
        <div className={css.add}>
          <Button
            ref={addButton}
            variant="quiet"
            icon={<Plus size={16} aria-hidden />}
            onPress={() => add()}
            isDisabled={entries.length >= CRITERIA_MAX}
          >
            Add a criterion
          </Button>
        </div>
      )}
    </section>
  );
}
