import type { AnyExtension, Editor } from '@tiptap/core';
import { useEffect } from 'react';
import type { LiveDocument } from '../live/live-document';
import { toast } from '../ui/toast';
import { useTiptap } from './use-tiptap';
import './co-writing.css';

export interface BodyEditorProps {
  live: LiveDocument;
  /** Built once for the body's lifetime. */
  extensions: AnyExtension[];
  label: string;
  field: string;
  editable: boolean;
  /** Characters it may hold; a paste beyond is refused before it is anybody's edit. */
  maxLength: number;
  inks: boolean;
  /** The editor that has the focus is the one that the toolbar acts on. */
  onFocus: (editor: Editor) => void;
  onReady?: (editor: Editor) => void;
}

/** One rich text body bound to its part of the document. */
export function BodyEditor({
  live,
  extensions,
  label,
  field,
  editable,
  inks,
  maxLength,
  onFocus,
  onReady,
}: BodyEditorProps) {
  const { editor, host } = useTiptap(
    extensions,
    {
      editable,
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, spellcheck: 'true' },
        handleClick: openLinkOnCommandClick,
        handlePaste: (view, event) => {
          const pasted = event.clipboardData?.getData('text/plain').length ?? 0;
          if (view.state.doc.textContent.length + pasted <= maxLength) return false;
          toast('That is too long to paste here', {
            detail: `There is room for ${maxLength.toLocaleString('en-GB')} characters in all.`,
            tone: 'problem',
          });
          return true;
        },
      },
    },
    {
      onReady: (made) => onReady?.(made),
      onFocus: (made) => {
        live.presence.focus(field);
        onFocus(made);
      },
      onBlur: () => live.presence.blur(field),
    },
  );
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
  return <div ref={host} />;
}

/** A plain click places the caret; with Ctrl or Cmd it follows the link, in a tab of its own. */
function openLinkOnCommandClick(_view: unknown, _position: number, event: MouseEvent): boolean {
  const link = (event.target as Element | null)?.closest('a[href]');
  if (!(link instanceof HTMLAnchorElement) || !(event.ctrlKey || event.metaKey) || !link.href) return false;
  window.open(link.href, '_blank', 'noopener,noreferrer');
  return true;
}
