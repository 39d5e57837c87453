import { createClient } from 'graphql-ws/client';
import { useSyncExternalStore } from 'react';

/** `idle`: nothing has asked for the socket yet. `offline`: it was lost, or could not be had; it is being tried again. */
export type Connection = 'idle' | 'connecting' | 'live' | 'offline';

const BACKOFF_FIRST_MS = 300;
const BACKOFF_MAX_MS = 8_000; // Short enough that a recovered server is noticed while the reader still looks at the page.
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;

let state: Connection = 'idle';
const watchers = new Set<() => void>();

function become(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const tell of watchers) tell();
}

export const connection = (): Connection => state;

/** Calls back on each change of `connection()`; returns the way to stop. */
export function watchConnection(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export const useConnection = (): Connection => useSyncExternalStore(watchConnection, connection);

/** Doubling waits with jitter (so that a restarted server isn't stormed), cut short when the network comes back. */
function backoff(retries: number): Promise<void> {
  const wait = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, wait);
    addEventListener('online', done);
  });
}

/** The server's word that this session, or what it may see, has ended. */
const FORBIDDEN = 4403;
let onForbidden: () => void = () => {};

/** What happens when the server closes the socket because rights were lost; the session module sets it. */
export function whenForbidden(act: () => void): void {
  onForbidden = act;
}

let pongTimer: ReturnType<typeof setTimeout> | undefined;

/** The one socket: subscriptions and the live mutations (`pushUpdate`, `movePresence`) travel on it. Retries for ever. */
export const socket = createClient({
  url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
  lazy: true,
  lazyCloseTimeout: 5_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  retryWait: backoff,
  shouldRetry: () => true,
  keepAlive: PING_EVERY_MS,
  on: {
    connecting: () => become(state === 'offline' ? 'offline' : 'connecting'),
    connected: () => become('live'),
    closed: (event) => {
      clearTimeout(pongTimer);
      const clean = event instanceof CloseEvent && event.code === 1000;
      become(clean ? 'idle' : 'offline');
      if (event instanceof CloseEvent && event.code === FORBIDDEN) onForbidden();
    },
    ping: (received) => {
      // A cable that was pulled closes nothing: without an answer in time the socket is given up and opened anew.
      if (!received) pongTimer = setTimeout(() => socket.terminate(), PONG_WITHIN_MS);
    },
    pong: (received) => {
      if (received) clearTimeout(pongTimer);
    },
  },
});

addEventListener('offline', () => {
  if (state !== 'idle') socket.terminate();
});

/** Opens the socket again as whoever is signed in now: the old one still speaks for the person before. */
export function reconnect(): void {
  socket.terminate();
}
