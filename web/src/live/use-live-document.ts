import { useCallback, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { LiveDocument, WriterMember } from './live-document';
import type { LiveStatus } from './live-status';
import { dropDocument, openDocument, releaseDocument } from './open-documents';
import { transport } from './socket-transport';
import type { LivePeer } from './transport';

/** The document while the component is there; null for the first moment. `reopen` gives unsaved edits up and starts afresh. */
export function useLiveDocument(documentId: string, personId: string, me: WriterMember) {
  const [live, setLive] = useState<LiveDocument | null>(null);
  const [turn, setTurn] = useState(0);
  const writer = useEffectEvent(() => me);
  useEffect(() => {
    const opened = openDocument(documentId, personId, transport);
    opened.me = writer();
    setLive(opened);
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
