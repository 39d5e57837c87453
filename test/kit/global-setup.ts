import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authEntities } from '@tandem/api/platform/auth/auth.entities';
import { openDatabase } from '@tandem/api/platform/db/database';
import { startEmbeddedPostgres } from '@tandem/api/platform/db/embedded-postgres';
import { newFastify } from '@tandem/api/platform/http/server';
import { migrateJobs } from '@tandem/api/platform/jobs/jobs';
import { readConfig } from '@tandem/api/platform/config';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { unpackBrowser } from './chromium.ts';
import { TEMPLATE } from './database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One server for the suite, a migrated template that each test's database is cloned from, and the browser unpacked once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { log } = newFastify(readConfig({ LOG_LEVEL: 'error' }));
  const dir = await mkdtemp(path.join(tmpdir(), 'tandem-test-'));
  // A power cut is no case of this suite; a killed process is, and needs no fsync.
  const postgres = await startEmbeddedPostgres(dir, log, {
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '300',
  });
  try {
    await Promise.all([makeTemplate(postgres.url, log), unpackBrowser()]);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
}

async function makeTemplate(url: string, log: Parameters<typeof openDatabase>[2]): Promise<void> {
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  const database = await openDatabase(template.href, authEntities, log);
  await database.orm.migrator.up();
  await migrateJobs(template.href, log);
  await database.close();
}
