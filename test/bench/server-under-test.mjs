// A database and a built server for the benches, with what the kernel says of their cost.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../api/src/platform/db/embedded-postgres.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const log = { info() {}, warn: console.error, error: console.error };
/** The kernel's clock tick, which /proc counts in. */
const TICKS_PER_S = 100;

/** A process that prints a line matching `ready`. */
export async function spawnUntil(file, args, env, ready, cwd = ROOT) {
  const child = spawn(file, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  const started = performance.now();
  let printed = '';
  const closed = new Promise((resolve) => child.once('close', resolve));
  const found = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        printed += text;
        for (const line of text.split('\n').filter(Boolean)) lines.push({ line, at: performance.now() - started });
        const match = ready.exec(printed);
        if (match) resolve(match);
      });
    child.once('close', () => reject(new Error(`It ended before it was ready:\n${printed}`)));
  });
  return {
    pid: child.pid,
    found,
    lines,
    printed: () => printed,
    tookMs: performance.now() - started,
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** As npm start runs it: the bound keeps an idle server's memory small and a busy one's pauses short, for about 5 % of its speed. */
export const START_FLAGS = ['--max-semi-space-size=8'];

/** PostgreSQL with fsync on, and the server on it with the sample. */
export async function startUnderTest() {
  const dir = await mkdtemp(path.join(tmpdir(), 'tandem-bench-'));
  const postgres = await startEmbeddedPostgres(dir, log);
  const server = await spawnUntil(
    process.execPath,
    [...START_FLAGS, 'api/dist/main.js'],
    { PORT: '0', DATABASE_URL: postgres.url, LOG_LEVEL: 'warn', NODE_ENV: 'production' },
    /ready on \S+ \(port (\d+)\)/,
  );
  const url = `http://127.0.0.1:${server.found[1]}`;
  const tokens = [...server.printed().matchAll(/sign-in#(\S+)/g)].map(([, token]) => token);
  const cookies = [];
  for (const token of tokens) cookies.push(await signIn(url, token));
  return {
    url,
    pid: server.pid,
    lines: server.lines,
    databaseUrl: postgres.url,
    postgresPid: () => postgres.pid,
    cookies,
    async stop() {
      await server.stop();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function signIn(url, token) {
  const query =
    'mutation ($input: SignInWithLinkInput!) { signInWithLink(input: $input) { viewer { person { id } } } }';
  const response = await post(url, '', { query, variables: { input: { token } } });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export const post = (url, cookie, body) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });

/** The data. @throws Error with what the server said. */
export async function ask(url, cookie, query, variables) {
  const send = () => post(url, cookie, { query, variables });
  // A connection that rested may be closed by the server just now; a mutation's id lets it act once all the same.
  const { data, errors } = await (await send().catch(send)).json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Milliseconds of CPU that a process has used, its threads included. */
export function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_S;
}

export const rssMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** PostgreSQL's processes together, each shared page counted once (PSS). */
export function postgresMb(postmaster) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ours = pids.filter((pid) => {
    try {
      return (
        pid === String(postmaster) ||
        new RegExp(`\\) \\S ${postmaster} `).test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      );
    } catch {
      return false;
    }
  });
  return (
    ours.reduce(
      (sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
      0,
    ) / 1024
  );
}

export const quantile = (values, q) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];
export const median = (values) => quantile(values, 0.5);
