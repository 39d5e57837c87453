import { Batch } from '../batch.ts';
import type { Context } from '../context.ts';

/**
 * One object's part of what `read` answers for all that are asked for in the same turn: a field with a resolver then costs one
 * statement for a whole list. @param key names the reading within the operation.
 */
export function inBatch<Id, Value>(
  context: Context,
  key: string,
  id: Id,
  read: (ids: Id[]) => Promise<ReadonlyMap<Id, Value>>,
): Promise<Value | undefined> {
  const known = context.memo.get(key) as Batch<Id, Value> | undefined;
  const batch = known ?? new Batch(read);
  if (!known) context.memo.set(key, batch);
  return batch.one(id);
}
