import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export const TEMPLATE = 'tandem_template';

export interface TestDatabase {
  url: string;
  /** Rows of one statement, for what the public API does not show. */
  query<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of the test's own, with the newest schema and no rows. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${TEMPLATE}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async query<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> {
      const client = new pg.Client(url.href);
      await client.connect();
      try {
        return (await client.query<Row>(text, values)).rows;
      } finally {
        await client.end();
      }
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
