import type { AnyExtension, Editor } from '@tiptap/core';
import { useEffect, useEffectEvent, useState } from 'react';
import type { LiveDocument } from '../live/live-document';
import { useTiptap } from './use-tiptap';

export interface BodyEditorProps {
  live: LiveDocument;
  /** Built once for the body's lifetime. */
  extensions: AnyExtension[];
  label: string;
  field: string;
  editable: boolean;
  inks: boolean;
  /** The editor that has the focus is the one that the toolbar acts on. */
  onFocus: (editor: Editor) => void;
  onReady?: (editor: Editor) => void;
}

/** One rich text body bound to its part of the document. */
export function BodyEditor({ live, extensions, label, field, editable, inks, onFocus, onReady }: BodyEditorProps) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const editor = useTiptap(element, extensions, {
    editable,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, spellcheck: 'true' },
      handleClick: openLinkOnCommandClick,
    },
  });
  const focused = useEffectEvent((from: Editor) => {
    live.presence.focus(field);
    onFocus(from);
  });
  const blurred = useEffectEvent(() => live.presence.blur(field));
  useEffect(() => {
    editor?.on('focus', () => focused(editor));
    editor?.on('blur', () => blurred());
  }, [editor]);
  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);
  useEffect(() => {
    editor?.commands.showInks(inks);
  }, [editor, inks]);
  useEffect(() => {
    editor?.view.dom.setAttribute('aria-label', label);
    editor?.view.dom.setAttribute('aria-readonly', String(!editable));
  }, [editor, label, editable]);
  useEffect(() => {
    if (editor) onReady?.(editor);
  }, [editor, onReady]);
  return <div ref={setElement} />;
}

/** A plain click places the caret; with Ctrl or Cmd it follows the link, in a tab of its own. */
function openLinkOnCommandClick(_view: unknown, _position: number, event: MouseEvent): boolean {
  const link = (event.target as Element | null)?.closest('a[href]');
  if (!(link instanceof HTMLAnchorElement) || !(event.ctrlKey || event.metaKey) || !link.href) return false;
  window.open(link.href, '_blank', 'noopener,noreferrer');
  return true;
}
