import type { SqlRunner } from './sql.ts';

interface Asked<Key, Value> {
  key: Key;
  resolve(value: Value): void;
  reject(error: unknown): void;
}

/**
 * A reading that many ask for at the same moment, each for themselves: all who ask within one turn of the event loop are answered by
 * one statement, which leaves after they have asked. A thousand pages that come back at once would else be a thousand statements.
 * @param read answers the keys in their order.
 * @returns what asks for one key; whoever asks for the same key in one turn gets the same object.
 */
export function gathered<Key, Value>(
  read: (sql: SqlRunner, keys: Key[]) => Promise<Value[]>,
): (sql: SqlRunner, key: Key) => Promise<Value> {
  const waiting = new WeakMap<SqlRunner, Asked<Key, Value>[]>();
  const send = async (sql: SqlRunner): Promise<void> => {
    const asked = waiting.get(sql) ?? [];
    waiting.delete(sql);
    try {
      const values = await read(
        sql,
        asked.map(({ key }) => key),
      );
      for (const [i, { resolve }] of asked.entries()) resolve(values[i] as Value);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  return (sql, key) =>
    new Promise((resolve, reject) => {
      const asked = waiting.get(sql) ?? [];
      asked.push({ key, resolve, reject });
      if (asked.length > 1) return;
      waiting.set(sql, asked);
      setImmediate(() => void send(sql));
    });
}
