import { useEffect, useEffectEvent } from 'react';
import { ChangesDocument, type ChangeFactsFragment, type ChangesSubscription } from './changes.gql';
import { client, readAgain } from './apollo';
import { noteNodes } from './newer';
import { stream } from './stream';

export type Change = ChangeFactsFragment;

const handlers = new Set<(change: Change) => void>();

/** Hears every change of the open partnership once, in order, after the cache holds its node. Returns the way to stop. */
export function onChange(handle: (change: Change) => void): () => void {
  handlers.add(handle);
  return () => handlers.delete(handle);
}

export function useOnChange(handle: (change: Change) => void): void {
  const hear = useEffectEvent(handle);
  useEffect(() => onChange((change) => hear(change)), []);
}

/**
 * Follows one partnership from `after` on: the variables move forward with each batch, so that the socket resumes where it
 * was. Told to resync, or ended by the server, every query in view is read again.
 */
function follow(partnershipId: string, after: number): () => void {
  const document = client.cache.transformDocument(ChangesDocument);
  const variables = { partnershipId, after };

  const take = ({ changes: batch }: ChangesSubscription) => {
    if (batch.resync) {
      variables.after = batch.seq;
      readAgain();
      return;
    }
    const fresh = batch.changes.filter((change) => change.seq > variables.after);
    variables.after = Math.max(variables.after, batch.seq);
    if (fresh.length === 0) return;
    // Only the nodes matter, normalised as they are; the batch itself overwrites the one before it.
    client.cache.write({
      dataId: 'ROOT_SUBSCRIPTION',
      query: document,
      variables: { partnershipId },
      result: { changes: { ...batch, changes: fresh } },
    });
    noteNodes(fresh.map(({ node }) => node));
    for (const change of fresh) for (const handle of handlers) handle(change);
  };
  return stream(ChangesDocument, variables, take, readAgain);
}

/** Keeps the cache current as the partnership's feed tells. `after` is the sequence that the first read had. */
export function ChangesFeed({ partnershipId, after }: { partnershipId: string; after: number }) {
  const begin = useEffectEvent(() => follow(partnershipId, after));
  useEffect(() => begin(), [partnershipId]);
  return null;
}
