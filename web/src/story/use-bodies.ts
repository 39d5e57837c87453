import { listBodies, type RankedBodies, type RankedBody } from '@tandem/schema/text/ranked-bodies';
import { useMemo, useSyncExternalStore } from 'react';

const sameList = <Id extends string>(a: readonly RankedBody<Id>[], b: readonly RankedBody<Id>[]) =>
  a.length === b.length && a.every((entry, at) => entry.id === b[at]?.id && entry.body === b[at]?.body);

/** A co-written list in its order; the same array until an entry is added, moved or removed. */
export function useBodies<Id extends string>(bodies: RankedBodies): readonly RankedBody<Id>[] {
  const store = useMemo(() => {
    let list = listBodies<Id>(bodies);
    return {
      get: () => list,
      subscribe(listener: () => void) {
        const follow = () => {
          const next = listBodies<Id>(bodies);
          if (sameList(list, next)) return;
          list = next;
          listener();
        };
        follow();
        bodies.observeDeep(follow);
        return () => bodies.unobserveDeep(follow);
      },
    };
  }, [bodies]);
  return useSyncExternalStore(store.subscribe, store.get);
}
