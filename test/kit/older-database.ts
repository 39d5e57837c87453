import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { freshDatabase, type TestDatabase } from './database.ts';

const FOLDER = new URL('../../api/migrations/', import.meta.url);
const FILES = readdirSync(FOLDER).sort();

/**
 * A database as it was before a migration, with a partnership in it.
 * @param name the migration's file without .sql. @returns with `migrate`, which runs that migration alone.
 */
export async function databaseBefore(name: string) {
  const database = await freshDatabase();
  await database.query('drop schema public cascade; create schema public');
  const run = (file: string): Promise<object[]> => database.query(readFileSync(new URL(file, FOLDER), 'utf8'));
  for (const file of FILES.slice(0, FILES.indexOf(`${name}.sql`))) await run(file);
  return { database, ...(await insertPartnership(database)), migrate: () => run(`${name}.sql`) };
}

async function insertPartnership(database: TestDatabase) {
  const ids = { person: randomUUID(), partnership: randomUUID(), client: randomUUID(), vendor: randomUUID() };
  const { person, partnership, client, vendor } = ids;
  await database.query(`insert into person values ('${person}', 'Priya', 'p@example.com', null, 'UTC', now());
    insert into partnership (id, slug, name, purpose, time_zone, first_iteration_day, key_prefix, started_by, created_at)
      values ('${partnership}', 'old', 'Old', '', 'UTC', 1, 'OLD', '${person}', now());
    insert into party (id, partnership_id, kind, name, created_at)
      values ('${client}', '${partnership}', 'CLIENT', 'C', now()), ('${vendor}', '${partnership}', 'VENDOR', 'V', now())`);
  return ids;
}
