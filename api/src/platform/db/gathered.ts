import { Batch } from '../batch.ts';
import type { SqlRunner } from './sql.ts';

/**
 * A reading that many ask for at the same moment, each for themselves: all who ask within one turn are answered by one statement. A
 * thousand pages that come back at once would else be a thousand statements.
 * @returns what asks for one of them; undefined when there is none.
 */
export function gathered<Id, Value>(
  read: (sql: SqlRunner, ids: Id[]) => Promise<ReadonlyMap<Id, Value>>,
): (sql: SqlRunner, id: Id) => Promise<Value | undefined> {
  const batches = new WeakMap<SqlRunner, Batch<Id, Value>>();
  return (sql, id) => {
    const known = batches.get(sql);
    const batch = known ?? new Batch((ids) => read(sql, ids));
    if (!known) batches.set(sql, batch);
    return batch.one(id);
  };
}
