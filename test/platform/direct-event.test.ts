import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { DocumentPresence, DocumentUpdates, eventOf, Writer } from '@tandem/api/live/live.type';
import { DirectEvents } from '@tandem/api/platform/graphql/direct-event';
import { makeSchema } from '@tandem/api/schema';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { beforeAll, expect, test } from 'vitest';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema();
});

const updates = (...texts: string[]): DocumentUpdates =>
  new DocumentUpdates(
    texts.map((text, i) => ({ bytes: Buffer.from(text, 'base64'), text, signature: i ? null : 'signed', sign: null })),
    7,
    -1,
    [],
  );
const on = (selection: string, around = '') =>
  `subscription ($id: ID!) { ${around}document(documentId: $id) { ${selection} } }`;
const ASKED = [
  on('__typename ... on DocumentUpdates { updates signatures relay durableRelay writers { clientId member { id } } }'),
  on(
    '... on DocumentUpdates { relay } ... on DocumentSync { seq } ... on DocumentUpdates { updates again: relay relay }',
  ),
  on('... on DocumentSync { seq } ... on DocumentPresence { gone }'),
  on('...Words') +
    ' fragment Words on DocumentUpdates { writers { __typename } ...More updates } fragment More on DocumentUpdates { durableRelay kind: __typename }',
  on('... on DocumentEvent { ... on DocumentUpdates { updates } } kind: __typename', 'words: '),
];

test('an event of words is written as graphql-js answers it', async () => {
  for (const text of ASKED) {
    const document = parse(text);
    expect(validate(schema, document), text).toEqual([]);
    const direct = DirectEvents.of(schema, document, undefined);
    for (const event of [updates('AAA=', 'AAE='), updates()]) {
      const contextValue = { memo: new Map() };
      const result = await execute({ schema, document, rootValue: event, contextValue, variableValues: { id: 'd' } });
      expect(result.errors).toBeUndefined();
      expect(direct?.answer(event)?.toString(), text).toBe(JSON.stringify(result));
      expect(direct?.answer(event), 'the same bytes for the next reader').toBe(direct?.answer(event));
    }
  }
});

test('what has to be looked up, or is not as the contract says, is left to graphql-js', () => {
  const direct = DirectEvents.of(schema, parse(ASKED[0] ?? ''), undefined);
  const newcomer = updates('AAA=');
  newcomer.writers = [new Writer(1, 'm' as MemberId, 'p' as PartnershipId)];
  const broken = updates('AAA=');
  broken.relay = 1.5;
  const missing = updates('AAA=');
  missing.updates = [undefined as unknown as string];
  for (const event of [newcomer, broken, missing, eventOf(DocumentPresence, { changed: [], gone: [] })])
    expect(direct?.answer(event)).toBeNull();
  const left = [
    on('... on DocumentUpdates @include(if: true) { updates }'),
    on('... on DocumentUpdates { updates @skip(if: false) }'),
  ];
  for (const text of left) expect(DirectEvents.of(schema, parse(text), undefined)?.answer(updates('AAA='))).toBeNull();
  for (const text of ['subscription ($id: ID!) { changes(partnershipId: $id) { seq } }', '{ viewer { __typename } }'])
    expect(DirectEvents.of(schema, parse(text), undefined), text).toBeNull();
});
