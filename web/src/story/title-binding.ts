import type * as Y from 'yjs';
import { diffText, mapIndex } from './text-diff';
import { LOCAL } from './story-undo';

/**
 * Keeps a text area and a Y.Text the same, key by key, in both directions. While an input method composes, others'
 * changes wait: replacing the text under it would break the half-made character.
 */
export function bindTitle(field: HTMLTextAreaElement, text: Y.Text): () => void {
  let composing = false;
  let shown = text.toString();
  let waiting: Y.YTextEvent['delta'][] = [];
  field.value = shown;

  const write = () => {
    if (composing) return;
    const clean = field.value.replace(/[\r\n]+/g, ' ');
    const diff = diffText(shown, clean, field.selectionEnd);
    if (diff) {
      const map = (index: number) => waiting.reduce((at, delta) => mapIndex(at, delta), index);
      const index = map(diff.index);
      const remove = map(diff.index + diff.remove) - index;
      text.doc?.transact(() => {
        if (remove > 0) text.delete(index, remove);
        if (diff.insert) text.insert(index, diff.insert);
      }, LOCAL);
    }
    const caret = waiting.reduce((at, delta) => mapIndex(at, delta), field.selectionEnd);
    waiting = [];
    shown = text.toString();
    if (field.value !== shown) {
      field.value = shown;
      field.setSelectionRange(caret, caret);
    }
  };
  const read = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === LOCAL) return;
    if (composing) {
      waiting.push(event.delta);
      return;
    }
    const { selectionStart, selectionEnd, selectionDirection } = field;
    shown = text.toString();
    field.value = shown;
    // Setting a selection takes the focus in some browsers, so only the field that has it is set right.
    if (document.activeElement !== field) return;
    field.setSelectionRange(
      mapIndex(selectionStart, event.delta),
      mapIndex(selectionEnd, event.delta),
      selectionDirection,
    );
  };
  const begin = () => {
    composing = true;
  };
  const end = () => {
    composing = false;
    write();
  };

  field.addEventListener('input', write);
  field.addEventListener('compositionstart', begin);
  field.addEventListener('compositionend', end);
  text.observe(read);
  return () => {
    field.removeEventListener('input', write);
    field.removeEventListener('compositionstart', begin);
    field.removeEventListener('compositionend', end);
    text.unobserve(read);
  };
}
