import { randomInt, randomUUID } from 'node:crypto';
import type { NodeKind } from '@tandem/api/platform/graphql/node';
import { makeSchema } from '@tandem/api/schema';
import {
  getNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import WebSocket from 'ws';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Events } from '../kit/graphql-client.ts';
import {
  createStory,
  type Person,
  partnershipWithTwoParties,
  type TestMember,
  type TestPartnership,
} from '../kit/people.ts';
import { seededRandom } from '../kit/random.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { ExampleClient } from './example-client.ts';
import { eventually } from '../kit/wait.ts';
import { change } from '../story/story-kit.ts';

type Batch = { changes: { seq: number; resync: boolean; changes: Record<string, unknown>[] } };

let server: TestServer;
let partnership: TestPartnership;
let everybody: Person[];
let observer: TestMember;
let story: { id: string };
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  observer = await partnership.join('VENDOR', 'OBSERVER');
  const joined = [
    observer,
    await partnership.join('CLIENT', 'MEMBER', 'Ama Okafor'),
    await partnership.join('CLIENT', 'OBSERVER', 'Jonas Lindqvist'),
    await partnership.join('CLIENT', 'SPONSOR', 'Ines Duarte'),
    await partnership.join('VENDOR', 'MEMBER', 'Mei Zhang'),
    await partnership.join('VENDOR', 'MEMBER', 'Noor Aziz'),
    await partnership.join('VENDOR', 'SPONSOR', 'Olu Adeyemi'),
  ];
  everybody = [partnership.client, partnership.vendor, ...joined.map(({ person }) => person)];
});
beforeEach(async () => {
  story = await createStory(partnership.client, partnership.id);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

/** Everybody's subscription with the same text, each after its first, empty batch. */
async function listen(people: Person[], selection: string): Promise<Events<Batch>[]> {
  const text = `subscription ($id: ID!) { changes(partnershipId: $id) { seq resync changes ${selection} } }`;
  const all = people.map((person) => person.subscribe<Batch>(text, { id: partnership.id }));
  for (const events of all) expect((await events.next()).changes.changes).toEqual([]);
  return all;
}
const estimate = (points: number) => change(partnership.client, 'estimateStory', { storyId: story.id, points });
const last = async (events: Events<Batch>): Promise<unknown> => (await events.next()).changes.changes.at(-1);

/** A random selection on a type, as an analyst or a new page might make it. */
function selectionOf(
  schema: GraphQLSchema,
  typeName: string,
  depth: number,
  random: () => number,
  personal = random() < 0.4,
): string {
  const type = schema.getType(typeName);
  if (isInterfaceType(type)) {
    const parts = ['Story', 'Member', 'Partnership'].map(
      (name) => `... on ${name} ${selectionOf(schema, name, depth, random, personal)}`,
    );
    return `{ __typename id ${parts.join(' ')} }`;
  }
  if (!isObjectType(type)) return '{ __typename }';
  const chosen = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (field.args.some(isRequiredArgument) || inner.name.endsWith('Connection')) return [];
    // In most rounds nothing personal is asked for, so that answers are shared among many.
    if (!personal && field.resolve && !/^(members|parties|partnership)$/.test(field.name)) return [];
    // What differs by viewer is what this is about, so it is asked for more often.
    const wanted = ['transitions', 'me', 'node'].includes(field.name) ? 0.8 : 0.3;
    if (random() > wanted || (isCompositeType(inner) && depth === 0)) return [];
    return [
      isCompositeType(inner)
        ? `${field.name} ${selectionOf(schema, inner.name, depth - 1, random, personal)}`
        : field.name,
    ];
  });
  return `{ __typename ${chosen.join(' ')} }`;
}

test('[LP28] whoever shares an answer would have got the same one alone: every role of both parties, random selections', async () => {
  const schema = await makeSchema();
  const seed = Number(process.env.SEED ?? randomInt(1_000_000));
  const random = seededRandom(seed);
  for (let round = 0; round < 20; round += 1) {
    const selection = selectionOf(schema, 'Change', 3, random);
    const streams = await listen(everybody, selection);
    await estimate(round + 1);
    const shared = await Promise.all(streams.map(last));
    const text = `query ($slug: String!) { partnership(slug: $slug) { changes(last: 1) { edges { node ${selection} } } } }`;
    for (const [index, person] of everybody.entries()) {
      const own = await person.gql<{ partnership: { changes: { edges: { node: unknown }[] } } }>(text, {
        slug: partnership.slug,
      });
      expect(shared[index], `seed ${seed}, round ${round}, ${person.name}: ${selection}`).toEqual(
        own.partnership.changes.edges[0]?.node,
      );
    }
    for (const events of streams) events.end();
  }
});

