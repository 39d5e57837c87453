import { randomUUID } from 'node:crypto';
import { EVIDENCE_MAX } from '@tandem/schema/meeting/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverAt } from '../iteration/iteration-kit.ts';
import { createStory, stranger } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { act, closeMeeting, type DemoWorld, demoWorld, insertMeeting, refused } from './demo-kit.ts';
import { PNG, upload } from './file-kit.ts';

describe('what shows a demo', () => {
  let server: TestServer;
  let world: DemoWorld;
  let about: { meetingId: string; storyId: string };
  beforeAll(async () => {
    server = await serverAt('2026-11-18T10:00:00Z');
    world = await demoWorld(server, { points: [3, 2] });
    about = { meetingId: world.meeting.id, storyId: world.stories[0]?.id ?? '' };
  });
  afterAll(async () => {
    await world.p.close();
    await server.close();
  });

  const link = { kind: 'LINK', url: 'https://try.example.org/late?line=7#bus', title: 'The late bus' };
  const uploaded = async (by = world.p.vendor): Promise<string> =>
    (await upload(by, world.p.id, PNG)).body.id as string;

  test('is a link, a recording or a screenshot, added by either party and taken away again', async () => {
    const { p } = world;
    await act(p.vendor, 'addDemoLink', { ...about, ...link });
    await act(p.client, 'addDemoLink', { ...about, ...link, kind: 'RECORDING', title: ' The  demo ' });
    const fileId = await uploaded();
    const { evidence } = await act(p.vendor, 'addScreenshot', { ...about, fileId, title: 'Amber' });
    expect(evidence.map(({ kind, title, url, addedBy }) => [kind, title, url, addedBy.name])).toEqual([
      ['LINK', 'The late bus', link.url, 'Tomás Herrera'],
      ['RECORDING', 'The demo', link.url, 'Priya Raman'],
      ['SCREENSHOT', 'Amber', `/files/${fileId}`, 'Tomás Herrera'],
    ]);
    const remove = { ...about, evidenceId: evidence[1]?.id };
    const left = await act(p.vendor, 'removeEvidence', remove);
    expect(left.evidence.map(({ kind }) => kind)).toEqual(['LINK', 'SCREENSHOT']);
    expect(await refused(p.vendor, 'removeEvidence', remove)).toMatch(/^NOT_FOUND/);
    const told = await server.database.query<{ kind: string; node_type: string }>(
      `select kind, node_type from change_event where kind like '%.evidence%' order by seq`,
    );
    expect(told.map(({ kind, node_type }) => [kind, node_type])).toEqual([
      ...Array.from({ length: 3 }, () => ['meeting.evidenceAdded', 'Meeting']),
      ['meeting.evidenceRemoved', 'Meeting'],
    ]);
  });

  test.each([
    ['a script', 'javascript:alert(1)'],
    ['a script in capitals', 'JavaScript:alert(1)//https://x.org'],
    ['a page in its own address', 'data:text/html,<script>alert(1)</script>'],
    ['a file', 'file:///etc/passwd'],
    ['nowhere', 'https://'],
    ['an address without its scheme', '//example.org'],
    ['a host with a space', 'https://a b.org'],
    ['an address with a control character', 'https://example.org/\u0000'],
    ['an address without end', `https://example.org/${'x'.repeat(2_000)}`],
  ])('no link leads to %s', async (_what, url) => {
    expect(await refused(world.p.vendor, 'addDemoLink', { ...about, ...link, url })).toMatch(/^BAD_USER_INPUT/);
  });

  test('has a title, and is a screenshot only when the one who adds it uploaded it', async () => {
    const { p } = world;
    expect(await refused(p.vendor, 'addDemoLink', { ...about, ...link, title: ' ' })).toMatch(/^BAD_USER_INPUT/);
    expect(await refused(p.vendor, 'addDemoLink', { ...about, ...link, kind: 'SCREENSHOT' })).toMatch(
      /^BAD_USER_INPUT: A screenshot is kept here/,
    );
    const fileId = await uploaded();
    const screenshot = { ...about, fileId, title: 'Amber' };
    expect(await refused(p.client, 'addScreenshot', screenshot)).toMatch(/^NOT_FOUND/);
    for (const unknown of [randomUUID(), 'no id'])
      expect(await refused(p.vendor, 'addScreenshot', { ...screenshot, fileId: unknown })).toMatch(/^NOT_FOUND/);
  });

  test('is for both parties’ writers to add, to what the meeting demonstrates', async () => {
    const { p } = world;
    const { person: observer } = await p.join('VENDOR', 'OBSERVER', 'Olu Observer');
    expect(await refused(observer, 'addDemoLink', { ...about, ...link })).toMatch(/^FORBIDDEN/);
    expect(await refused(await stranger(server), 'addDemoLink', { ...about, ...link })).toMatch(/^NOT_FOUND/);
    const draft = await createStory(p.client, p.id);
    expect(await refused(p.vendor, 'addDemoLink', { ...about, ...link, storyId: draft.id })).toMatch(/^CONFLICT/);
    const other = await insertMeeting(server, p, { isoWeek: '2026-W48' });
    const { evidence } = await act(p.vendor, 'addDemoLink', { ...about, ...link });
    const elsewhere = { ...about, meetingId: other.id, evidenceId: evidence.at(-1)?.id };
    expect(await refused(p.vendor, 'removeEvidence', elsewhere)).toMatch(/^CONFLICT/);
    expect(await refused(p.vendor, 'removeEvidence', { ...about, evidenceId: 'no id' })).toMatch(/^NOT_FOUND/);
  });

  test(`is at most ${EVIDENCE_MAX} of one demo, also when all are added at once; none once the meeting is closed`, async () => {
    const { p, stories, meeting } = world;
    const second = { ...about, storyId: stories[1]?.id };
    for (let held = 0; held < EVIDENCE_MAX - 2; held++) await act(p.vendor, 'addDemoLink', { ...second, ...link });
    const codes = await Promise.all(
      [1, 2, 3, 4, 5].map(() => refused(p.vendor, 'addDemoLink', { ...second, ...link })),
    );
    expect(codes.filter((code) => code === null)).toHaveLength(2);
    expect(codes.filter((code) => code?.startsWith('CONFLICT: The demo of'))).toHaveLength(3);
    const fileId = await uploaded();
    const { evidence } = await act(p.vendor, 'addDemoLink', { ...about, ...link });
    await closeMeeting(server, p, meeting);
    for (const [name, input] of [
      ['addDemoLink', link],
      ['addScreenshot', { fileId, title: 'Amber' }],
      ['removeEvidence', { evidenceId: evidence[0]?.id }],
    ] as const)
      expect(await refused(p.vendor, name, { ...about, ...input })).toMatch(/^CONFLICT: Meeting 1 is closed/);
  });
});
