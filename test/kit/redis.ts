import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, connect } from 'node:net';
import { eventually } from './wait.ts';

export interface TestRedis {
  url: string;
  /** SIGKILL; what it knew is gone. */
  kill(): Promise<void>;
  /** It hangs: its connections stay open and nothing answers, until `go`. */
  hang(): void;
  go(): void;
  /** Again, at the same address. */
  start(): Promise<void>;
}

/** A redis-server of the test's own. @throws Error with one sentence when none is installed. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const child = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp'],
      {
        stdio: 'ignore',
      },
    );
    const failed = new Promise<never>((_resolve, reject) => {
      child.once('error', () =>
        reject(
          new Error(
            'These tests need redis-server: install it with apt-get install -y redis-server, then run them again.',
          ),
        ),
      );
      child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}.`)));
    });
    failed.catch(() => undefined);
    await Promise.race([eventually('redis answers', () => answers(port)), failed]);
    server = child;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    hang: () => void server?.kill('SIGSTOP'),
    go: () => void server?.kill('SIGCONT'),
    async kill() {
      const child = server;
      server = null;
      if (!child) return;
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (well: boolean): void => {
      socket.destroy();
      resolve(well);
    };
    socket.once('data', (bytes) => end(bytes.toString().startsWith('+PONG')));
    socket.once('error', () => end(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
