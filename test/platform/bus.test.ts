import { type Bus, channel, InProcessHub } from '@tandem/api/platform/bus/bus';
import { RedisBus } from '@tandem/api/platform/bus/redis-bus';
import { newFastify } from '@tandem/api/platform/http/server';
import { readConfig } from '@tandem/api/platform/config';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { eventually } from '../kit/wait.ts';

interface Note {
  text: string;
  at: Date;
  bytes: Uint8Array;
}
const NOTES = channel<Note>('notes');
const OTHERS = channel<Note>('others');
const { log } = newFastify(readConfig({ LOG_LEVEL: 'silent' }));

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.kill());

const open: Bus[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()));
});

const note = (text: string): Note => ({ text, at: new Date(1_700_000_000_000), bytes: Buffer.from([0, 255]) });

/** Everything that comes on a channel; a bus that connects in the background says so with `missed`. */
function listen(bus: Bus, on = NOTES) {
  const heard: { note: Note; from: string }[] = [];
  let missed = 0;
  const stop = bus.subscribe(on, {
    message: (message, from) => heard.push({ note: message, from }),
    missed: () => missed++,
  });
  return { heard, stop, missed: () => missed, texts: () => heard.map((one) => one.note.text) };
}

const KINDS: [string, (hub: InProcessHub) => Bus][] = [
  ['in process', (hub) => hub.connect((error) => log.error({ err: error }))],
  ['over Redis', () => new RedisBus(redis.url, log)],
];

describe.each(KINDS)('a bus %s', (_name, connect) => {
  const nodes = (count: number): Bus[] => {
    const hub = new InProcessHub();
    const buses = Array.from({ length: count }, () => connect(hub));
    open.push(...buses);
    return buses;
  };
  /** Publishes until it is heard, since a bus may still be connecting. */
  const heardAtAll = (bus: Bus, listener: ReturnType<typeof listen>) =>
    eventually('the bus carries', () => {
      bus.publish(NOTES, note('probe'));
      return listener.heard.length > 0;
    });

  test('tells every other node, in order, with its dates and bytes, and never the one that speaks', async () => {
    const [a, b, c] = nodes(3) as [Bus, Bus, Bus];
    const [own, second, third] = [listen(a), listen(b), listen(c)];
    await heardAtAll(a, second);
    await heardAtAll(a, third);
    for (let i = 0; i < 200; i++) a.publish(NOTES, note(String(i)));
    const numbers = Array.from({ length: 200 }, (_, i) => String(i));
    for (const { texts } of [second, third]) {
      await eventually('all have come', () => texts().at(-1) === '199');
      expect(texts().filter((text) => text !== 'probe')).toEqual(numbers);
    }
    expect(second.heard.at(-1)).toEqual({ note: { ...note('199') }, from: a.nodeId });
    expect(own.heard).toEqual([]);
  });

  test('keeps channels apart, and who has stopped listening hears no more', async () => {
    const [a, b] = nodes(2) as [Bus, Bus];
    const stopped = listen(b);
    const goesOn = listen(b);
    const other = listen(b, OTHERS);
    await heardAtAll(a, goesOn);
    stopped.stop();
    const before = stopped.heard.length;
    a.publish(NOTES, note('last'));
    await eventually('it has come', () => goesOn.texts().at(-1) === 'last');
    expect(stopped.heard.length).toBe(before);
    expect(other.heard).toEqual([]);
  });

  test('one listener that throws keeps nothing from the next', async () => {
    const [a, b] = nodes(2) as [Bus, Bus];
    b.subscribe(NOTES, {
      message: () => {
        throw new Error('broken');
      },
      missed: () => undefined,
    });
    await heardAtAll(a, listen(b));
  });
});

test('over Redis: away, it drops what is said and throws nothing; back, it says that something was missed', async () => {
  const buses = [new RedisBus(redis.url, log), new RedisBus(redis.url, log)] as const;
  open.push(...buses);
  const [a, b] = buses;
  const listener = listen(b);
  await eventually('it listens', () => listener.missed() === 1);
  await redis.kill();
  for (let i = 0; i < 100; i++) a.publish(NOTES, note('lost'));
  const early = listen(b, OTHERS);
  await redis.start();
  await eventually('both channels are heard again', () => listener.missed() === 2 && early.missed() === 1);
  await eventually('it carries again', () => {
    a.publish(OTHERS, note('again'));
    return early.texts().includes('again');
  });
  expect(listener.texts()).toEqual([]);
});

test('over Redis: a server that hangs is let go and found again, and keeps no process from ending', async () => {
  const [a, b, c] = [1, 2, 3].map(() => new RedisBus(redis.url, log)) as [RedisBus, RedisBus, RedisBus];
  open.push(a, b);
  const [listener, other] = [listen(b), listen(c)];
  await eventually('both listen', () => listener.missed() === 1 && other.missed() === 1);
  redis.hang();
  try {
    c.publish(NOTES, note('never taken'));
    const asked = performance.now();
    await c.close();
    expect(performance.now() - asked).toBeLessThan(3_000);
  } finally {
    await eventually('both let it go', () => a.isAway && b.isAway);
    redis.go();
  }
  await eventually('it is heard again', () => {
    a.publish(NOTES, note('again'));
    return listener.texts().includes('again');
  });
  expect(listener.missed()).toBe(2);
});
