import { LiveDocument } from './live-document';
import type { LiveTransport } from './transport';

/** A page that is left and entered again within this time finds its document still open. */
const LINGER_MS = 3_000;

interface Open {
  live: LiveDocument;
  users: number;
  closing: ReturnType<typeof setTimeout> | undefined;
  stopWaiting: (() => void) | undefined;
}

const open = new Map<string, Open>();
const keyOf = (documentId: string, personId: string) => `${personId} ${documentId}`;

/** The page's one copy of a document; every `openDocument` wants its `releaseDocument`. */
export function openDocument(documentId: string, personId: string, transport: LiveTransport): LiveDocument {
  const key = keyOf(documentId, personId);
  let entry = open.get(key);
  if (!entry) {
    entry = {
      live: new LiveDocument(documentId, personId, transport),
      users: 0,
      closing: undefined,
      stopWaiting: undefined,
    };
    open.set(key, entry);
  }
  entry.users++;
  clearTimeout(entry.closing);
  entry.stopWaiting?.();
  entry.stopWaiting = undefined;
  return entry.live;
}

/** Lets go of a document. It stays open, unseen, until everything typed in it is saved. */
export function releaseDocument(documentId: string, personId: string): void {
  const key = keyOf(documentId, personId);
  const entry = open.get(key);
  if (!entry || --entry.users > 0) return;
  const close = () => {
    open.delete(key);
    entry.stopWaiting?.();
    entry.live.destroy();
  };
  entry.closing = setTimeout(() => {
    const done = () => entry.live.status.unsaved === 0 || entry.live.status.refused !== null;
    if (done()) return close();
    entry.stopWaiting = entry.live.subscribe(() => {
      if (done()) close();
    });
  }, LINGER_MS);
}

/** Forgets the page's copy at once, so that the next `openDocument` reads a fresh one. */
export function dropDocument(documentId: string, personId: string): void {
  const key = keyOf(documentId, personId);
  const entry = open.get(key);
  open.delete(key);
  clearTimeout(entry?.closing);
  entry?.stopWaiting?.();
  entry?.live.destroy();
}
