import { criteriaOf, narrativeOf, titleOf } from '@tandem/schema/story/document';
import { plainText } from '@tandem/schema/text/paragraphs';
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Origin of edits made here outside the rich text editors: to the title, and to the list of criteria. */
export const LOCAL = Symbol('local');

/**
 * One undo for a whole page, a story's unless other parts of the document are given: the last thing I did, wherever it was, and
 * never what somebody else did. The editors share it, and each would destroy it on leaving, hence `end`.
 */
export class StoryUndo extends Y.UndoManager {
  constructor(
    doc: Y.Doc,
    parts: ConstructorParameters<typeof Y.UndoManager>[0] = [titleOf(doc), narrativeOf(doc), criteriaOf(doc)],
  ) {
    super(parts, {
      doc,
      trackedOrigins: new Set<unknown>([ySyncPluginKey, LOCAL]),
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
      deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes) && !holdsWords(item),
    });
  }

  /** What I do next is a step of its own, however soon it follows. */
  step(): void {
    super.stopCapturing();
  }

  /** y-prosemirror calls this at every change of somebody else's, which would cut my undo into single keys. */
  override stopCapturing(): void {
    if (this.undoing || this.redoing) super.stopCapturing();
  }

  override destroy(): void {}

  end(): void {
    super.destroy();
  }
}

/** Taking back "add a criterion" must not take away the words that others have written in it since. */
function holdsWords(item: Y.Item): boolean {
  if (!(item.content instanceof Y.ContentType)) return false;
  const { type } = item.content;
  const body = type instanceof Y.Map ? type.get('body') : type;
  return body instanceof Y.XmlFragment && !(body instanceof Y.XmlElement) && plainText(body).trim() !== '';
}
