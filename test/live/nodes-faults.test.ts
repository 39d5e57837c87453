import { storyKind } from '@tandem/api/story/story.live';
import { Projector } from '@tandem/api/live/project';
import type { DocumentId } from '@tandem/schema/ids';
import { expect, test } from 'vitest';
import { createStory } from '../kit/people.ts';
import { eventually } from '../kit/wait.ts';
import type { ExampleClient } from './example-client.ts';
import { has, testNodes, titleOf, write } from './nodes-kit.ts';

const nodes = testNodes();

const CHANGES = 'subscription ($id: ID!) { changes(partnershipId: $id) { seq resync changes { seq } } }';
type Changes = { changes: { seq: number; resync: boolean; changes: { seq: number }[] } };

test('[LP34] the bus dies and comes back while people write: nothing is lost, nothing comes twice, changes stay in order', async () => {
  const id = await nodes.newStory();
  const typists = [await nodes.open(nodes.a, 'client', id), await nodes.open(nodes.b, 'vendor', id)];
  const feeds = await Promise.all(
    [nodes.a, nodes.b].map(async (node) => {
      const events = (await nodes.on(node, nodes.partnership.client)).subscribe<Changes>(CHANGES, {
        id: nodes.partnership.id,
      });
      return { events, from: (await events.next()).changes.seq, seqs: [] as number[] };
    }),
  );
  const written: string[] = [];
  let over = false;
  const typing = typists.map(async (typist, i) => {
    while (!over) {
      const word = `${'pt'[i]}${written.length} `;
      written.push(word);
      write(typist, word);
      await typist.saved();
    }
  });
  const moreWords = async (count: number): Promise<void> => {
    const enough = written.length + count;
    await eventually('they go on', () => written.length >= enough);
  };
  for (let i = 0; i < 3; i++) {
    await moreWords(100);
    await nodes.redis.kill();
    await moreWords(100);
    await createStory(nodes.partnership.client, nodes.partnership.id);
    await nodes.redis.start();
  }
  await moreWords(100);
  over = true;
  await Promise.all(typing);
  const stored = await nodes.storedTitle(id);
  expect(stored.match(/\S+ /g)?.sort()).toEqual([...written].sort());
  for (const typist of typists) await eventually('it holds the same', () => titleOf(typist) === stored);
  expect(typists.map(({ endedWith }) => endedWith)).toEqual([null, null]);
  for (const typist of typists) await eventually('they see each other again', () => typist.peers.size === 1);
  await createStory(nodes.partnership.client, nodes.partnership.id);
  const [{ seq } = { seq: 0 }] = await nodes.database.query<{ seq: number }>(
    'select change_seq as seq from partnership where id = $1',
    nodes.partnership.id,
  );
  for (const { events, from, seqs } of feeds) {
    await events.until(({ changes }) => {
      expect(changes.resync).toBe(false);
      seqs.push(...changes.changes.map((change) => change.seq));
      return (seqs.at(-1) ?? 0) >= seq;
    });
    expect(seqs).toEqual(seqs.map((_, i) => from + 1 + i));
  }
  const quick = performance.now();
  write(typists[0] as ExampleClient, 'quick ');
  await has(typists[1] as ExampleClient, 'quick ');
  expect(performance.now() - quick).toBeLessThan(1_000);
});

test('[LP22] two nodes take up the same words: one change, and the rows and the snapshot hold them all', async () => {
  const id = await nodes.newStory();
  const tomas = await nodes.open(nodes.b, 'vendor', id);
  const changesOf = async (): Promise<number> =>
    (await nodes.database.query('select 1 from change_event where node_id = $1', id)).length;
  for (let n = 0; n < 250; n++) write(tomas, n % 2 ? '-' : '+');
  await tomas.saved();
  await eventually('they are rows', async () => (await nodes.titleInRow(id))?.length === 200);
  const before = await changesOf();
  write(tomas, 'last ');
  await tomas.saved();
  const projectors = [nodes.a, nodes.b].map(({ services }) => new Projector(services, { story: storyKind }));
  for (const projector of projectors) projector.touch(id as DocumentId);
  const state = () =>
    nodes.database.query<{ title: string; seq: number; snapshot_seq: number; projected: number }>(
      `select s.title, d.seq, d.snapshot_seq, p.seq as projected from story s
       join document d on d.id = s.id join document_projection p on p.document_id = d.id where s.id = $1`,
      id,
    );
  await eventually('it is a row', async () => (await state())[0]?.title.startsWith('last'));
  await Promise.all(projectors.map((projector) => projector.close()));
  expect(await changesOf()).toBe(before + 1);
  const [row] = await state();
  expect(row?.projected).toBe(row?.seq);
  expect(row?.snapshot_seq).toBeGreaterThan(0);
  // The row shows the beginning of a title that is too long.
  expect(row?.title.slice(0, 199)).toBe((await nodes.storedTitle(id)).slice(0, 199));
});

test('[LP22] a node dies before its words are rows: another node makes them rows', async () => {
  const id = await nodes.newStory();
  const dying = await nodes.spawn();
  const priya = await nodes.open(dying, 'client', id);
  write(priya, 'left behind');
  await priya.saved();
  await dying.kill();
  await eventually('they are rows', async () => (await nodes.titleInRow(id)) === 'left behind');
});
