import { Migrator } from '@mikro-orm/migrations';
import { type EntityClass, MikroORM } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { releaseBrokenConnections, surviveBreaks } from './broken-connections.ts';
import { migrations } from './migrations.ts';
import { parsers } from './parse-instant.ts';
import { type SqlRunner, sqlRunner } from './sql.ts';

/** `pg` waits for ever on a connection whose packets vanish; this is the only timeout that works there. */
export const QUERY_TIMEOUT_MS = 15_000;
export const CONNECT_TIMEOUT_MS = 5_000;
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
): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: READ_POOL,
    idleTimeoutMillis: IDLE_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
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
    driverOptions: {
      query_timeout: QUERY_TIMEOUT_MS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      onPoolCreated: releaseBrokenConnections,
    },
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
