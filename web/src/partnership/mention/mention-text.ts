/** What is typed after an @ that may become a name, and where it stands. */
export interface Typed {
  field: HTMLElement;
  /** After the @, up to the caret. */
  query: string;
  /** Where the list goes, in the window. */
  place: { left: number; top: number; bottom: number };
}

/** An @ inside an address is none. */
const TYPED = /(?:^|[^\p{L}\p{N}._+-])@([\p{L}\p{N}][\p{L}\p{N}\p{M}’'. -]{0,60}|)$/u;

/** The name being typed at the caret; null when there is none. */
export function typedMention(): Typed | null {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !field.closest('[data-mentions]')) return null;
  const before =
    field instanceof HTMLTextAreaElement ? beforeIn(field) : field.isContentEditable ? beforeCaret() : null;
  const query = before && TYPED.exec(before.text)?.[1];
  return before && query !== null && query !== undefined ? { field, query, place: before.place } : null;
}

/** Replaces @ and what was typed after it, as one edit that can be undone, in whatever kind of text it is. */
export function writeMention({ field, query }: Typed, name: string): void {
  if (field instanceof HTMLTextAreaElement) {
    const end = field.selectionEnd;
    field.setSelectionRange(end - query.length - 1, end);
  } else {
    const selection = getSelection();
    for (const _ of `@${query}`) selection?.modify('extend', 'backward', 'character');
  }
  // Deprecated and without a successor: the only way by which an edit of ours passes as typing, undo and all.
  document.execCommand('insertText', false, `@${name} `);
}

function beforeIn(field: HTMLTextAreaElement) {
  const { selectionStart, selectionEnd, value } = field;
  if (selectionStart !== selectionEnd) return null;
  const { left, top, bottom } = field.getBoundingClientRect();
  return { text: value.slice(0, selectionStart), place: { left, top, bottom } };
}

/** From the start of the paragraph, whose words may lie in many nodes: each writer's ink is one. */
function beforeCaret() {
  const selection = getSelection();
  if (!selection?.isCollapsed || !selection.anchorNode) return null;
  const { anchorNode, anchorOffset } = selection;
  const element = anchorNode instanceof Element ? anchorNode : anchorNode.parentElement;
  const range = document.createRange();
  range.setStart(element?.closest('p, li, h3, h4, h5, pre') ?? anchorNode, 0);
  range.setEnd(anchorNode, anchorOffset);
  const text = range.toString();
  const end = [...range.getClientRects()].at(-1) ?? element?.getBoundingClientRect();
  return end ? { text, place: { left: end.right, top: end.top, bottom: end.bottom } } : null;
}
