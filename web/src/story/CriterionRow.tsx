import type { Editor } from '@tiptap/core';
import type { CriterionEntry } from '@tandem/schema/story/document';
import { CRITERION_MAX } from '@tandem/schema/story/rules';
import { Ellipsis, GripVertical } from 'lucide-react';
import { lazy, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { LiveDocument } from '../live/live-document';
import { PopoverButton } from '../ui/PopoverButton';
import { AgreementStrip } from './agreement/AgreementStrip';
import { BodyEditor } from './BodyEditor';
import { type CriterionRowActions, criterionKeys } from './criterion-keys';
import { criterionExtensions } from './editor-extensions';
import type { StoryUndo } from './story-undo';
import css from './CriteriaList.module.css';

const CriterionMenu = lazy(() => import('./CriterionMenu'));

interface CriterionRowProps {
  entry: CriterionEntry;
  index: number;
  count: number;
  live: LiveDocument;
  undo: StoryUndo;
  editable: boolean;
  inks: boolean;
  actions: CriterionRowActions;
  onFocus: (editor: Editor) => void;
  onReady: (editor: Editor) => void;
  onGrab: (event: PointerEvent) => void;
  /** Where a dragged row would land beside this one. */
  dropEdge: 'before' | 'after' | null;
  dragged: boolean;
}

export function CriterionRow(props: CriterionRowProps) {
  const { entry, index, count, live, undo, editable, inks, actions, dropEdge, dragged } = props;
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
        placeholder: 'What must be true for this to be accepted?',
        keys: criterionKeys(() => latest.current),
      }),
    [entry.body, live, undo],
  );
  const name = `Criterion ${index + 1}`;
  return (
    <li
      className={css.row}
      data-drop={dropEdge ?? undefined}
      data-dragged={dragged || undefined}
      data-criterion={entry.id}
    >
      {editable && (
        <span className={css.grip} aria-hidden="true" title="Drag to reorder" onPointerDown={props.onGrab}>
          <GripVertical size={16} />
        </span>
      )}
      <span className={css.number} aria-hidden="true">
        {index + 1}
      </span>
      <div className={css.body}>
        <BodyEditor
          live={live}
          extensions={extensions}
          label={name}
          field={`criterion:${entry.id}`}
          editable={editable}
          maxLength={CRITERION_MAX}
          inks={inks}
          onFocus={props.onFocus}
          onReady={props.onReady}
        />
        <AgreementStrip entry={entry} name={name.toLowerCase()} />
      </div>
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
