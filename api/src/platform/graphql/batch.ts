import type { Context } from '../context.ts';

interface Collecting<Id, Value> {
  ids: Set<Id>;
  read: Promise<ReadonlyMap<Id, Value>>;
}

/**
 * One object's part of what `read` answers for all that are asked for in the same turn: a field with a resolver then costs one
 * statement for a whole list. @param key names the reading within the operation.
 */
export async function inBatch<Id, Value>(
  context: Context,
  key: string,
  id: Id,
  read: (ids: Id[]) => Promise<ReadonlyMap<Id, Value>>,
): Promise<Value | undefined> {
  let batch = context.memo.get(key) as Collecting<Id, Value> | undefined;
  if (!batch) {
    const ids = new Set<Id>();
    const turn = new Promise((resolve) => setImmediate(resolve));
    batch = {
      ids,
      read: turn.then(() => {
        context.memo.delete(key);
        return read([...ids]);
      }),
    };
    context.memo.set(key, batch);
  }
  batch.ids.add(id);
  return (await batch.read).get(id);
}
