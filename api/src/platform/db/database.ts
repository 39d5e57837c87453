import { Migrator } from '@mikro-orm/migrations';
import { type EntityClass, MikroORM } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { releaseBrokenConnections, surviveBreaks } from './broken-connections.ts';
import { migrations } from './migrations.ts';
import { parsers } from './parse-instant.ts';
import { type SqlRunner, sqlRunner } from './sql.ts';

/** How every connection meets a network that swallows what is sent. */
export const PATIENCE = {
  /** `pg` waits for ever on a connection whose packets vanish; this is the only timeout that works there. */
  query_timeout: 15_000,
  connectionTimeoutMillis: 5_000,
  /** A connection that rests is found dead before somebody waits on it, and no router on the way forgets it. */
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};
/** One of them is the journal's. */
const READ_POOL = 9;
const WRITE_POOL = 8;
/** A new connection costs both sides more than a hundred statements; ten seconds, as the drivers have it, is one poll's luck. */
const IDLE_MS = 300_000;

export interface Database {
  orm: MikroORM;
  sql: SqlRunner;
  pool: pg.Pool;
  close(): Promise<void>;
}

export async function openDatabase(
  url: string,
  entities: EntityClass<unknown>[],
  log: FastifyBaseLogger,
  queryTimeoutMs = PATIENCE.query_timeout,
): Promise<Database> {
  const patience = { ...PATIENCE, query_timeout: queryTimeoutMs };
  const pool = new pg.Pool({
    ...patience,
    connectionString: url,
    max: READ_POOL,
    idleTimeoutMillis: IDLE_MS,
    types: parsers,
  });
  // Without a listener an idle connection that dies ends the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  surviveBreaks(pool);
  const orm = new MikroORM({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false },
    // A mistyped DATABASE_URL must not make a database.
    ensureDatabase: false,
    pool: { min: 0, max: WRITE_POOL, idleTimeoutMillis: IDLE_MS },
    driverOptions: { ...patience, onPoolCreated: releaseBrokenConnections },
    allowGlobalContext: false,
    logger: (message) => log.debug(message),
  });
  return {
    orm,
    sql: sqlRunner(pool),
    pool,
    async close() {
      await orm.close();
      await pool.end();
    },
  };
}
