import { opening, weekdayWords } from '@tandem/web/partnership/calendar/opening.ts';
import { expect, test } from 'vitest';

const pune = {
  ...{ timeZone: 'Asia/Kolkata', weekdays: [1, 2, 3, 4, 5], opensAt: '10:00', closesAt: '18:30' },
  holidays: [{ on: '2026-12-25', name: 'Christmas Day' }],
};
const said = (instant: string, change: object = {}) => opening({ ...pune, ...change }, new Date(instant)).words;

// Pune is 5:30 ahead of UTC; 23 November 2026 is a Monday.
test.each<[string, string, object?]>([
  ['2026-11-23T04:29:00Z', 'closed until 10:00'],
  ['2026-11-23T04:30:00Z', 'open until 18:30'],
  ['2026-11-23T12:59:00Z', 'open until 18:30'],
  ['2026-11-23T13:00:00Z', 'closed until tomorrow 10:00'],
  ['2026-11-27T13:10:00Z', 'closed until Monday 10:00'],
  // Saturday has begun there while it is Friday in London.
  ['2026-11-27T19:00:00Z', 'closed until Monday 10:00'],
  ['2026-12-25T06:00:00Z', 'closed for Christmas Day until Monday 10:00'],
  ['2026-11-23T20:00:00Z', 'open until midnight', { opensAt: '00:00', closesAt: '24:00' }],
  ['2026-11-24T06:00:00Z', 'closed until Monday 10:00', { weekdays: [1] }],
  [
    '2026-12-18T14:00:00Z',
    'closed until 4 January 10:00',
    { weekdays: [1], holidays: ['2026-12-21', '2026-12-28'].map((on) => ({ on, name: 'Winter' })) },
  ],
])('at %s the party is %s', (instant, words, change) => {
  expect(said(instant, change)).toBe(words);
});

test('weekdays are said as people say them', () => {
  expect([[1, 2, 3, 4, 5], [1, 3, 5], [7], [1, 2], [1, 2, 3, 4, 5, 6, 7]].map(weekdayWords)).toEqual([
    ...['Mon–Fri', 'Mon, Wed, Fri', 'Sun', 'Mon, Tue', 'every day'],
  ]);
});
