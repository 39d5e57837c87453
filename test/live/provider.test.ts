import { LiveDocument } from '@tandem/web/live/live-document.ts';
import { type DocumentSink, type DocumentSync, LiveError, type LiveTransport } from '@tandem/web/live/transport.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { toBase64 } from './example-client.ts';

type Input = Parameters<LiveTransport['push']>[0];
type Move = Parameters<LiveTransport['move']>[0];

/** The web's provider before a server that the test plays. */
interface Played {
  live: LiveDocument;
  pushes: Input[];
  moves: Move[];
  /** What the next pushes and moves are answered; taken, once there are none left. */
  refusals: { push: LiveError[]; move: LiveError[] };
}

let played: Played;
beforeEach(async () => {
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  const [pushes, moves]: [Input[], Move[]] = [[], []];
  const refusals: Played['refusals'] = { push: [], move: [] };
  let sink: DocumentSink | null = null;
  const answer = async (refused: LiveError[]): Promise<void> => {
    const refusal = refused.shift();
    if (refusal) throw refusal;
  };
  const transport: LiveTransport = {
    open(_documentId, _stateVector, opened) {
      sink = opened;
      return () => undefined;
    },
    push: (input) => answer(refusals.push).then(() => void pushes.push(input)),
    move: (input) => answer(refusals.move).then(() => void moves.push(input)),
    handIn: () => answer([]),
    onLost: () => () => undefined,
  };
  const live = new LiveDocument('a story', 'a person', transport);
  await vi.waitFor(() => expect(sink).not.toBeNull());
  (sink as unknown as DocumentSink).event(empty);
  await vi.waitFor(() => expect(moves).toHaveLength(1));
  played = { live, pushes, moves, refusals };
});
afterEach(() => {
  played.live.destroy();
  vi.unstubAllGlobals();
});

const empty: DocumentSync = {
  __typename: 'DocumentSync',
  ...{ connectionId: 'a connection', clientId: 7, writable: true, seq: 0, relay: 0 },
  ...{ updates: [], signatures: [], writers: [], peers: [], stateVector: toBase64(Uint8Array.of(0)) },
};
const tooFast = (retryAfterMs: number): LiveError => new LiveError('RATE_LIMITED', 'Too fast.', retryAfterMs);

test('[LP36] the page waits as long as it is told, and loses nothing of what is typed meanwhile', async () => {
  const { live, pushes, refusals } = played;
  refusals.push.push(tooFast(150), tooFast(150));
  const from = performance.now();
  const text = live.doc.getText('title');
  text.insert(0, 'late ');
  await vi.waitFor(() => expect(refusals.push).toHaveLength(1), { interval: 5 });
  text.insert(5, 'bus');
  await vi.waitFor(() => expect(live.status.unsaved).toBe(0), { timeout: 5_000 });
  expect(performance.now() - from).toBeGreaterThanOrEqual(298);
  const stored = new Y.Doc();
  for (const { updates } of pushes) for (const update of updates) Y.applyUpdate(stored, Buffer.from(update, 'base64'));
  expect(stored.getText('title').toString()).toBe('late bus');
  expect(live.status.refused).toBeNull();
});

test('[LP36] a place that was refused as too fast is said again', async () => {
  const { live, moves, refusals } = played;
  refusals.move.push(tooFast(150));
  live.presence.focus('title');
  await vi.waitFor(() => expect(moves.at(-1)?.field).toBe('title'), { timeout: 5_000 });
});
