import type { Editor } from '@tiptap/core';
import {
  Bold,
  Code,
  Droplets,
  Heading1,
  Heading2,
  Heading3,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Redo2,
  SquareCode,
  Undo2,
} from 'lucide-react';
import { lazy, useEffect, useState } from 'react';
import { Separator } from 'react-aria-components/Separator';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Toolbar } from 'react-aria-components/Toolbar';
import { IconButton } from '../ui/Button';
import { PopoverButton } from '../ui/PopoverButton';
import type { StoryUndo } from './story-undo';
import { useEditorSummary } from './use-tiptap';
import css from './EditorToolbar.module.css';

const LinkPopover = lazy(() => import('./LinkPopover'));

interface Tool {
  name: string;
  label: string;
  icon: LucideIcon;
  attrs?: Record<string, unknown>;
  /** Narrative only: a criterion is plain lines. */
  block?: boolean;
  run: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  { name: 'bold', label: 'Bold', icon: Bold, run: (editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', label: 'Italic', icon: Italic, run: (editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'code', label: 'Code', icon: Code, run: (editor) => editor.chain().focus().toggleCode().run() },
  ...([1, 2, 3] as const).map((level) => ({
    name: 'heading',
    label: `Heading ${level}`,
    icon: [Heading1, Heading2, Heading3][level - 1] ?? Heading1,
    attrs: { level },
    block: true,
    run: (editor: Editor) => void editor.chain().focus().toggleHeading({ level }).run(),
  })),
  {
    name: 'bulletList',
    label: 'Bulleted list',
    icon: List,
    block: true,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    label: 'Numbered list',
    icon: ListOrdered,
    block: true,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'codeBlock',
    label: 'Code block',
    icon: SquareCode,
    block: true,
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
];

interface EditorToolbarProps {
  /** The editor that had the focus last. */
  editor: Editor | null;
  undo: StoryUndo;
  editable: boolean;
  inks: boolean;
  onInks: (on: boolean) => void;
}

export default function EditorToolbar({ editor, undo, editable, inks, onInks }: EditorToolbarProps) {
  const usable = editor !== null && !editor.isDestroyed && editable;
  const active = useEditorSummary(editor, (current) =>
    TOOLS.map((tool) => (current.isActive(tool.name, tool.attrs) ? '1' : '0')).join(''),
  );
  const rich = usable && 'heading' in editor.schema.nodes;
  const { canUndo, canRedo } = useUndoState(undo);
  return (
    <Toolbar aria-label="Formatting" className={css.toolbar!}>
      {editable && (
        <>
          {TOOLS.map((tool, at) => (
            <ToggleButton
              key={tool.label}
              className={css.tool!}
              aria-label={tool.label}
              isDisabled={!usable || (tool.block === true && !rich)}
              isSelected={active[at] === '1'}
              onChange={() => editor && tool.run(editor)}
              render={(props) => <button {...props} title={tool.label} />}
            >
              <tool.icon size={16} aria-hidden />
            </ToggleButton>
          ))}
          <PopoverButton
            opens="dialog"
            size="small"
            label="Link"
            isDisabled={!rich}
            icon={<Link size={16} aria-hidden />}
            popover={(anchor) => editor && <LinkPopover {...anchor} editor={editor} />}
          />
          <Separator orientation="vertical" className={css.separator!} />
          <IconButton
            size="small"
            label="Undo my last edit"
            isDisabled={!canUndo}
            icon={<Undo2 size={16} aria-hidden />}
            onPress={() => undo.undo()}
          />
          <IconButton
            size="small"
            label="Redo"
            isDisabled={!canRedo}
            icon={<Redo2 size={16} aria-hidden />}
            onPress={() => undo.redo()}
          />
          <Separator orientation="vertical" className={css.separator!} />
        </>
      )}
      <ToggleButton className={css.inks!} isSelected={inks} onChange={onInks}>
        <Droplets size={16} aria-hidden /> Inks
      </ToggleButton>
    </Toolbar>
  );
}

function useUndoState(undo: StoryUndo) {
  const read = () => ({ canUndo: undo.undoStack.length > 0, canRedo: undo.redoStack.length > 0 });
  const [state, setState] = useState(read);
  useEffect(() => {
    const follow = () => setState({ canUndo: undo.undoStack.length > 0, canRedo: undo.redoStack.length > 0 });
    const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
    follow();
    for (const event of events) undo.on(event, follow);
    return () => {
      for (const event of events) undo.off(event, follow);
    };
  }, [undo]);
  return state;
}
