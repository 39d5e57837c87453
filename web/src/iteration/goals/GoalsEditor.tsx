import type { GoalId } from '@tandem/schema/ids';
import { goalsOf } from '@tandem/schema/iteration/document';
import { GOALS_MAX } from '@tandem/schema/iteration/rules';
import type { Editor } from '@tiptap/core';
import { Plus, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { LiveDocument } from '../../live/live-document';
import { useLiveDocument, useLiveStatus } from '../../live/use-live-document';
import { usePartnership } from '../../partnership/use-partnership';
import { DocumentPresence } from '../../story/DocumentPresence';
import { listEdits } from '../../story/list-edits';
import { SaveStatus } from '../../story/SaveStatus';
import { StoryUndo } from '../../story/story-undo';
import { useBodies } from '../../story/use-bodies';
import { useRowDrag } from '../../story/use-row-drag';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import type { Week } from '../planned-stories';
import { GoalMarks } from './GoalMarks';
import { GoalRow } from './GoalRow';
import css from './Goals.module.css';
import { GoalWords } from './GoalsSection';

/** The goals, written by both parties at once. */
export default function GoalsEditor({ week }: { week: Week }) {
  const { me } = usePartnership();
  const { live, reopen } = useLiveDocument(week.id, me.personId, me);
  return live ? (
    <OpenGoals key={week.id} live={live} week={week} onReopen={reopen} />
  ) : (
    <GoalWords week={week} opening />
  );
}

function OpenGoals({ live, week, onReopen }: { live: LiveDocument; week: Week; onReopen: () => Promise<void> }) {
  const { me } = usePartnership();
  const { synced, refused } = useLiveStatus(live);
  const entries = useBodies<GoalId>(goalsOf(live.doc));
  if (!synced && !refused) return <GoalWords week={week} opening />;
  const where = (field: string | null) => {
    const index = entries.findIndex(({ id }) => field === `goal:${id}`);
    return index >= 0 ? `in goal ${index + 1}` : null;
  };
  return (
    <section className={css.goals} aria-labelledby="goals-heading">
      <header className={css.head}>
        <h2 id="goals-heading">What this week is for</h2>
        <div className={css.state}>
          <DocumentPresence live={live} me={me.id} where={where} />
          <SaveStatus live={live} />
        </div>
      </header>
      {refused && (
        <div className={css.refused} role="alert">
          <TriangleAlert size={16} aria-hidden />
          <p>The goals can’t be followed any more. {refused.message}</p>
          <Button size="small" onPress={() => void onReopen()}>
            Open them again
          </Button>
        </div>
      )}
      <GoalList live={live} week={week} />
    </section>
  );
}

function GoalList({ live, week }: { live: LiveDocument; week: Week }) {
  const { writable } = useLiveStatus(live);
  const goals = goalsOf(live.doc);
  const entries = useBodies<GoalId>(goals);
  const undo = useMemo(() => new StoryUndo(live.doc, [goals]), [live, goals]);
  useEffect(() => () => undo.end(), [undo]);
  const edits = useMemo(() => listEdits<GoalId>(live.doc, goals, undo), [live, goals, undo]);
  const list = useRef<HTMLOListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const editors = useRef(new Map<GoalId, Editor>());
  const wanted = useRef<GoalId | null>(null);

  const add = (after?: GoalId) => {
    if (entries.length < GOALS_MAX) wanted.current = edits.add(after);
  };
  const move = (id: GoalId, from: number, to: number) => {
    if (to < 0 || to >= entries.length || to === from) return;
    edits.move(id, to);
    announce(`Goal moved to place ${to + 1} of ${entries.length}`);
  };
  const remove = (id: GoalId, index: number) => {
    edits.remove(id);
    announce(`Goal ${index + 1} removed. Undo brings it back.`);
    const neighbour = entries[index - 1] ?? entries[index + 1];
    const editor = neighbour && editors.current.get(neighbour.id);
    if (editor && !editor.isDestroyed) editor.commands.focus('end');
    else addButton.current?.focus();
  };
  const { drag, grab } = useRowDrag(
    () => list.current,
    (from, to) => {
      const id = entries[from]?.id;
      if (id) move(id, from, to);
    },
  );
  return (
    <>
      {entries.length === 0 && (
        <p className={css.none}>
          Nothing yet. A goal is one sentence that both parties can call met or not at the week’s end, such as “A
          dispatcher can act on a late bus without leaving the map.”
        </p>
      )}
      <ol ref={list} className={css.list}>
        {entries.map((entry, index) => {
          const goal = week.goals.find(({ id }) => id === entry.id);
          return (
            <GoalRow
              key={entry.id}
              entry={entry}
              index={index}
              count={entries.length}
              live={live}
              undo={undo}
              editable={writable}
              dragged={drag?.from === index}
              dropEdge={
                drag?.gap === index
                  ? 'before'
                  : drag?.gap === entries.length && index === entries.length - 1
                    ? 'after'
                    : null
              }
              onGrab={grab(index)}
              onReady={(editor) => {
                editors.current.set(entry.id, editor);
                if (wanted.current !== entry.id) return;
                wanted.current = null;
                editor.view.focus();
              }}
              actions={{
                addBelow: () => add(entry.id),
                remove: () => remove(entry.id, index),
                moveBy: (steps) => move(entry.id, index, index + steps),
                moveTo: (to) => move(entry.id, index, to),
              }}
              marks={goal && <GoalMarks week={week} goal={goal} />}
            />
          );
        })}
      </ol>
      {writable && (
        <div className={css.add}>
          <Button
            ref={addButton}
            size="small"
            variant="quiet"
            icon={<Plus size={16} aria-hidden />}
            onPress={() => add()}
            isDisabled={entries.length >= GOALS_MAX}
          >
            Add a goal
          </Button>
        </div>
      )}
    </>
  );
}
