import type { TypedDocumentNode } from '@apollo/client';
import { print } from '@apollo/client/utilities';
import { client } from './apollo';
import { socket } from './socket';

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 30_000;

/**
 * A subscription that goes on until it is stopped. The socket resumes it after a lost connection with `variables` as they
 * are then, so the caller may move them forward; an end or an error that the server sends is tried again, ever more slowly.
 * @param ended called at the first failure after data: what is in view may be out of date.
 * @returns the way to stop.
 */
export function stream<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  next: (data: Data) => void,
  ended: () => void = () => {},
): () => void {
  const query = print(client.cache.transformDocument(document));
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let over = false;

  const again = () => {
    if (over) return;
    stop();
    if (failures === 0) ended();
    clearTimeout(timer);
    timer = setTimeout(start, Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures++));
  };
  const start = () => {
    stop = socket.subscribe<Data>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors || !data) return again();
          failures = 0;
          next(data);
        },
        error: again,
        complete: again,
      },
    );
  };
  start();
  return () => {
    over = true;
    clearTimeout(timer);
    stop();
  };
}
