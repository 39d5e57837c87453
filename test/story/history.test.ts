import { randomUUID } from 'node:crypto';
import type {} from '@tandem/api/live/engine';
import { wordDiff } from '@tandem/api/live/history/word-diff';
import type { CriterionId, DocumentId, MemberId } from '@tandem/schema/ids';
import { addCriterion, criteriaOf, narrativeOf, titleOf } from '@tandem/schema/story/document';
import { plainText } from '@tandem/schema/text/paragraphs';
import { clientRuns } from '@tandem/schema/story/ink-runs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createStory, partnershipWithTwoParties, type Person, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';

let server: TestServer;
let partnership: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

interface Version {
  seq: number;
  after: number;
  name: string | null;
  namedBy: { name: string } | null;
  at: string;
  writers: { name: string }[];
  added: number;
  removed: number;
}
interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { node: Version }[];
}
const VERSIONS = `query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on Story {
  versions(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { seq after name namedBy { name } at writers { name } added removed } }
  }
} } }`;
const TEXT = `query ($id: ID!, $seq: Int!) { node(id: $id) { ... on Story {
  textAt(seq: $seq) { title narrative criteria { id text } }
} } }`;
const INKS = `query ($id: ID!, $seq: Int) { node(id: $id) { ... on Story {
  inkRuns(seq: $seq) { field runs { text member { name } party { kind } } }
} } }`;
const DIFF = `query ($id: ID!, $from: Int!, $to: Int) { node(id: $id) { ... on Story {
  diff(from: $from, to: $to) { field changed parts { kind text } }
} } }`;
const NAME = 'mutation ($input: NameVersionInput!) { nameVersion(input: $input) { story { id } } }';
const RESTORE = 'mutation ($input: RestoreVersionInput!) { restoreVersion(input: $input) { seq } }';

const ask = async <Data>(by: Person, query: string, variables: object): Promise<Data> =>
  (await by.gql<{ node: Data }>(query, variables)).node;
const versions = async (id: string, page: object = {}): Promise<Page> =>
  (await ask<{ versions: Page }>(partnership.client, VERSIONS, { id, ...page })).versions;
const nodes = async (id: string): Promise<Version[]> => (await versions(id)).edges.map(({ node }) => node);
const textAt = async (id: string, seq: number) =>
  (
    await ask<{ textAt: { title: string; narrative: string; criteria: { id: string; text: string }[] } }>(
      partnership.client,
      TEXT,
      { id, seq },
    )
  ).textAt;
const restore = (by: Person, storyId: string, seq: number, mutationId: string = randomUUID()) =>
  by.gql<{ restoreVersion: { seq: number } }>(RESTORE, { input: { mutationId, storyId, seq } });

/** An edit at a given minute, in the name of one side's lead. */
const editAt = (
  id: string,
  side: 'client' | 'vendor',
  minute: number,
  write: (doc: Y.Doc) => void,
): Promise<number> => {
  const memberId = side === 'client' ? partnership.clientMemberId : partnership.vendorMemberId;
  const at = new Date(server.clock.now().getTime() + minute * 60_000);
  return server.services.live.edit(id as DocumentId, memberId as MemberId, write, at);
};
const type =
  (text: string, at = 0) =>
  (doc: Y.Doc) =>
    titleOf(doc).insert(at, text);

test('a version is a burst of edits: ten minutes of quiet end it, or a minute when the other party writes on', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  await editAt(id, 'client', 5, type('late '));
  const first = await editAt(id, 'vendor', 5.5, type('a ')); // At once with the client: still one version.
  const second = await editAt(id, 'vendor', 16, type('See '));
  const third = await editAt(id, 'client', 17.5, (doc) => titleOf(doc).delete(0, 4));
  await editAt(id, 'client', 20, type('Spot '));
  const last = await editAt(id, 'client', 27, type('Now: '));
  const found = await nodes(id);
  expect(found.map(({ seq, writers }) => [seq, writers.map(({ name }) => name)])).toEqual([
    [last, ['Priya Raman']],
    [second, ['Tomás Herrera']],
    [first, ['Priya Raman', 'Tomás Herrera']],
  ]);
  expect(third).toBeLessThan(last);
  expect(found.map(({ added, removed }) => [added, removed])).toEqual([
    ['Now: Spot '.length, 'See '.length],
    ['See '.length, 0],
    ['a late bus'.length, 0],
  ]);
  expect(found.map(({ after }) => after)).toEqual([second, first, 0]);
});

test('what is typed and taken back within a version counts for neither', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  await editAt(id, 'client', 20, type('quite '));
  expect((await nodes(id))[0]).toMatchObject({ added: 6, removed: 0 });
  await editAt(id, 'client', 21, (doc) => titleOf(doc).delete(0, 6));
  await editAt(id, 'client', 22, type('late '));
  expect((await nodes(id))[0]).toMatchObject({ added: 5, removed: 0 });
});

