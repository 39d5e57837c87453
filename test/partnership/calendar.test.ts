import { calendarOf } from '@tandem/api/partnership/calendar/calendars.sql';
import type { PartyId } from '@tandem/schema/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { CHANGES, input, mutation, readPartnership } from './operations.ts';

let server: TestServer;
let ours: TestPartnership;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  ours = await partnershipWithTwoParties(server);
  return () => ours.close();
});

interface CalendarShape {
  timeZone: string;
  weekdays: number[];
  opensAt: string;
  closesAt: string;
  holidays: { on: string; name: string }[];
  setAt: string | null;
}
const CALENDAR = 'id calendar { timeZone weekdays opensAt closesAt holidays { on name } setAt }';
const SET = mutation('setWorkingCalendar', `party { ${CALENDAR} }`);
const READ = `query ($slug: String!) { partnership(slug: $slug) { parties { ${CALENDAR} } } }`;

const pune = {
  timeZone: 'Asia/Kolkata',
  weekdays: [1, 2, 3, 4, 5],
  opensAt: '10:00',
  closesAt: '18:30',
  holidays: [{ on: '2026-12-25', name: 'Christmas Day' }],
};
const set = async (by: Person, change: object = {}): Promise<CalendarShape> =>
  (
    await by.gql<{ setWorkingCalendar: { party: { calendar: CalendarShape } } }>(
      SET,
      input({ partyId: ours.vendorPartyId, ...pune, ...change }),
    )
  ).setWorkingCalendar.party.calendar;
const refusal = async (change: object, by = ours.vendor) => {
  const { errors } = await by.ask(SET, input({ partyId: ours.vendorPartyId, ...pune, ...change }));
  const [error] = errors;
  return { code: error?.extensions.code, field: error?.extensions.field, message: error?.message };
};

test('until a party sets its calendar it works Monday to Friday, nine to five, in the partnership’s zone', async () => {
  const { partnership } = await ours.client.gql<{ partnership: { parties: { calendar: CalendarShape }[] } }>(READ, {
    slug: ours.slug,
  });
  const usual = { timeZone: 'Europe/London', weekdays: [1, 2, 3, 4, 5], opensAt: '09:00', closesAt: '17:00' };
  expect(partnership.parties.map(({ calendar }) => calendar)).toEqual([
    { ...usual, holidays: [], setAt: null },
    { ...usual, holidays: [], setAt: null },
  ]);
});

test('a lead sets their party’s calendar; both parties see it, and the feed tells of it', async () => {
  const before = await sequence();
  const holidays = [
    { on: '2027-01-26', name: 'Republic Day' },
    { on: '2026-12-25', name: '  Christmas   Day ' },
  ];
  const calendar = await set(ours.vendor, { timeZone: 'Asia/Calcutta', weekdays: [5, 1, 1, 2], holidays });
  expect(calendar).toMatchObject({
    weekdays: [1, 2, 5],
    holidays: [
      { on: '2026-12-25', name: 'Christmas Day' },
      { on: '2027-01-26', name: 'Republic Day' },
    ],
  });
  expect(['Asia/Calcutta', 'Asia/Kolkata']).toContain(calendar.timeZone);
  const { partnership } = await ours.client.gql<{ partnership: { parties: { calendar: CalendarShape }[] } }>(READ, {
    slug: ours.slug,
  });
  expect(partnership.parties[1]?.calendar).toEqual(calendar);
  const feed = ours.client.subscribe<{ changes: { changes: { kind: string; node: { id: string } }[] } }>(CHANGES, {
    partnershipId: ours.id,
    after: before,
  });
  const [change] = (await feed.next()).changes.changes;
  expect(change).toMatchObject({ kind: 'workingCalendar.set', node: { id: ours.vendorPartyId } });
});

const sequence = async (): Promise<number> => (await readPartnership(ours.client, ours.slug)).seq;

