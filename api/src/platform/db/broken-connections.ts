import type { Pool } from 'pg';

/**
 * Gives the place of a connection that broke inside a transaction back to the pool. Kysely, under MikroORM, releases only
 * after a successful rollback, and on a broken connection that one fails too: after as many breaks as the pool has places,
 * every write would wait for ever. A connection that cannot roll back has done so by ending, so the rollback counts as done.
 */
export function releaseBrokenConnections(pool: Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const forgiving = (...args: unknown[]): unknown => {
      const result = query(...args);
      if (args[0] !== 'rollback' || !(result instanceof Promise)) return result;
      return result.catch(() => {
        // An ending connection is dropped from the pool on its release; whatever its state was, nobody gets it again.
        client.end().catch(() => undefined);
        return { command: 'ROLLBACK', rowCount: null, rows: [] };
      });
    };
    client.query = forgiving as typeof client.query;
  });
}
