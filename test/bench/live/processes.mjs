// Starting and ending the servers; one that is left over ends with this process.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HEAP = fileURLToPath(new URL('answer-heap.mjs', import.meta.url));
const alive = new Set();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** @param flags Node's own. @param ready finds the port in what the server prints. @throws Error with what it printed. */
export async function startProcess({ script, flags = [], args = [], env = {}, ready }) {
  const profiled =
    process.env.BENCH_PROFILE && env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  const child = spawn(process.execPath, ['--expose-gc', ...flags, ...profiled, '--import', HEAP, script, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  alive.add(child);
  let printed = '';
  const gone = new Promise((resolve) =>
    child.once('exit', () => {
      alive.delete(child);
      resolve();
    }),
  );
  const found = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        printed = (printed + text).slice(-20_000);
        const match = ready.exec(printed);
        if (match) resolve(match);
      });
    child.once('exit', () => reject(new Error(`It ended before it was ready:\n${printed}`)));
  });
  const end = async (signal) => {
    child.kill(signal);
    await gone;
  };
  return {
    pid: child.pid,
    port: Number(found[1]),
    printed: () => printed,
    /** Bytes held after a full collection, in and outside of V8's heap. */
    async heldBytes() {
      const answer = new Promise((resolve) => child.once('message', resolve));
      child.send('heap');
      const { heapUsed, external } = await answer;
      return heapUsed + external;
    },
    kill: () => end('SIGKILL'),
    async stop() {
      const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await end('SIGTERM');
      clearTimeout(hard);
    },
  };
}
