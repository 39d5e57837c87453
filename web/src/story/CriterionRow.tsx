import type { Editor } from '@tiptap/core';
import type { CriterionEntry } from '@tandem/schema/story/document';
import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Ellipsis, GripVertical, Trash2 } from 'lucide-react';
import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { LiveDocument } from '../live/live-document';
import { IconButton } from '../ui/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu';
import { BodyEditor } from './BodyEditor';
import { type CriterionActions, criterionKeys } from './criterion-keys';
import { criterionExtensions } from './editor-extensions';
import type { StoryUndo } from './story-undo';
import css from './CriteriaList.module.css';

interface CriterionRowProps {
  entry: CriterionEntry;
  index: number;
  count: number;
  live: LiveDocument;
  undo: StoryUndo;
  editable: boolean;
  inks: boolean;
  actions: CriterionActions & { moveTo: (index: number) => void };
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
          inks={inks}
          onFocus={props.onFocus}
          onReady={props.onReady}
        />
      </div>
      {editable && (
        <MenuTrigger>
          <IconButton size="small" label={`${name}: move or remove`} icon={<Ellipsis size={16} aria-hidden />} />
          <Menu
            onAction={(key) => runAction(String(key), index, count, actions)}
            disabledKeys={disabledKeys(index, count)}
          >
            <MenuSection title="Move to…">
              <MenuItem id="top" icon={<ArrowUpToLine size={16} aria-hidden />}>
                The top
              </MenuItem>
              <MenuItem id="up" icon={<ArrowUp size={16} aria-hidden />} detail="Alt + ↑ while writing">
                One up
              </MenuItem>
              <MenuItem id="down" icon={<ArrowDown size={16} aria-hidden />} detail="Alt + ↓ while writing">
                One down
              </MenuItem>
              <MenuItem id="bottom" icon={<ArrowDownToLine size={16} aria-hidden />}>
                The bottom
              </MenuItem>
            </MenuSection>
            <MenuItem id="remove" danger icon={<Trash2 size={16} aria-hidden />}>
              Remove
            </MenuItem>
          </Menu>
        </MenuTrigger>
      )}
    </li>
  );
}

const disabledKeys = (index: number, count: number): string[] => [
  ...(index === 0 ? ['top', 'up'] : []),
  ...(index === count - 1 ? ['bottom', 'down'] : []),
];

function runAction(key: string, index: number, count: number, actions: CriterionRowProps['actions']): void {
  if (key === 'remove') actions.remove();
  else actions.moveTo({ top: 0, up: index - 1, down: index + 1, bottom: count - 1 }[key] ?? index);
}
