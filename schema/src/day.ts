import * as v from 'valibot';

/** A calendar day, `YYYY-MM-DD`, of years 1 to 9999 and without a time zone. Such texts sort as the days do. */
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const daysInMonth = (year: number, month: number): number => {
  const nextMonth = new Date(0);
  nextMonth.setUTCFullYear(year, month, 0);
  return nextMonth.getUTCDate();
};

/** What is wrong with a day, as a sentence; null when it is one. */
function wrongWith(text: string): string | null {
  const [, year, month, day] = (SHAPE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || year === 0)
    return 'A day is written as year, month and day, such as 2026-11-23.';
  const name = MONTHS[month - 1];
  if (!name) return `There is no month ${month}: months go from 01 to 12.`;
  if (day < 1 || day > daysInMonth(year, month))
    return `There is no ${day} ${name} ${year}: ${name} has ${daysInMonth(year, month)} days that year.`;
  return null;
}

/** How far ahead anything may be due. */
export const DUE_DAYS_MAX = 366;

/** A real day, for forms and commands: 31 February is refused by its name. */
export const day = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? wrongWith(dataset.value) : null;
    if (message) addIssue({ message });
  }),
);
