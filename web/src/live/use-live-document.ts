import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { socket } from '../platform/socket';
import type { LiveDocument, LiveStatus } from './live-document';
import { deliverPending, dropDocument, openDocument, releaseDocument } from './open-documents';
import { createLiveTransport, type LivePeer } from './transport';

const transport = createLiveTransport(socket);

/** The document while the component is there; null for the first moment. `reopen` gives unsaved edits up and starts afresh. */
export function useLiveDocument(documentId: string, personId: string) {
  const [live, setLive] = useState<LiveDocument | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setLive(openDocument(documentId, personId, transport));
    return () => {
      setLive(null);
      releaseDocument(documentId, personId);
    };
  }, [documentId, personId, turn]);
  const reopen = useCallback(async () => {
    await live?.discard();
    dropDocument(documentId, personId);
    setTurn((last) => last + 1);
  }, [live, documentId, personId]);
  return { live, reopen };
}

export const useLiveStatus = (live: LiveDocument): LiveStatus =>
  useSyncExternalStore(live.subscribe, () => live.status);

export const useLivePeers = (live: LiveDocument): readonly LivePeer[] =>
  useSyncExternalStore(live.subscribe, () => live.presence.peers);

let delivered: string | null = null;

/** Sends, once for each page load and person, what an earlier page could not; mounted by every page that shows stories. */
export function useDeliverPending(personId: string): void {
  useEffect(() => {
    if (delivered === personId) return;
    delivered = personId;
    deliverPending(personId, transport).catch(() => {
      delivered = null;
    });
  }, [personId]);
}