test('a connection: newest first, paged by its cursors, counted', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  for (let i = 1; i <= 5; i++) await editAt(id, 'client', i * 20, type('!'));
  const first = await versions(id, { first: 4 });
  expect([first.totalCount, first.edges.length, first.pageInfo.hasNextPage]).toEqual([6, 4, true]);
  const rest = await versions(id, { first: 4, after: first.pageInfo.endCursor });
  expect(rest.edges.map(({ node }) => node.added)).toEqual([1, 3]);
  expect(rest.pageInfo.hasNextPage).toBe(false);
  expect(await partnership.client.codeOf(VERSIONS, { id, after: 'nonsense' })).toBe('BAD_USER_INPUT');
});

test('any moment is read as it stood, criteria that are gone included', async () => {
  const story = { title: 'Late bus', narrative: 'One\nTwo', criteria: ['It is seen'] };
  const { id } = await createStory(partnership.client, partnership.id, story);
  const then = (await nodes(id))[0]?.seq ?? 0;
  await editAt(id, 'vendor', 1, (doc) => {
    for (const key of criteriaOf(doc).keys()) criteriaOf(doc).delete(key);
    narrativeOf(doc).delete(0, 1);
    titleOf(doc).delete(0, 5);
  });
  expect(await textAt(id, then + 1)).toEqual({ title: 'bus', narrative: 'Two', criteria: [] });
  expect(await textAt(id, then)).toMatchObject({ ...story, criteria: [{ text: 'It is seen' }] });
});

test('inks: each run of words with its writer and party, now and at any moment', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'late bus', narrative: 'Why' });
  const seq = await editAt(id, 'vendor', 1, (doc) => titleOf(doc).insert(5, 'night '));
  await editAt(id, 'client', 2, (doc) => titleOf(doc).delete(0, 5));
  type Inks = {
    inkRuns: { field: string; runs: { text: string; member: { name: string }; party: { kind: string } }[] }[];
  };
  const told = async (variables: object) =>
    (await ask<Inks>(partnership.vendor, INKS, { id, ...variables })).inkRuns.map(({ field, runs }) => [
      field,
      ...runs.map(({ text, member, party }) => `${text}|${member.name}|${party.kind}`),
    ]);
  const [priya, tomas] = ['Priya Raman|CLIENT', 'Tomás Herrera|VENDOR'];
  expect(await told({ seq })).toEqual([
    ['title', `late |${priya}`, `night |${tomas}`, `bus|${priya}`],
    ['narrative', `Why|${priya}`],
  ]);
  expect((await told({}))[0]).toEqual(['title', `night |${tomas}`, `bus|${priya}`]);
});

test('the runs of a fragment together are its plain text, whatever it is made of', () => {
  const block: fc.Arbitrary<object> = fc.letrec((tie) => ({
    node: fc.record({
      name: fc.constantFrom('paragraph', 'heading', 'hardBreak', 'bulletList'),
      children: fc.array(fc.oneof(fc.string({ maxLength: 4 }), tie('node')), { maxLength: 3 }),
    }),
  })).node as fc.Arbitrary<object>;
  const build = (node: { name: string; children: (string | object)[] }): Y.XmlElement => {
    const element = new Y.XmlElement(node.name);
    const children = node.children.map((child) =>
      typeof child === 'string' ? new Y.XmlText(child) : build(child as typeof node),
    );
    element.insert(0, children);
    return element;
  };
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
      const fragment = new Y.Doc().getXmlFragment('narrative');
      fragment.insert(
        0,
        blocks.map((one) => build(one as { name: string; children: string[] })),
      );
      expect(
        clientRuns(fragment)
          .map(({ text }) => text)
          .join(''),
      ).toBe(plainText(fragment));
    }),
  );
});

test('a diff tells word by word what became of each part', async () => {
  const { id } = await createStory(partnership.client, partnership.id, {
    title: 'The dispatcher sees a late bus',
    criteria: ['Within a minute'],
  });
  const from = (await nodes(id))[0]?.seq ?? 0;
  await editAt(id, 'vendor', 1, (doc) => {
    titleOf(doc).delete(4, 'dispatcher'.length);
    titleOf(doc).insert(4, 'controller');
    addCriterion(doc, randomUUID() as CriterionId, 'z', 'On the map');
  });
  type Diff = { diff: { field: string; changed: boolean; parts: { kind: string; text: string }[] }[] };
  const { diff } = await ask<Diff>(partnership.client, DIFF, { id, from });
  expect(diff[0]).toEqual({
    field: 'title',
    changed: true,
    parts: [
      { kind: 'SAME', text: 'The ' },
      { kind: 'REMOVED', text: 'dispatcher' },
      { kind: 'ADDED', text: 'controller' },
      { kind: 'SAME', text: ' sees a late bus' },
    ],
  });
  expect(diff.slice(1).map(({ changed, parts }) => [changed, parts.map(({ kind }) => kind)])).toEqual([
    [false, []],
    [false, ['SAME']],
    [true, ['ADDED']],
  ]);
  const whole = await ask<Diff>(partnership.client, DIFF, { id, from: 0, to: from });
  expect(whole.diff.flatMap(({ parts }) => parts.map(({ kind }) => kind))).toEqual(['ADDED', 'ADDED']);
});

