import type { CriterionId, DocumentId, MemberId } from '@tandem/schema/ids';
import {
  addCriterion,
  criteriaOf,
  listCriteria,
  moveCriterion,
  narrativeOf,
  removeCriterion,
  titleOf,
} from '@tandem/schema/story/document';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, readStory, type StoryNode, stories } from './story-kit.ts';

describe('co-written words become rows', () => {
  let server: TestServer;
  let p: TestPartnership;
  let story: StoryNode;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });
  beforeEach(async () => {
    story = await change(p.client, 'createStory', { partnershipId: p.id, title: 'Late bus', criteria: ['One', 'Two'] });
  });

  const edit = (memberId: string, write: (doc: Y.Doc) => void): Promise<number> =>
    server.services.live.edit(story.id as DocumentId, memberId as MemberId, write);
  const until = (holds: (now: StoryNode) => boolean): Promise<StoryNode> =>
    expect
      .poll(() => readStory(p.vendor, p.slug, story.key), { timeout: 5_000 })
      .toSatisfy(holds)
      .then(() => readStory(p.vendor, p.slug, story.key));

  test('title, narrative, criteria and inks follow what both parties write', async () => {
    await edit(p.vendorMemberId, (doc) => {
      titleOf(doc).insert(8, ' at night');
      writeParagraphs(narrativeOf(doc), 'As a dispatcher');
      addCriterion(doc, randomUUID() as CriterionId, 'a0V', 'Between');
    });
    const now = await until(({ title }) => title === 'Late bus at night');
    expect(now.narrative).toBe('\nAs a dispatcher');
    expect(now.criteria.map(({ text, createdBy }) => `${text}: ${createdBy?.name}`)).toEqual([
      'One: Priya Raman',
      'Between: Tomás Herrera',
      'Two: Priya Raman',
    ]);
    expect(now.criteriaCount).toBe(3);
    expect(now.inks).toEqual([
      { party: { kind: 'CLIENT' }, characters: 8 + 3 + 3 },
      { party: { kind: 'VENDOR' }, characters: 9 + 15 + 7 },
    ]);
    expect(now.version).toBe(2);
    const changes = await server.database.query<{ actor_id: string; summary: string }>(
      "select actor_id, summary from change_event where node_id = $1 and kind = 'story.edited'",
      story.id,
    );
    expect(changes).toEqual([{ actor_id: p.vendorMemberId, summary: `edited ${story.key}` }]);
  });

  test('a moved criterion keeps its id and its writer; a removed one leaves the lists and comes back as it was', async () => {
    const [one, two] = story.criteria;
    await edit(p.vendorMemberId, (doc) => moveCriterion(doc, two?.id as CriterionId, 'Zz'));
    expect((await until(({ criteria }) => criteria[0]?.id === two?.id)).criteria).toEqual([two, one]);
    await edit(p.vendorMemberId, (doc) => removeCriterion(doc, one?.id as CriterionId));
    await until(({ criteriaCount }) => criteriaCount === 1);
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await p.client.codeOf(node, { id: one?.id })).toBe('NOT_FOUND');
    expect(await p.client.codeOf(node, { id: two?.id })).toBeNull();
    await edit(p.vendorMemberId, (doc) => void addCriterion(doc, one?.id as CriterionId, 'a0', 'One'));
    expect((await until(({ criteriaCount }) => criteriaCount === 2)).criteria[1]).toEqual(one);
  });

  test('formatting alone changes no row and records nothing', async () => {
    await edit(p.clientMemberId, (doc) => {
      const paragraph = listCriteria(doc)[0]?.body.get(0) as Y.XmlElement;
      (paragraph.get(0) as Y.XmlText).format(0, 3, { bold: true });
    });
    await edit(p.clientMemberId, (doc) => titleOf(doc).insert(0, 'A '));
    expect((await until(({ title }) => title === 'A Late bus')).version).toBe(2);
  });

  test('what the document can hold and a row cannot is made plain, and the document keeps it', async () => {
    await edit(p.vendorMemberId, (doc) => {
      titleOf(doc).insert(8, ` two\nlines ${'x'.repeat(300)}`);
      criteriaOf(doc).set(randomUUID(), new Y.Map([['rank', 7]]));
      const add = (id: string, rank: string, text: string) => addCriterion(doc, id as CriterionId, rank, text);
      add('not a uuid', 'a1V', 'hidden');
      add(randomUUID(), `a1${'z'.repeat(9_000)}`, 'long rank');
      add(randomUUID(), 'a1k', 'y'.repeat(5_000));
    });
    const now = await until(({ criteriaCount }) => criteriaCount === 4);
    expect(now.title).toHaveLength(200);
    expect(now.title).toMatch(/^Late bus two lines x+…$/);
    expect(now.criteria.map(({ text }) => text.length)).toEqual([3, 3, 4_000, 9]);
    expect(now.criteria[2]?.text.endsWith('y…')).toBe(true);
  });

  test('words are found by the search as soon as they are rows', async () => {
    await edit(p.clientMemberId, (doc) => writeParagraphs(narrativeOf(doc), 'the quokka waits'));
    await until(({ narrative }) => narrative.includes('quokka'));
    const { edges } = await stories(p.vendor, p.slug, { first: 5, filter: { search: 'quokkas' } });
    expect(edges.map(({ node }) => node.key)).toEqual([story.key]);
  });

  test('a million characters in the document do not stop the projection', async () => {
    const page = Array.from({ length: 60_000 }, (_, i) => `wört${i.toString(36)}`).join(' ');
    await edit(p.clientMemberId, (doc) => writeParagraphs(narrativeOf(doc), page));
    const ids = Array.from({ length: 110 }, () => randomUUID());
    await edit(p.vendorMemberId, (doc) => {
      for (const [i, id] of ids.entries())
        addCriterion(doc, id as CriterionId, `b${i.toString().padStart(3, '0')}`, page.slice(i, i + 3_900));
    });
    const now = await until(({ criteriaCount }) => criteriaCount === 100);
    expect(now.narrative).toHaveLength(100_000);
    expect(now.narrative.endsWith('…')).toBe(true);
  });
});
