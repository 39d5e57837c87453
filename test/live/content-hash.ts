import { createHash } from 'node:crypto';
import type * as Y from 'yjs';

/** What a story's document says, whatever the history by which it came to say it: equal state vectors would prove nothing. */
export function contentHash(doc: Y.Doc): string {
  const said = JSON.stringify([
    doc.getText('title').toDelta(),
    doc.getXmlFragment('narrative').toJSON(),
    Object.entries(doc.getMap('criteria').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  return createHash('sha256').update(said).digest('hex');
}
