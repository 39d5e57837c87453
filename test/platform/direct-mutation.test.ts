import type { Context } from '@tandem/api/platform/context';
import { Refusal } from '@tandem/api/platform/errors';
import { DirectMutation } from '@tandem/api/platform/graphql/direct';
import { makeSchema } from '@tandem/api/schema';
import { execute, type ExecutionArgs, type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';
import { beforeAll, expect, test } from 'vitest';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema();
});

const INPUT = { documentId: 'd', connectionId: 'c', updates: ['AAA='] };
const PUSH = 'mutation ($input: PushUpdateInput!) { pushUpdate(input: $input) { seq } }';
const MOVE = 'mutation ($input: MovePresenceInput!) { movePresence(input: $input) { moved } }';

/** Executes one way, with an engine that does `act`. @returns the answer as it would be sent, and what the engine was given. */
async function answer(
  text: string,
  variables: Record<string, unknown> | undefined,
  act: () => unknown,
  run: (args: ExecutionArgs) => Promise<ExecutionResult> | ExecutionResult,
) {
  const given: unknown[] = [];
  const live = {
    push: async (_: Context, input: object) => {
      given.push({ ...input });
      return act();
    },
    move: (_: Context, ...args: unknown[]) => {
      given.push(args);
      return act();
    },
  };
  const contextValue = { services: { live } } as unknown as Context;
  const result = await run({ schema, document: parse(text), variableValues: variables, contextValue });
  return { json: JSON.stringify(result), causes: result.errors?.map(({ originalError }) => originalError), given };
}

const directly = (args: ExecutionArgs) => DirectMutation.of(args.schema, args.document, undefined)?.execute(args);

async function expectTheSame(text: string, variables: Record<string, unknown> | undefined, act: () => unknown) {
  const byGraphql = await answer(text, variables, act, execute);
  const ours = await answer(text, variables, act, (args) => directly(args) ?? execute(args));
  expect(ours, text).toEqual(byGraphql);
  return ours;
}

const TEXTS = [
  PUSH,
  MOVE,
  'mutation Named($input: PushUpdateInput!) { saved: pushUpdate(input: $input) { a: seq __typename b: seq seq } }',
  'mutation ($id: ID!, $to: [String!]!) { pushUpdate(input: { documentId: $id, connectionId: "c", updates: $to }) { seq } }',
  'mutation { pushUpdate(input: { documentId: "d", connectionId: 7, updates: "one" }) { seq } }',
  'mutation ($input: MovePresenceInput = { documentId: "d", connectionId: "c" }) { movePresence(input: $input) { moved } }',
];

const VARIABLES: (Record<string, unknown> | undefined)[] = [
  { input: INPUT },
  { input: { ...INPUT, updates: 'AAA=' } },
  { input: { ...INPUT, updates: [] } },
  { input: { ...INPUT, updates: [7] } },
  { input: { ...INPUT, updates: null } },
  { input: { ...INPUT, more: 1 } },
  { input: { documentId: 1, connectionId: 2, cursor: null, writing: true } },
  { input: { documentId: {}, connectionId: 'c', writing: 'yes' } },
  { input: 'text' },
  { input: null },
  { id: 5, to: ['AAA='] },
  {},
  undefined,
];

test('what is executed directly is answered as graphql-js answers it, errors in the variables too', async () => {
  for (const text of TEXTS) {
    expect(validate(schema, parse(text))).toEqual([]);
    for (const variables of VARIABLES) await expectTheSame(text, variables, () => 12);
  }
});

test('a failure has the place and the cause that graphql-js gives it', async () => {
  const failures = [new Refusal('BAD_UPDATE', 'This is none.'), new Error('broken'), 'thrown text'];
  for (const failure of failures)
    for (const text of [PUSH, MOVE]) {
      const { causes } = await expectTheSame(text, { input: INPUT }, () => {
        throw failure;
      });
      expect(causes).toHaveLength(1);
    }
});

test('what is more than one such mutation is left to graphql-js', async () => {
  const others = [
    'mutation ($input: PushUpdateInput!) { a: pushUpdate(input: $input) { seq } b: pushUpdate(input: $input) { seq } }',
    'mutation ($input: PushUpdateInput!, $yes: Boolean!) { pushUpdate(input: $input) @include(if: $yes) { seq } }',
    'mutation ($input: PushUpdateInput!, $no: Boolean!) { pushUpdate(input: $input) { seq @skip(if: $no) __typename } }',
    'mutation ($input: PushUpdateInput!) { pushUpdate(input: $input) { ...on PushUpdatePayload { seq } } }',
    'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
    '{ viewer { __typename } }',
  ];
  for (const text of others) {
    expect(validate(schema, parse(text)), text).toEqual([]);
    expect(DirectMutation.of(schema, parse(text), undefined), text).toBeNull();
  }
  for (const text of [PUSH, MOVE]) expect(DirectMutation.of(schema, parse(text), undefined)).not.toBeNull();
});