test('[LP29] a change is executed once for all who are alike, and once for each role where the answer follows from it', async () => {
  const load = vi.spyOn(server.services.nodes.Story as NodeKind, 'load');
  const fifty = Array.from({ length: 50 }, (_, i) => everybody[i % everybody.length] as Person);
  for (const [fields, executions] of [
    ['title estimate', 1],
    // Two leads, two sponsors, two observers, and members of both parties: the two of one party are alike.
    ['transitions', 8],
    // Whose own membership it is depends on the person: once for each session.
    ['partnership { me { id } }', everybody.length],
  ] as const) {
    const streams = await listen(fifty, `{ node { ... on Story { ${fields} } } }`);
    load.mockClear();
    await estimate(executions);
    const answers = await Promise.all(streams.map(last));
    expect(answers.every((answer) => answer !== undefined)).toBe(true);
    expect(load).toHaveBeenCalledTimes(executions);
    for (const events of streams) events.end();
  }
  load.mockRestore();
});

test('[LP30] a member whose role changes gets the new role’s answer with the next change', async () => {
  const streams = await listen([observer.person, partnership.vendor], '{ node { ... on Story { transitions } } }');
  await estimate(1);
  const [before, leads] = await Promise.all(streams.map(last));
  expect(before).toEqual({ node: { transitions: [] } });
  expect(leads).not.toEqual(before);
  const input = { mutationId: randomUUID(), memberId: observer.memberId, role: 'LEAD' };
  await partnership.vendor.gql(
    'mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { id } } }',
    {
      input,
    },
  );
  for (const events of streams) await events.next();
  await estimate(2);
  const [now, stillLeads] = await Promise.all(streams.map(last));
  expect(now).toEqual(stillLeads);
  expect(now).toEqual(leads);
  for (const events of streams) events.end();
});

test('[LP30] who is removed gets nothing more, and those who shared with them go on', async () => {
  const leaver = await partnership.join('CLIENT', 'MEMBER', 'Kit Marlow');
  const [gone, stays] = await listen([leaver.person, everybody[3] as Person], '{ kind }');
  await partnership.client.gql(
    'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }',
    {
      input: { mutationId: randomUUID(), memberId: leaver.memberId },
    },
  );
  await estimate(3);
  await expect(gone?.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await stays?.until(({ changes }) => changes.changes[0]?.kind === 'story.estimated')).toBeDefined();
});

test('[LP29] who does not read holds up nobody of those who share with them', async () => {
  const [writer, reader] = [partnership.client, partnership.vendor].map((who) => new ExampleClient(who, story.id));
  if (!writer || !reader) throw new Error('two people are here');
  const slow = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: partnership.vendor.cookie },
  });
  const heard: { type: string; payload?: { data: { document: { updates?: string[] } } } }[] = [];
  slow.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())));
  slow.once('open', () => slow.send('{"type":"connection_init"}'));
  await eventually('it is greeted', () => heard.length === 1);
  const query = 'subscription ($id: ID!) { document(documentId: $id) { ... on DocumentUpdates { updates } } }';
  for (const id of SLOW_ONES)
    slow.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables: { id: story.id } } }));
  await eventually('all are open', () => heard.filter(({ type }) => type === 'next').length >= SLOW_ONES.length);
  slow.pause();
  await Promise.all([writer.open(), reader.open()]);
  // More than the kernel holds for one socket, and each less than cuts it off.
  const text = 'Nobody waits for who does not read. '.repeat(12_000);
  for (let i = 0; i < EDITS; i += 1) {
    writer.edit((doc) => doc.getText('title').insert(0, text));
    await writer.saved();
  }
  await eventually('the reader has all', () => reader.doc.getText('title').length > EDITS * text.length);
  slow.terminate();
  writer.close();
  reader.close();
});

const SLOW_ONES = ['a', 'b', 'c'];
const EDITS = 10;
