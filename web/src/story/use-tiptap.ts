import { Editor, type EditorOptions } from '@tiptap/core';
import { useEffectEvent, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';

interface Listeners {
  onReady: (editor: Editor) => void;
  onFocus: (editor: Editor) => void;
  onBlur: () => void;
}

/**
 * An editor in the element that `host` is given to, made anew only with other extensions. It is there before the event that
 * called for it ends: who goes on typing after Enter must not type into the line before.
 */
export function useTiptap(
  extensions: EditorOptions['extensions'],
  options: Partial<EditorOptions>,
  listeners: Listeners,
) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const ready = useEffectEvent((made: Editor) => listeners.onReady(made));
  const focused = useEffectEvent((made: Editor) => listeners.onFocus(made));
  const blurred = useEffectEvent(() => listeners.onBlur());
  const make = useEffectEvent(() => new Editor({ ...options, element: host.current, extensions }));
  useLayoutEffect(() => {
    const made = make();
    made.on('focus', () => focused(made));
    made.on('blur', () => blurred());
    setEditor(made);
    ready(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [extensions]);
  return { editor, host };
}

/** A text that sums up the editor's state, followed through its transactions; empty without an editor. */
export function useEditorSummary(editor: Editor | null, sum: (editor: Editor) => string): string {
  return useSyncExternalStore(
    (listener) => {
      editor?.on('transaction', listener);
      return () => void editor?.off('transaction', listener);
    },
    () => (editor && !editor.isDestroyed ? sum(editor) : ''),
  );
}
