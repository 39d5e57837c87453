import * as v from 'valibot';
import { day } from '../day.ts';
import { timeZone } from './inputs.ts';
import { name } from './text.ts';

/** A party's working calendar: limits and input, and how its times of day are written. */
const HOLIDAYS_MAX = 400;
const HOLIDAY_NAME_MAX = 80;

/** What holds until a party sets its own, in the partnership's zone. */
export const DEFAULT_WORKING_TIME = { weekdays: [1, 2, 3, 4, 5], opensAt: 9 * 60, closesAt: 17 * 60 } as const;

/** Minutes after midnight as a time of day, such as 09:00; the end of the day is 24:00. */
export const timeOfDay = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const time = (what: string) =>
  v.pipe(
    v.string(),
    v.regex(
      /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
      `${what} is a time of day from 00:00 to 24:00, with two digits for the hour, such as 09:00.`,
    ),
    v.transform(minutesOf),
  );

const WEEKDAY = 'A weekday is a number from 1 (Monday) to 7 (Sunday).';

const holidays = v.pipe(
  v.array(v.object({ on: day, name: name('The holiday’s name', HOLIDAY_NAME_MAX) })),
  v.maxLength(HOLIDAYS_MAX, `A calendar holds at most ${HOLIDAYS_MAX} holidays; take out some of the past.`),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Set<string>();
    for (const { on } of dataset.value) {
      if (seen.has(on)) addIssue({ message: `The ${on} is there twice; take one of them out.` });
      seen.add(on);
    }
  }),
);

export const SetWorkingCalendar = v.pipe(
  v.object({
    timeZone,
    weekdays: v.pipe(
      v.array(v.pipe(v.number(), v.integer(WEEKDAY), v.minValue(1, WEEKDAY), v.maxValue(7, WEEKDAY))),
      v.minLength(1, 'Choose at least one weekday on which you work.'),
      v.transform((days) => [...new Set(days)].sort()),
    ),
    opensAt: time('When you start'),
    closesAt: time('When you finish'),
    holidays,
  }),
  v.forward(
    v.check(
      ({ opensAt, closesAt }) => closesAt > opensAt,
      'The working day ends before it starts; change either time.',
    ),
    ['closesAt'],
  ),
);
