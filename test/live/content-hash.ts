import { createHash } from 'node:crypto';
import type * as Y from 'yjs';

/** What a story's document says, whatever the history by which it came to say it. */
export const saidIn = (doc: Y.Doc): string =>
  JSON.stringify([
    doc.getText('title').toDelta(),
    doc.getXmlFragment('narrative').toJSON(),
    Object.entries(doc.getMap('criteria').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/** Equal for documents that say the same: equal state vectors would prove nothing. */
export const contentHash = (doc: Y.Doc): string => createHash('sha256').update(saidIn(doc)).digest('hex');
