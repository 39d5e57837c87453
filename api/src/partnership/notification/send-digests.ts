import type { MemberId } from '@tandem/schema/ids';
import { Temporal } from 'temporal-polyfill';
import type { DueWork } from '../../platform/jobs/due.ts';
import { calendarOf } from '../calendar/calendars.sql.ts';
import type { Calendar } from '../calendar/working-days.ts';
import { dayAt, momentOf } from '../calendar/zoned-days.ts';
import { digestMail } from './compose-mail.ts';
import { deliverAll } from './deliver.ts';
import { claimDigest, digestsWaiting } from './unsent.sql.ts';

const EIGHT_MS = 8 * 3_600_000;

/**
 * E-mails each member's digest at eight in the morning by their own clock, on the days that their party works: all that waits
 * for it in one mail, and none when nothing does. After an hour in which no node ran, it goes late.
 */
export const sendDigests: DueWork = {
  name: 'send-digests',
  async run(services) {
    const { sql, clock } = services;
    const due: MemberId[] = [];
    for (const waiting of await sql.rows(digestsWaiting, clock.now())) {
      const calendar = await calendarOf(sql, waiting.partyId);
      if (isDue(calendar, waiting.timeZone, waiting.oldest, clock.now())) due.push(waiting.memberId);
    }
    return deliverAll(
      services,
      async () => {
        const memberId = due.shift();
        return memberId ? sql.rows(claimDigest, clock.now(), memberId) : null;
      },
      (publicUrl, all, first) => digestMail(publicUrl, first, all),
    );
  },
};

/** Whether it has been eight o'clock on a working day between the oldest that waits and now. */
function isDue(calendar: Calendar, timeZone: string, oldest: Date, now: Date): boolean {
  const first = dayAt(oldest, timeZone);
  for (let day = Temporal.PlainDate.from(dayAt(now, timeZone)); ; day = day.subtract({ days: 1 })) {
    if (Temporal.PlainDate.compare(day, first) < 0) return false;
    const works = calendar.weekdays.includes(day.dayOfWeek) && !calendar.holidays.has(day.toString());
    const eight = momentOf(day, EIGHT_MS, timeZone);
    if (works && eight > oldest && eight <= now) return true;
  }
}
