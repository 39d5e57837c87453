import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeApp } from '@tandem/api/app';
import type {} from '@tandem/api/platform/auth/password';
import type { Services } from '@tandem/api/platform/context';
import type { DueWork } from '@tandem/api/platform/jobs/due';
import type { Mail, Mailer } from '@tandem/api/platform/mail/mailer';
import { readConfig } from '@tandem/api/platform/config';
import { type MovableClock, movableClock } from './clock.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Sign-in in a millisecond: what the hash costs is no matter of these tests. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const QUIET = process.env.TEST_LOG ?? 'silent';

export interface TestServer {
  url: string;
  database: TestDatabase;
  services: Services;
  clock: MovableClock;
  /** The e-mails sent so far, the first first; empty where the test brings a mailer. */
  outbox: Mail[];
  /** Does all that is due at the clock's time. @returns how many things each work did. @throws what stopped one of them. */
  runDue(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

interface ServerOptions {
  /** One that other servers of the test share; without it a fresh one is made, and dropped at the end. */
  database?: TestDatabase;
  /** Needed where sign-in's real cost is what is tested. */
  passwordCost?: Services['passwordCost'];
  publicUrl?: string;
  /** The bus that it shares with other nodes. */
  redisUrl?: string;
  /** The real runner, which does what is due at once and every minute, by the clock of the test. */
  jobs?: boolean;
  /** Sends e-mails in place of keeping them in `outbox`. */
  mailer?: Mailer;
  /** In place of fifteen seconds. */
  queryTimeoutMs?: number;
  /** In place of what the slices make due. */
  dueWorks?: readonly DueWork[];
}

/** The application in this process, on a free port and a database of its own. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const database = options.database ?? (await freshDatabase());
  const clock = movableClock();
  const config = {
    ...readConfig({ PORT: '0', LOG_LEVEL: QUIET, PUBLIC_URL: options.publicUrl, REDIS_URL: options.redisUrl }),
    webDir: path.join(ROOT, 'web', 'dist'),
  };
  const outbox: Mail[] = [];
  const app = await composeApp(config, database.url, {
    clock,
    migrate: false,
    jobs: options.jobs ?? false,
    mailer: options.mailer ?? { send: async (mail) => void outbox.push(mail) },
    ...(options.dueWorks && { dueWorks: options.dueWorks }),
    ...(options.queryTimeoutMs && { queryTimeoutMs: options.queryTimeoutMs }),
    passwordCost: options.passwordCost ?? CHEAP,
  });
  const { port } = await app.listen();
  return {
    url: `http://127.0.0.1:${port}`,
    database,
    services: app.services,
    clock,
    outbox,
    async runDue() {
      const runs = await app.runDue();
      for (const { failure } of runs) if (failure) throw failure;
      return Object.fromEntries(runs.map(({ name, did }) => [name, did]));
    },
    async close() {
      await app.close();
      if (!options.database) await database.drop();
    },
  };
}

export interface SpawnedServer {
  url: string;
  pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** SIGKILL: nothing is saved on the way out. */
  kill(): Promise<void>;
  /** SIGTERM, as Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

const READY = /ready on (http:\/\/\S+?)(?: \(port (\d+)\))? in/;

/**
 * The built server as a process of its own, which can be killed. @param env its settings: DATABASE_URL of a test database, or
 * DATA_DIR for an embedded one. @throws Error with what it printed when it ends before it is ready.
 */
export async function spawnServer(env: Record<string, string>): Promise<SpawnedServer> {
  const main = path.join(ROOT, 'api', 'dist', 'main.js');
  if (!existsSync(main)) throw new Error('The API is not built: use npm test, or pnpm run build first.');
  const child = spawn(process.execPath, [main], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<RegExpExecArray | null>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = READY.exec(printed);
        if (found) resolve(found);
      });
    child.once('close', () => resolve(null));
  });
  const found = await ready;
  if (!found) throw new Error(printed.trim());
  const port = found[2] ?? new URL(found[1] ?? '').port;
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => printed,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
