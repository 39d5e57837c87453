import { Extension } from '@tiptap/core';

/** What the keys do in a criterion; read at each press, since the list around it changes. */
export interface CriterionActions {
  addBelow: () => void;
  remove: () => void;
  moveBy: (steps: 1 | -1) => void;
}

/** What its menu does besides. */
export interface CriterionRowActions extends CriterionActions {
  moveTo: (index: number) => void;
}

/** Enter at the end goes on to a new criterion, as in a list; Shift-Enter makes a line of its own, as in Given/When/Then. */
export const criterionKeys = (actions: () => CriterionActions) =>
  Extension.create({
    name: 'criterionKeys',
    priority: 1100,
    addKeyboardShortcuts() {
      return {
        Enter: ({ editor }) => {
          const { selection, doc } = editor.state;
          if (!selection.empty || selection.to < doc.content.size - 1 || !editor.isEditable) return false;
          actions().addBelow();
          return true;
        },
        'Shift-Enter': ({ editor }) => editor.commands.splitBlock(),
        Backspace: ({ editor }) => {
          if (!editor.isEmpty || editor.state.doc.childCount > 1 || !editor.isEditable) return false;
          actions().remove();
          return true;
        },
        'Alt-ArrowUp': () => {
          actions().moveBy(-1);
          return true;
        },
        'Alt-ArrowDown': () => {
          actions().moveBy(1);
          return true;
        },
      };
    },
  });
