import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export const TEMPLATE = 'tandem_template';

export interface TestDatabase {
  url: string;
  /** Rows of one statement, for what the public API does not show. */
  query<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>;
  /** Holds up every commit into a document, as a slow disk does. @returns what lets them go on. */
  holdCommits(documentId: string): Promise<() => Promise<void>>;
  /** Ends everybody's connections with what they were still to do; those that hold something up stay. */
  breakConnections(): Promise<void>;
  drop(): Promise<void>;
}

/** A database of the test's own, with the newest schema and no rows. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${TEMPLATE}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const query = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> => {
    const client = new pg.Client(url.href);
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    url: url.href,
    query,
    async holdCommits(documentId) {
      const holder = new pg.Client(url.href);
      // A test that failed drops the database under it.
      holder.on('error', () => undefined);
      await holder.connect();
      await holder.query('begin');
      await holder.query('select from document where id = $1 for no key update', [documentId]);
      return () => holder.end();
    },
    async breakConnections() {
      await query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle in transaction'`,
      );
    },
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  };
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client(inject('postgresUrl'));
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
