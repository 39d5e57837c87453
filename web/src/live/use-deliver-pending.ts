import { useEffect } from 'react';
import { collectUnloaded, listPending } from './pending-store';

let looked: string | null = null;

/**
 * Sends, once for each page load and person, what an earlier page could not. Used by pages that open no document
 * themselves; they pay for the engine only when something waits.
 */
export function useDeliverPending(personId: string): void {
  useEffect(() => {
    if (looked === personId) return;
    looked = personId;
    deliver(personId).catch(() => {
      looked = null;
    });
  }, [personId]);
}

async function deliver(personId: string): Promise<void> {
  await collectUnloaded();
  const documentIds = new Set((await listPending(personId)).map((record) => record.documentId));
  if (documentIds.size === 0) return;
  const { deliverPending } = await import('./deliver-pending');
  deliverPending(documentIds, personId);
}
