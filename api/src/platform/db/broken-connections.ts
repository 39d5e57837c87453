import type { Pool } from 'pg';

/** Between two statements of a transaction nobody listens, and what nobody hears ends the process; the next statement fails anyway. */
export function surviveBreaks(pool: Pool): void {
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/**
 * Gives the place of a connection that broke inside a transaction, or at its begin, back to the pool. Kysely, under MikroORM,
 * releases only after a successful rollback, and not at all what could not begin: after as many breaks as the pool has places
 * every write would wait for ever, and after a single one so would the pool's end. A connection that cannot roll back has done
 * so by ending, so the rollback counts as done.
 */
export function releaseBrokenConnections(pool: Pool): void {
  surviveBreaks(pool);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const forgiving = (...args: unknown[]): unknown => {
      const result = query(...args);
      if (!(result instanceof Promise)) return result;
      if (isBegin(args[0]))
        return result.catch((error: unknown) => {
          client.release(true);
          throw error;
        });
      if (args[0] !== 'rollback') return result;
      return result.catch(() => {
        // An ending connection is dropped from the pool on its release; whatever its state was, nobody gets it again.
        client.end().catch(() => undefined);
        return { command: 'ROLLBACK', rowCount: null, rows: [] };
      });
    };
    client.query = forgiving as typeof client.query;
  });
}

const isBegin = (statement: unknown): boolean =>
  typeof statement === 'string' && /^(begin|start transaction)\b/.test(statement);
