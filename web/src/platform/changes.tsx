import { print } from '@apollo/client/utilities';
import { useEffect, useEffectEvent } from 'react';
import { ChangesDocument, type ChangeFactsFragment, type ChangesSubscription } from '../operations';
import { client } from './apollo';
import { socket } from './socket';

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

const RETRY_MS = 2_000;

/**
 * Follows one partnership from `after` on. The socket sends the same variables again when it reconnects, and they are moved
 * forward with each batch, so that it resumes where it was. Told to resync, every query in view is read again.
 */
function follow(partnershipId: string, after: number): () => void {
  const document = client.cache.transformDocument(ChangesDocument);
  const query = print(document);
  const variables = { partnershipId, after };
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let ended = false;

  const take = ({ changes: batch }: ChangesSubscription) => {
    if (batch.resync) {
      variables.after = batch.seq;
      void client.refetchQueries({ include: 'active' });
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
    for (const change of fresh) for (const handle of handlers) handle(change);
  };

  const start = () => {
    stop = socket.subscribe<ChangesSubscription>(
      { query, variables, operationName: 'Changes' },
      {
        next: ({ data, errors }) => {
          if (errors) again();
          else if (data) {
            ended = false;
            take(data);
          }
        },
        error: () => again(),
        complete: () => again(),
      },
    );
  };
  const again = () => {
    if (over) return;
    timer = setTimeout(start, RETRY_MS);
    // The server ended the stream: perhaps we may no longer see this partnership, which reading it again will tell.
    if (!ended) void client.refetchQueries({ include: 'active' });
    ended = true;
  };
  start();
  return () => {
    over = true;
    clearTimeout(timer);
    stop();
  };
}

/** Keeps the cache current as the partnership's feed tells. `after` is the sequence that the first read had. */
export function ChangesFeed({ partnershipId, after }: { partnershipId: string; after: number }) {
  const begin = useEffectEvent(() => follow(partnershipId, after));
  useEffect(() => begin(), [partnershipId]);
  return null;
}
