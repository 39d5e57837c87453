import { beginDemo } from '@tandem/api/meeting/meeting-document';
import type { DocumentId, MeetingId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { demoText, demoWordsOf } from '@tandem/schema/meeting/document';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { serverAt } from '../iteration/iteration-kit.ts';
import { stranger } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';
import { closeMeeting, type DemoWorld, demoWorld, insertMeeting, readDemo } from './demo-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serverAt('2026-11-18T10:00:00Z');
});
afterAll(() => server.close());

describe('the words about a demo', () => {
  let world: DemoWorld;
  let storyId: StoryId;
  beforeEach(async () => {
    world = await demoWorld(server);
    storyId = world.stories[0]?.id as StoryId;
    return () => world.p.close();
  });

  const line = (doc: Y.Doc): Y.XmlText => (demoWordsOf(doc, storyId).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const begin = (storyIds: readonly string[], meeting = world.meeting): Promise<void> =>
    server.services.orm.em
      .fork()
      .transactional((em) =>
        beginDemo(
          em,
          { id: meeting.id as MeetingId, partnershipId: world.p.id as PartnershipId },
          storyIds as StoryId[],
          server.clock.now(),
        ),
      );

  test('begin with one empty paragraph, and both parties write them together', async () => {
    const { p, meeting } = world;
    const [priya, tomas] = [
      await new ExampleClient(p.client, meeting.id).open(),
      await new ExampleClient(p.vendor, meeting.id).open(),
    ];
    expect([demoWordsOf(priya.doc, storyId).length, demoText(priya.doc, storyId)]).toEqual([1, '']);
    // At the same moment, so that each begins in an empty paragraph.
    priya.edit((doc) => line(doc).insert(0, 'Amber it is. '));
    tomas.edit((doc) => line(doc).insert(0, 'Shown on line 7. '));
    await Promise.all([priya.saved(), tomas.saved()]);
    await eventually('both read the same', () => {
      const [one, other] = [demoText(priya.doc, storyId), demoText(tomas.doc, storyId)];
      return one === other && one.includes('Amber') && one.includes('line 7');
    });
    const words = demoText(priya.doc, storyId);
    expect(words.includes('\n')).toBe(false);
    await eventually('they are rows', async () => (await readDemo(p.vendor, meeting, storyId)).words === words);
    const [told] = await server.database.query<{ kind: string; node_type: string; summary: string }>(
      `select kind, node_type, summary from change_event where node_id = $1 and kind = 'meeting.wordsEdited'`,
      meeting.id,
    );
    expect(told).toEqual({
      ...{ kind: 'meeting.wordsEdited', node_type: 'Meeting' },
      summary: `edited the words about ${world.stories[0]?.key} in meeting 1`,
    });
    priya.close();
    tomas.close();
  });

  test('are begun once, however many put the demo on the agenda at once, and beside a page that has it open', async () => {
    const { p } = world;
    const meeting = await insertMeeting(server, p, { isoWeek: '2026-W48' });
    const page = await new ExampleClient(p.client, meeting.id).open();
    expect(demoWordsOf(page.doc, storyId).length).toBe(0);
    await Promise.all([1, 2, 3, 4].map(() => begin([storyId], meeting)));
    await begin([storyId], meeting);
    await eventually('the page has it', () => demoWordsOf(page.doc, storyId).length === 1);
    page.edit((doc) => line(doc).insert(0, 'Amber'));
    await page.saved();
    const fresh = await new ExampleClient(p.vendor, meeting.id).open();
    expect(demoWordsOf(fresh.doc, storyId).length).toBe(1);
    expect(demoText(fresh.doc, storyId)).toBe('Amber');
    page.close();
    fresh.close();
  });

  test('are read by observers, known to nobody else, and not written any more once the meeting is closed', async () => {
    const { p, meeting } = world;
    const { person: observer } = await p.join('VENDOR', 'OBSERVER', 'Olu Observer');
    const reading = await new ExampleClient(observer, meeting.id).open();
    expect(reading.sync?.writable).toBe(false);
    await expect(new ExampleClient(await stranger(server), meeting.id).open()).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const priya = await new ExampleClient(p.client, meeting.id).open();
    expect(priya.sync?.writable).toBe(true);
    priya.edit((doc) => line(doc).insert(0, 'Amber'));
    await priya.saved();
    await eventually('it is a row', async () => (await readDemo(p.client, meeting, storyId)).words === 'Amber');
    await closeMeeting(server, p, meeting);
    await eventually('her stream ends', () => priya.endedWith === 'RESYNC');
    await priya.open();
    expect(priya.sync?.writable).toBe(false);
    priya.edit((doc) => line(doc).insert(0, 'Not '));
    await expect(priya.saved()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    priya.close();
    reading.close();
  });

  test('that a page was a moment late with are no part of what was closed', async () => {
    const { p, meeting } = world;
    await closeMeeting(server, p, meeting);
    server.clock.move(10);
    await server.services.live.edit(meeting.id as DocumentId, p.clientMemberId as MemberId, (doc) =>
      line(doc).insert(0, 'Late'),
    );
    await server.services.live.projectNow(meeting.id as DocumentId);
    expect((await readDemo(p.client, meeting, storyId)).words).toBe('');
  });

  test('of what is on no agenda make no row', async () => {
    const { p, meeting } = world;
    const page = await new ExampleClient(p.client, meeting.id).open();
    page.edit((doc) => {
      doc.getXmlFragment(`demo:${world.week.id}`).insert(0, []);
      doc.getText('demo:').insert(0, 'x'.repeat(1_000));
      line(doc).insert(0, 'Amber');
    });
    await page.saved();
    await eventually('the words are a row', async () => (await readDemo(p.client, meeting, storyId)).words === 'Amber');
    expect(await server.database.query('select 1 from demo_words where meeting_id = $1', meeting.id)).toHaveLength(1);
    page.close();
  });
});
