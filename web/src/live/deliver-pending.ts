import { openDocument, releaseDocument } from './open-documents';
import { transport } from './socket-transport';

/** Opens documents, unseen, until the edits that an earlier page left behind for them are delivered. */
export function deliverPending(documentIds: Iterable<string>, personId: string): void {
  for (const documentId of documentIds) {
    openDocument(documentId, personId, transport);
    releaseDocument(documentId, personId);
  }
}
