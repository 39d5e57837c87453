import { setTimeout as delay } from 'node:timers/promises';
import { type SqlRunner, statement } from './sql.ts';

const AGAIN_MS = 200;

/** The lock ends with its transaction, so that a node that dies holds nothing. */
const TRY = statement<{ mine: boolean }, [string]>(
  'one_node_at_a_time',
  `select pg_try_advisory_xact_lock(hashtextextended('tandem ' || $1, 0)) as mine`,
);

/** Does `work` unless another node on this database does it now. @returns its result, or null when another one does it. */
export const unlessAnotherNodeDoes = <T>(
  sql: SqlRunner,
  name: string,
  work: () => Promise<T>,
): Promise<{ result: T } | null> =>
  sql.transaction(async (tx) => ((await tx.row(TRY, name))?.mine ? { result: await work() } : null));

/** Does `work` while no other node on this database does it; waits for the one that does. */
export async function oneNodeAtATime<T>(sql: SqlRunner, name: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await unlessAnotherNodeDoes(sql, name, work);
    if (done) return done.result;
    await delay(AGAIN_MS);
  }
}
