import { FanOut, type Receiver } from '@tandem/api/platform/graphql/fan-out';
import type { Reach, RightsTable } from '@tandem/api/platform/graphql/sharing';
import type { Context } from '@tandem/api/platform/context';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { eventually } from '../kit/wait.ts';

/** A subscriber whose answer says who was asked; it refuses with an error where `fails` is true. */
class Fake implements Receiver {
  readonly context: Context;
  readonly shared: Receiver['shared'];
  executed = 0;
  got: string | null = null;
  constructor(
    readonly name: string,
    rights?: () => Promise<RightsTable>,
    private readonly fails = false,
    reach: Reach = 'everyone',
  ) {
    this.context = { viewer: { personId: name, sessionId: name } } as unknown as Context;
    this.shared = { key: 'same', reach, variables: [], sharing: { reach: {}, ...(rights && { rights }) } };
  }
  async execute() {
    this.executed += 1;
    return this.fails ? { errors: [new GraphQLError(`for ${this.name}`)] } : { data: { by: this.name } };
  }
  answered(answer: Buffer): void {
    this.got = (JSON.parse(answer.toString()) as { data: { by: string } }).data.by;
  }
  refused({ errors }: Awaited<ReturnType<Receiver['execute']>>): void {
    this.got = errors?.[0]?.message ?? null;
  }
  failed(): void {
    this.got = 'failed';
  }
}

const rights = (classOf: RightsTable['classOf'], stillHolds: RightsTable['stillHolds'] = async () => true) => {
  const table = { classOf, stillHolds };
  return async () => table;
};

async function answersOf(receivers: Fake[]): Promise<(string | null)[]> {
  const fanOut = new FanOut();
  const event = {};
  for (const receiver of receivers) fanOut.deliver(event, receiver);
  await eventually('everybody is answered', () => receivers.every(({ got }) => got !== null));
  return receivers.map(({ got }) => got);
}

test('like subscribers share one execution, also who comes while it is shared already', async () => {
  const receivers = Array.from({ length: 20 }, (_, i) => new Fake(`${i}`));
  expect(await answersOf(receivers)).toEqual(receivers.map(() => '0'));
  expect(receivers.reduce((sum, { executed }) => sum + executed, 0)).toBe(1);
});

test('an error goes to nobody but who asked: the others ask for themselves', async () => {
  const receivers = [new Fake('a', undefined, true), new Fake('b'), new Fake('c', undefined, true)];
  expect(await answersOf(receivers)).toEqual(['for a', 'b', 'for c']);
});

test('each class of rights has an answer of its own, and who has none asks alone', async () => {
  const read = rights(({ viewer }) => (viewer?.sessionId.startsWith('x') ? null : (viewer?.sessionId[0] ?? null)));
  const receivers = ['a1', 'b1', 'a2', 'x1', 'b2', 'x2'].map((name) => new Fake(name, read));
  expect(await answersOf(receivers)).toEqual(['a1', 'b1', 'a1', 'x1', 'b1', 'x2']);
});

test('what was read while the reader’s rights changed is nobody else’s answer', async () => {
  const read = rights(
    () => 'alike',
    async ({ viewer }) => viewer?.sessionId !== 'a',
  );
  const receivers = ['a', 'b', 'c'].map((name) => new Fake(name, read));
  expect(await answersOf(receivers)).toEqual(['a', 'b', 'b']);
});

test('when rights cannot be read everybody asks alone', async () => {
  const receivers = ['a', 'b'].map((name) => new Fake(name, () => Promise.reject(new Error('no database'))));
  expect(await answersOf(receivers)).toEqual(['a', 'b']);
});

test('answers that may depend on the viewer are not shared where nothing says who is alike', async () => {
  const receivers = ['a', 'b'].map((name) => new Fake(name, undefined, false, 'viewer'));
  expect(await answersOf(receivers)).toEqual(['a', 'b']);
});
