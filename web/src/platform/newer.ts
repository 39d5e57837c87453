import { ApolloLink, Observable } from '@apollo/client';
import { OperationTypeNode } from 'graphql';

interface Versioned {
  id: string;
  version: number;
}

/** More nodes than the feed tells of while any answer is on its way. */
const KEPT = 500;
/** Each asking is answered from after what the feed had told by then, so that one more is nearly always enough. */
const ASKED_AGAIN = 3;

/** What the feed told last, the oldest first; `told` counts all that it ever did. */
const recent: Versioned[] = [];
let told = 0;

const isVersioned = (value: object): value is Versioned =>
  'id' in value && 'version' in value && typeof value.id === 'string' && typeof value.version === 'number';

/** The feed has brought these nodes into the cache. */
export function noteNodes(nodes: readonly (object | null)[]): void {
  for (const node of nodes)
    if (node && isVersioned(node)) {
      recent.push({ id: node.id, version: node.version });
      told += 1;
    }
  recent.splice(0, recent.length - KEPT);
}

/** Sent once more it does no more: always so for a read, for a mutation only when it has an id. */
export const isRepeatable = ({ operationType, variables }: ApolloLink.Operation): boolean =>
  operationType === OperationTypeNode.QUERY || variables.input?.mutationId !== undefined;

/**
 * An answer that was made before a change and comes after the feed has told of it would take the page back, and nothing would
 * correct it: it is asked for again.
 */
export const neverOlder = new ApolloLink((operation, forward) => {
  if (!isRepeatable(operation)) return forward(operation);
  return new Observable<ApolloLink.Result>((observer) => {
    let stop = () => {};
    const ask = (left: number): void => {
      const from = told;
      let isOlder = false;
      const asked = forward(operation).subscribe({
        next(result) {
          isOlder = left > 0 && told > from && hasOlder(result.data, newestSince(from));
          if (!isOlder) observer.next(result);
        },
        error: (error: unknown) => observer.error(error),
        complete: () => (isOlder ? ask(left - 1) : observer.complete()),
      });
      stop = () => asked.unsubscribe();
    };
    ask(ASKED_AGAIN);
    return () => stop();
  });
});

function newestSince(from: number): Map<string, number> {
  return new Map(recent.slice(Math.max(0, recent.length - (told - from))).map(({ id, version }) => [id, version]));
}

function hasOlder(value: unknown, newest: ReadonlyMap<string, number>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isVersioned(value) && value.version < (newest.get(value.id) ?? value.version)) return true;
  return Object.values(value).some((inner) => hasOlder(inner, newest));
}
