import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serverAt, setClock } from '../iteration/iteration-kit.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { act, NOW, readMeeting, scheduled } from './meeting-kit.ts';
import { feedPath, setSlot } from './slot-kit.ts';

let server: TestServer;
let p: TestPartnership;
beforeAll(async () => {
  server = await serverAt(NOW);
});
afterAll(() => server.close());
beforeEach(async () => {
  setClock(server, NOW);
  p = await partnershipWithTwoParties(server, 'Meridian, Transit; × Fieldnote\\Software');
});
afterEach(() => p.close());

type IcsEvent = Record<string, string>;

/** The events of an iCalendar text, read as RFC 5545 says: lines end in CRLF, folded ones go on after a space. */
function eventsIn(text: string): IcsEvent[] {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events: IcsEvent[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push({});
    const [, name = '', value = ''] = /^([A-Z-]+)[^:]*:(.*)$/.exec(line) ?? [];
    const event = events.at(-1);
    if (event && !(name in event)) event[name] = value;
  }
  return events;
}
const read = async (path: string): Promise<IcsEvent[]> => eventsIn(await (await fetch(server.url + path)).text());
const weekOf = ({ SUMMARY = '' }: IcsEvent): string => /\d{4}-W\d\d/.exec(SUMMARY)?.[0] ?? '';

describe('a link for a calendar program', () => {
  test('answers whoever has it with the meetings, in UTC, each with its page', async () => {
    await scheduled({ server, p }, '2026-W47', '2026-11-20T14:00:00Z');
    const response = await fetch(server.url + (await feedPath(p.vendor, p)));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    });
    const text = await response.text();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
    expect(text).toMatch(/\r\nEND:VCALENDAR(\r\n)?$/);
    expect(eventsIn(text)).toEqual([
      expect.objectContaining({
        ...{ DTSTART: '20261120T140000Z', DTEND: '20261120T150000Z', STATUS: 'CONFIRMED' },
        SUMMARY: 'Weekly meeting 2026-W47: Meridian\\, Transit\\; × Fieldnote\\\\Software',
        URL: expect.stringMatching(new RegExp(`/p/${p.slug}/meetings/1$`)) as string,
      }),
    ]);
  });

  test('keeps to the lines of RFC 5545: CRLF, at most 75 octets, folded between characters', async () => {
    const { id: meetingId } = await scheduled({ server, p });
    await act(p.client, 'cancelMeeting', { meetingId, reason: `Überraschung; ${'日程'.repeat(60)}, \\n` });
    const text = await (await fetch(server.url + (await feedPath(p.client, p)))).text();
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\ufffd');
    }
    expect(eventsIn(text)[0]?.DESCRIPTION).toBe(`Cancelled: Überraschung\\; ${'日程'.repeat(60)}\\, \\\\n`);
  });

  test('shows the slot’s next eight times, and knows each again when it is scheduled, moved or cancelled', async () => {
    const path = await feedPath(p.client, p);
    await setSlot(p.client, p);
    const before = await read(path);
    expect(before.map(weekOf)).toEqual([47, 48, 49, 50, 51, 52, 53].map((week) => `2026-W${week}`).concat('2027-W01'));
    expect(before.map(({ DTSTART }) => DTSTART).slice(0, 2)).toEqual(['20261120T140000Z', '20261127T140000Z']);
    const [first, second] = [await readMeeting(p.client, p), await readMeeting(p.client, p, 2)];
    await act(p.vendor, 'moveMeeting', { meetingId: first.id, startsAt: '2026-11-19T09:30:00Z' });
    await act(p.vendor, 'cancelMeeting', { meetingId: second.id, reason: 'Strike day' });
    await act(p.vendor, 'scheduleMeeting', { partnershipId: p.id, isoWeek: '2026-W52' });
    const after = await read(path);
    expect(after.map(({ UID }) => UID)).toEqual(before.map(({ UID }) => UID));
    expect(new Set(after.map(({ UID }) => UID)).size).toBe(8);
    expect(after[0]).toMatchObject({ DTSTART: '20261119T093000Z', STATUS: 'CONFIRMED' });
    expect(after[1]).toMatchObject({ STATUS: 'CANCELLED', DESCRIPTION: 'Cancelled: Strike day' });
    for (const i of [0, 1, 5]) expect(Number(after[i]?.SEQUENCE)).toBeGreaterThan(Number(before[i]?.SEQUENCE));
    const again = await scheduled({ server, p }, '2026-W48', '2026-11-26T09:00:00Z');
    const [, replaced] = await read(path);
    expect(replaced).toMatchObject({ UID: before[1]?.UID, STATUS: 'CONFIRMED', DTSTART: '20261126T090000Z' });
    expect(Number(replaced?.SEQUENCE)).toBeGreaterThan(Number(after[1]?.SEQUENCE));
    expect(replaced?.URL).toMatch(new RegExp(`/meetings/${again.number}$`));
  });

  test('keeps the meetings of the last four weeks', async () => {
    const path = await feedPath(p.client, p);
    await scheduled({ server, p }, '2026-W47', '2026-11-20T14:00:00Z');
    setClock(server, '2026-12-18T13:59:00Z');
    expect((await read(path)).map(weekOf)).toEqual(['2026-W47']);
    setClock(server, '2026-12-18T14:00:01Z');
    expect(await read(path)).toEqual([]);
  });

  test('is known by its hash alone, and says 304 to who has the newest', async () => {
    const path = await feedPath(p.client, p);
    const secret = path.split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    const rows = await server.database.query<{ row: string }>('select c::text as row from calendar_feed c');
    for (const { row } of rows) expect(row).not.toContain(secret);
    const etag = (await fetch(server.url + path)).headers.get('etag') ?? '';
    expect((await fetch(server.url + path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    await scheduled({ server, p });
    expect((await fetch(server.url + path, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  test('ends when another is made, and when the member leaves; what is no link is not found', async () => {
    const { person, memberId } = await p.join('CLIENT', 'OBSERVER', 'Olu Observer');
    const [first, second] = [await feedPath(person, p), await feedPath(person, p)];
    const status = async (path: string): Promise<number> => (await fetch(server.url + path)).status;
    expect([await status(first), await status(second)]).toEqual([404, 200]);
    await p.client.gql('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }', {
      input: { mutationId: randomUUID(), memberId },
    });
    expect(await status(second)).toBe(404);
    for (const path of ['/calendar/x.ics', '/calendar/%00.ics', `/calendar/${'a'.repeat(43)}.ics`, '/calendar/.ics'])
      expect(await status(path)).toBe(404);
  });
});
