import { Editor, type EditorOptions } from '@tiptap/core';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';

/** An editor in the given element, made anew only with other extensions. Null for the first moment. */
export function useTiptap(
  element: HTMLElement | null,
  extensions: EditorOptions['extensions'],
  options: Partial<EditorOptions>,
): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null);
  const make = useEffectEvent((into: HTMLElement) => new Editor({ ...options, element: into, extensions }));
  useEffect(() => {
    if (!element) return;
    const made = make(element);
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [element, extensions]);
  return editor;
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