test('a word diff always leads from one text to the other, and spends no more than its budget', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'late', ' ', '\n', 'bus', ',', '🚌'), { maxLength: 40 });
  const sides = (parts: readonly { kind: string; text: string }[], but: string): string =>
    parts.flatMap(({ kind, text }) => (kind === but ? [] : [text])).join('');
  fc.assert(
    fc.property(words, words, fc.constantFrom(2_000_000, 30), (a, b, steps) => {
      const [before, after] = [a.join(''), b.join('')];
      const parts = wordDiff(before, after, { steps });
      expect([sides(parts, 'ADDED'), sides(parts, 'REMOVED')]).toEqual([before, after]);
      expect(parts.every(({ kind }, i) => kind !== parts[i - 1]?.kind)).toBe(true);
    }),
  );
});

test('restoring writes the old words back as a new edit of whoever does it, and what stayed keeps its writers', async () => {
  const story = { title: 'A late bus', narrative: 'One\nTwo words\nThree', criteria: ['First', 'Second'] };
  const { id } = await createStory(partnership.client, partnership.id, story);
  const then = (await nodes(id))[0]?.seq ?? 0;
  const before = await textAt(id, then);
  const ids = before.criteria.map((one) => one.id);
  await editAt(id, 'client', 1, (doc) => {
    titleOf(doc).delete(2, 5);
    narrativeOf(doc).delete(1, 1);
    criteriaOf(doc).delete(ids[0] ?? '');
    criteriaOf(doc)
      .get(ids[1] ?? '')
      ?.set('rank', 'zz');
    addCriterion(doc, randomUUID() as CriterionId, 'b', 'Third');
  });
  const { restoreVersion } = await restore(partnership.vendor, id, then);
  expect(await textAt(id, restoreVersion.seq)).toEqual(before);
  type Inks = { inkRuns: { runs: { text: string; member: { name: string } }[] }[] };
  const { inkRuns } = await ask<Inks>(partnership.client, INKS, { id });
  expect(inkRuns.map(({ runs }) => runs.map(({ text, member }) => [text, member.name[0]]))).toEqual([
    [
      ['A ', 'P'],
      ['late ', 'T'],
      ['bus', 'P'],
    ],
    [
      ['One\n', 'P'],
      ['Two words\n', 'T'],
      ['Three', 'P'],
    ],
    [['First', 'T']],
    [['Second', 'P']],
  ]);
  const stored = async () => (await partnership.client.gql<{ node: typeof story }>(ROWS, { id })).node;
  const ROWS = 'query ($id: ID!) { node(id: $id) { ... on Story { title narrative } } }';
  await eventually('the rows follow', async () => (await stored()).narrative === story.narrative, 2_000);
});

test('formatting comes back with the words', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { narrative: 'Plain' });
  const bold = await editAt(id, 'client', 1, (doc) => {
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', '2');
    heading.insert(0, [new Y.XmlText('Why')]);
    narrativeOf(doc).insert(0, [heading]);
    ((narrativeOf(doc).get(1) as Y.XmlElement).get(0) as Y.XmlText).format(0, 5, { bold: {} });
  });
  const shape = (): Promise<string> =>
    new ExampleClient(partnership.vendor, id).open().then((page) => {
      const told = narrativeOf(page.doc).toString();
      page.close();
      return told;
    });
  const then = await shape();
  await editAt(id, 'client', 2, (doc) => narrativeOf(doc).delete(0, 2));
  await restore(partnership.vendor, id, bold);
  expect(await shape()).toBe(then);
});

test('restored while somebody types: every page agrees, and what they typed beside it stays', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'A late bus', narrative: 'Why' });
  const then = (await nodes(id))[0]?.seq ?? 0;
  await editAt(id, 'client', 1, (doc) => titleOf(doc).delete(2, 5));
  const tomas = await new ExampleClient(partnership.vendor, id).open();
  const typed = 'Passengers wait in the rain. ';
  const paragraph = () => (narrativeOf(tomas.doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const restored = restore(partnership.client, id, then);
  for (const letter of typed) tomas.edit(() => titleOf(tomas.doc).insert(titleOf(tomas.doc).length, letter));
  await Promise.all([tomas.saved(), restored]);
  await eventually('the restored words arrive', () => titleOf(tomas.doc).toString().startsWith('A late bus'));
  const priya = await new ExampleClient(partnership.client, id).open();
  const [one, other] = [titleOf(tomas.doc).toString(), titleOf(priya.doc).toString()];
  expect(one).toBe(other);
  expect(paragraph().toString()).toBe('Why');
  tomas.close();
  priya.close();
});

