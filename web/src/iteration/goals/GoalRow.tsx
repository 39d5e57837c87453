import type { GoalEntry } from '@tandem/schema/iteration/document';
import { GOAL_MAX } from '@tandem/schema/iteration/rules';
import type { Editor } from '@tiptap/core';
import { Ellipsis, GripVertical } from 'lucide-react';
import { lazy, type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { LiveDocument } from '../../live/live-document';
import { BodyEditor } from '../../story/BodyEditor';
import { type CriterionRowActions, criterionKeys } from '../../story/criterion-keys';
import { criterionExtensions } from '../../story/editor-extensions';
import type { StoryUndo } from '../../story/story-undo';
import { useInks } from '../../story/use-inks';
import { PopoverButton } from '../../ui/PopoverButton';
import css from './Goals.module.css';

const CriterionMenu = lazy(() => import('../../story/CriterionMenu'));

interface GoalRowProps {
  entry: GoalEntry;
  index: number;
  count: number;
  live: LiveDocument;
  undo: StoryUndo;
  editable: boolean;
  actions: CriterionRowActions;
  onReady: (editor: Editor) => void;
  onGrab: (event: PointerEvent) => void;
  dropEdge: 'before' | 'after' | null;
  dragged: boolean;
  /** What each party calls it. */
  marks: ReactNode;
}

export function GoalRow(props: GoalRowProps) {
  const { entry, index, count, live, undo, editable, actions, dropEdge, dragged } = props;
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const extensions = useMemo(
    () =>
      criterionExtensions({
        fragment: entry.body,
        live,
        undo,
        placeholder: 'What will be true when the week is over?',
        keys: criterionKeys(() => latest.current),
      }),
    [entry.body, live, undo],
  );
  const [inks] = useInks();
  const name = `Goal ${index + 1}`;
  return (
    <li className={css.row} data-drop={dropEdge ?? undefined} data-dragged={dragged || undefined}>
      {editable && (
        <span className={css.grip} aria-hidden="true" title="Drag to reorder" onPointerDown={props.onGrab}>
          <GripVertical size={16} />
        </span>
      )}
      <div className={css.text}>
        <BodyEditor
          live={live}
          extensions={extensions}
          label={name}
          field={`goal:${entry.id}`}
          editable={editable}
          maxLength={GOAL_MAX}
          inks={inks}
          onFocus={() => undo.step()}
          onReady={props.onReady}
        />
      </div>
      {props.marks}
      {editable && (
        <PopoverButton
          opens="menu"
          size="small"
          label={`${name}: move or remove`}
          icon={<Ellipsis size={16} aria-hidden />}
          popover={(anchor) => <CriterionMenu {...anchor} name={name} index={index} count={count} actions={actions} />}
        />
      )}
    </li>
  );
}
