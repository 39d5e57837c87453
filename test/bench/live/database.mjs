// PostgreSQL as people run it, fsync on, for all who store; with what its processes cost.
import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../../api/src/platform/db/embedded-postgres.ts';
import { cpuOf } from './measure.mjs';

const log = { info() {}, warn: console.error, error: console.error };

export async function startDatabase() {
  const dir = await mkdtemp(path.join(tmpdir(), 'tandem-bench-live-'));
  const postgres = await startEmbeddedPostgres(dir, log);
  return {
    databaseUrl: postgres.url,
    /** CPU milliseconds of the postmaster and its children. */
    cpu() {
      const { pid } = postgres;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      // What its ended children used is in the postmaster's own record, in ticks of 10 ms.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      let used = (Number(fields[13]) + Number(fields[14])) * 10;
      for (const one of [pid, ...children])
        try {
          used += cpuOf(one);
        } catch {
          // A backend that has just ended.
        }
      return used;
    },
    async stop() {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