test('a calendar set again replaces the whole of it', async () => {
  await set(ours.vendor);
  const night = { opensAt: '00:00', closesAt: '24:00', weekdays: [6, 7], holidays: [] };
  expect(await set(ours.vendor, night)).toMatchObject(night);
});

test('each party keeps its own calendar, by its leads', async () => {
  const mei = await ours.join('VENDOR', 'MEMBER');
  const sponsor = await ours.join('VENDOR', 'SPONSOR', 'Sol Sponsor');
  const by = async (person: Person) => (await refusal({}, person)).code;
  expect(await by(ours.client)).toBe('FORBIDDEN');
  expect(await by(mei.person)).toBe('FORBIDDEN');
  expect(await by(sponsor.person)).toBe('FORBIDDEN');
  expect(await by(await stranger(server))).toBe('NOT_FOUND');
  expect((await refusal({ partyId: 'x' })).code).toBe('NOT_FOUND');
});

test.each<[string, object, string, RegExp]>([
  ['31 February', { holidays: [{ on: '2027-02-31', name: 'Never' }] }, 'holidays.0.on', /no 31 February 2027/],
  ['29 February of a common year', { holidays: [{ on: '2027-02-29', name: 'No leap' }] }, 'holidays.0.on', /28 days/],
  ['a thirteenth month', { holidays: [{ on: '2027-13-01', name: 'Never' }] }, 'holidays.0.on', /no month 13/],
  ['a day in words', { holidays: [{ on: 'Christmas', name: 'When?' }] }, 'holidays.0.on', /2026-11-23/],
  ['a nameless holiday', { holidays: [{ on: '2026-12-25', name: ' ' }] }, 'holidays.0.name', /missing/],
  [
    'a holiday twice',
    {
      holidays: [
        { on: '2026-12-25', name: 'Christmas' },
        { on: '2026-12-25', name: 'Christmas again' },
      ],
    },
    'holidays',
    /2026-12-25 is there twice/,
  ],
  [
    'more than 400 holidays',
    { holidays: Array.from({ length: 401 }, (_, i) => ({ on: `${2000 + i}-01-01`, name: 'New Year' })) },
    'holidays',
    /at most 400/,
  ],
  ['closing before opening', { opensAt: '17:00', closesAt: '09:00' }, 'closesAt', /ends before it starts/],
  ['closing when it opens', { opensAt: '09:00', closesAt: '09:00' }, 'closesAt', /ends before it starts/],
  ['a time that no clock shows', { opensAt: '25:00' }, 'opensAt', /time of day/],
  ['no weekday', { weekdays: [] }, 'weekdays', /at least one weekday/],
  ['an eighth weekday', { weekdays: [8] }, 'weekdays.0', /1 \(Monday\) to 7/],
  ['an unknown zone', { timeZone: 'Mars/Olympus' }, 'timeZone', /no such time zone/],
  ['an offset for a zone', { timeZone: '+05:30' }, 'timeZone', /no such time zone/],
])('%s is refused, with the field and what to do', async (_what, change, field, message) => {
  expect(await refusal(change)).toEqual({ code: 'BAD_USER_INPUT', field, message: expect.stringMatching(message) });
});

test('400 holidays are kept, and the same mutation sent twice acts once', async () => {
  const holidays = Array.from({ length: 400 }, (_, i) => ({ on: `${2000 + i}-02-28`, name: `Day ${i}` }));
  const twice = input({ partyId: ours.vendorPartyId, ...pune, holidays });
  await ours.vendor.gql(SET, twice);
  const before = await sequence();
  await ours.vendor.gql(SET, twice);
  expect(await sequence()).toBe(before);
  const calendar = await calendarOf(server.services.sql, ours.vendorPartyId as PartyId);
  expect(calendar.holidays.size).toBe(400);
  const inCommand = await calendarOf(server.services.orm.em.fork(), ours.vendorPartyId as PartyId);
  expect(inCommand).toEqual(calendar);
});
