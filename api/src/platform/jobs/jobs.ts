import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Logger, Runner } from 'graphile-worker';
import pg from 'pg';
import type { Services } from '../context.ts';
import { PATIENCE } from '../db/database.ts';
import { unlessAnotherNodeDoes } from '../db/one-node-at-a-time.ts';

/** The job that does what the clock makes due; an operator finds it by this name in graphile_worker.jobs. */
const DUE = 'due';
const EVERY_MINUTE = `* * * * * ${DUE} ?jobKey=${DUE}&max=1`;
/** A new job is told at once by NOTIFY; this finds one whose message was lost. */
const LOOK_MS = 30_000;
const AGAIN_MS = 2_000;
/** One listens, one works. */
const CONNECTIONS = 2;

/** Brings what the worker keeps, in a schema of its own, up to date. @throws the database's error. */
export async function migrateJobs(databaseUrl: string, log: FastifyBaseLogger): Promise<void> {
  const { runMigrations } = await import('graphile-worker');
  const pool = openPool(databaseUrl, log);
  try {
    await runMigrations({ pgPool: pool, logger: await loggerTo(log), noHandleSignals: true });
  } finally {
    await pool.end();
  }
}

export interface Jobs {
  /** Resolves when the job under way has ended; no other begins. */
  close(): Promise<void>;
}

/**
 * Has graphile-worker call `runDue` at once, which makes up for the time when no node ran, and then every minute: on one of the
 * nodes that share the database, and never on two at a time. Its connections are its own, and it outlives their loss.
 */
export function startJobs(
  databaseUrl: string,
  { sql, log }: Pick<Services, 'sql' | 'log'>,
  runDue: () => Promise<unknown>,
): Jobs {
  const ending = new AbortController();
  const pool = openPool(databaseUrl, log);

  /** A node that was killed in the middle holds its job for four hours; a lock of the database ends with its connection. */
  const due = async (): Promise<void> => {
    if (ending.signal.aborted) return;
    await unlessAnotherNodeDoes(sql, DUE, runDue);
  };

  const runUntilItFails = async (): Promise<void> => {
    const { run } = await import('graphile-worker');
    const runner: Runner = await run({
      ...{ pgPool: pool, logger: await loggerTo(log), noHandleSignals: true, concurrency: 1, pollInterval: LOOK_MS },
      ...{ taskList: { [DUE]: due }, crontab: EVERY_MINUTE },
    });
    // It is awaited below; an error before that must not end the process.
    runner.promise.catch(() => undefined);
    let stopped: Promise<void> | null = null;
    const stop = (): Promise<void> => (stopped ??= runner.stop().catch(() => undefined));
    const onEnding = (): void => void stop();
    ending.signal.addEventListener('abort', onEnding);
    try {
      if (ending.signal.aborted) onEnding();
      else await runner.addJob(DUE, {}, { jobKey: DUE, maxAttempts: 1 });
      await runner.promise;
    } finally {
      ending.signal.removeEventListener('abort', onEnding);
      await stop();
    }
  };

  const running = (async () => {
    while (!ending.signal.aborted) {
      await runUntilItFails().catch((error: unknown) =>
        log.warn({ err: error }, 'the jobs have stopped and are started again'),
      );
      await delay(AGAIN_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();

  return {
    async close() {
      ending.abort();
      await running;
      // The worker does not wait for its last job to be noted as done, and an ending pool drops who waits for a connection.
      await pool.query('select 1').catch(() => undefined);
      await pool.end();
    },
  };
}

function openPool(databaseUrl: string, log: FastifyBaseLogger): pg.Pool {
  const pool = new pg.Pool({
    ...PATIENCE,
    connectionString: databaseUrl,
    application_name: 'tandem jobs',
    max: CONNECTIONS,
  });
  const lost = (error: Error): void => log.warn({ err: error }, 'a connection of the jobs was lost');
  // In the pool's hands or in the worker's: without a listener a connection that dies ends the process.
  return pool.on('error', lost).on('connect', (client) => client.on('error', lost));
}

async function loggerTo(log: FastifyBaseLogger): Promise<Logger> {
  const { Logger } = await import('graphile-worker');
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ jobs: level }, message);
    else log.debug(message);
  });
}
