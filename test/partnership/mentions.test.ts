import { mentionedIn } from '@tandem/api/partnership/notification/mentions';
import type { MemberId } from '@tandem/schema/ids';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { narrativeOf } from '@tandem/schema/story/document';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type TestMember, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { readInbox, textsOf } from './inbox-kit.ts';

const people = ['Ann', 'Ann Lee', 'Mei Zhang', 'Zoë Núñez', 'Mei  Zhang', 'Jo', 'O’Brien-Smith'].map((name, i) => ({
  id: String(i) as MemberId,
  name,
}));

describe('who is mentioned', () => {
  test.each<[string, string[]]>([
    ['@Ann please', ['0']],
    ['@Ann Lee please', ['1']],
    ['@Ann Leeds and @ann lee.', ['0', '1']],
    ['(@MEI ZHANG)', ['2', '4']],
    ['ask @Mei\nZhang', ['2', '4']],
    ['ask @Mei Zhangs', []],
    ['@zoe nunez, @Zoe\u0308 Nu\u0301n\u0303ez', ['3']],
    ['priya@jo.example', []],
    ['@@Jo', ['5']],
    ['@jo@jo', ['5']],
    ['@Joan', []],
    ['@Jo’s bus', ['5']],
    ['@o’brien-smith!', ['6']],
    ["@O'Brien-Smith", ['6']],
    ['@ Jo', []],
    ['Jo', []],
    ['@', []],
  ])('%j', (text, ids) => {
    expect(mentionedIn(text, people)).toEqual(ids);
  });
});

describe('in a story', () => {
  let server: TestServer;
  let ours: TestPartnership;
  let mei: TestMember;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    ours = await partnershipWithTwoParties(server);
    mei = await ours.join('VENDOR', 'MEMBER');
    return () => ours.close();
  });

  const write = async (storyId: string, text: string): Promise<void> => {
    await server.services.live.edit(storyId as never, ours.clientMemberId as MemberId, (doc) => {
      const narrative = narrativeOf(doc);
      narrative.delete(0, narrative.length);
      writeParagraphs(narrative, text);
    });
  };
  const narrativeIs = (text: string) =>
    eventually('the words are in rows', async () => {
      const rows = await server.database.query<{ narrative: string }>(
        'select narrative from story where partnership_id = $1',
        ours.id,
      );
      return rows.some(({ narrative }) => narrative === text);
    });

  test('somebody mentioned in a new story is told who, where, and by e-mail within a minute', async () => {
    const { key } = await createStory(ours.client, ours.id, { narrative: 'Ask @mei zhang', title: 'Late bus' });
    expect((await readInbox(mei.person, ours.slug)).inbox.edges).toMatchObject([
      { node: { kind: 'MENTIONED', text: `Priya Raman mentions you in ${key} “Late bus”`, path: `/stories/${key}` } },
    ]);
    expect(await textsOf(ours.client, ours.slug)).toEqual([]);
    await server.runDue();
    expect(server.outbox.filter(({ to }) => to.address === mei.person.email)).toHaveLength(1);
  });

  test('a mention is told once, when it is new in the text; what was read may be mentioned again', async () => {
    const { id } = await createStory(ours.client, ours.id, { narrative: 'Ask somebody' });
    await write(id, 'Ask @Mei Zhang');
    await narrativeIs('Ask @Mei Zhang');
    expect(await textsOf(mei.person, ours.slug)).toHaveLength(1);
    for (const text of ['Ask @Mei Zhang today', 'Ask', 'Ask @Mei Zhang']) {
      await write(id, text);
      await narrativeIs(text);
    }
    expect(await textsOf(mei.person, ours.slug)).toHaveLength(1);
    await mei.person.gql(
      'mutation ($input: ReadNotificationsInput!) { readNotifications(input: $input) { partnership { id } } }',
      {
        input: { partnershipId: ours.id, all: true },
      },
    );
    await write(id, 'Ask @Mei Zhang and @Mei Zhang');
    await narrativeIs('Ask @Mei Zhang and @Mei Zhang');
    expect(await textsOf(mei.person, ours.slug)).toHaveLength(2);
  });

  test('nobody is told of their own name, and a text without @ tells nobody', async () => {
    await createStory(ours.client, ours.id, { narrative: 'Ask @Priya Raman or Mei Zhang' });
    expect(await textsOf(ours.client, ours.slug)).toEqual([]);
    expect(await textsOf(mei.person, ours.slug)).toEqual([]);
  });
});