test('sent twice it acts once; restoring what stands changes nothing', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const then = (await nodes(id))[0]?.seq ?? 0;
  await editAt(id, 'client', 1, type('late '));
  const mutationId = randomUUID();
  const first = await restore(partnership.client, id, then, mutationId);
  const after = await editAt(id, 'client', 2, type('night '));
  await restore(partnership.client, id, then, mutationId);
  expect((await textAt(id, after)).title).toBe('night bus');
  const again = await restore(partnership.client, id, after);
  expect(again.restoreVersion.seq).toBe(after);
  expect(first.restoreVersion.seq).toBe(after - 1);
  const changes = await server.database.query(
    `select summary from change_event where node_id = $1 and kind = 'story.restored'`,
    id,
  );
  expect(changes).toHaveLength(1);
});

test('a version gets a name, and keeps it when the next edit comes', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const name = (by: Person, values: object) =>
    by.gql(NAME, { input: { mutationId: randomUUID(), storyId: id, ...values } });
  await name(partnership.vendor, { name: 'Before the demo' });
  await editAt(id, 'client', 0.1, type('late '));
  expect((await nodes(id)).map((version) => [version.name, version.namedBy?.name])).toEqual([
    [null, undefined],
    ['Before the demo', 'Tomás Herrera'],
  ]);
  await name(partnership.client, { name: 'As agreed', seq: 1 });
  expect((await nodes(id))[1]).toMatchObject({ seq: 1, name: 'As agreed', namedBy: { name: 'Priya Raman' } });
  const code = (values: object) =>
    partnership.client.codeOf(NAME, { input: { mutationId: randomUUID(), storyId: id, ...values } });
  for (const bad of ['', ' ', 'x'.repeat(81), 'two\nlines']) expect(await code({ name: bad })).toBe('BAD_USER_INPUT');
  for (const seq of [0, -1, 3]) expect(await code({ name: 'x', seq })).toBe('BAD_USER_INPUT');
});

test('an observer reads the history and changes nothing; a stranger learns nothing; a bad moment is refused', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const { person: observer } = await partnership.join('VENDOR', 'OBSERVER', 'Olu Observer');
  const reads: [string, object][] = [
    [VERSIONS, { id }],
    [TEXT, { id, seq: 1 }],
    [INKS, { id }],
    [DIFF, { id, from: 0 }],
  ];
  const writes: [string, object][] = [
    [NAME, { input: { mutationId: randomUUID(), storyId: id, name: 'x' } }],
    [RESTORE, { input: { mutationId: randomUUID(), storyId: id, seq: 1 } }],
  ];
  const outsider = await stranger(server);
  for (const [query, variables] of reads) expect(await observer.codeOf(query, variables)).toBeNull();
  for (const [query, variables] of writes) expect(await observer.codeOf(query, variables)).toBe('FORBIDDEN');
  for (const [query, variables] of [...reads, ...writes])
    expect(await outsider.codeOf(query, variables)).toBe('NOT_FOUND');
  const { client } = partnership;
  for (const seq of [0, -1, 2, 2 ** 31 - 1]) {
    expect(await client.codeOf(TEXT, { id, seq })).toBe('BAD_USER_INPUT');
    expect(await client.codeOf(INKS, { id, seq })).toBe('BAD_USER_INPUT');
    expect(await client.codeOf(RESTORE, { input: { mutationId: randomUUID(), storyId: id, seq } })).toBe(
      'BAD_USER_INPUT',
    );
  }
  for (const [from, to] of [
    [1, 0],
    [-1, 1],
    [0, 2],
  ])
    expect(await client.codeOf(DIFF, { id, from, to })).toBe('BAD_USER_INPUT');
});

test('the history of a list of stories is not asked for in one operation', async () => {
  for (let i = 0; i < 11; i++) await createStory(partnership.client, partnership.id);
  const query = `query ($slug: String!, $n: Int!) { partnership(slug: $slug) { stories(first: $n) {
    edges { node { inkRuns { field } } } } } }`;
  const { slug, client } = partnership;
  expect(await client.codeOf(query, { slug, n: 11 })).toBe('BAD_USER_INPUT');
  expect(await client.codeOf(query, { slug, n: 5 })).toBeNull();
});
