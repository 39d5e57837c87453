import { useEffect, useEffectEvent, useState } from 'react';
import { stream } from '../../platform/stream';
import { InboxStateDocument } from '../partnership.gql';

const listeners = new Set<() => void>();

/** How many of the viewer's notifications are unread, live; null until it is known. */
export function useUnread(partnershipId: string): number | null {
  const [unread, setUnread] = useState<number | null>(null);
  useEffect(
    () =>
      stream(InboxStateDocument, { partnershipId }, ({ inbox }) => {
        setUnread(inbox.unreadCount);
        for (const tell of listeners) tell();
      }),
    [partnershipId],
  );
  return unread;
}

/** Calls back when something came or was read, on whichever of the viewer's pages. */
export function useOnInboxMove(act: () => void): void {
  const hear = useEffectEvent(act);
  useEffect(() => {
    const listener = () => hear();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
