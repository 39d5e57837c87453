import { createHash } from 'node:crypto';
import type { PartnershipId } from '@tandem/schema/ids';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { v5 } from 'uuid';
import { hashSecret } from '../../platform/auth/secret.ts';
import type { Services } from '../../platform/context.ts';
import type { Routes } from '../../platform/http/server.ts';
import { type Fed, FEED, FED_MEETINGS, type FedMeeting } from './calendar-feed.sql.ts';
import { occurrencesAfter } from './slot-times.ts';
import { readSlot, type SlotRow } from './slots.sql.ts';

const BACK_MS = 28 * 86_400_000;
const MINUTE_MS = 60_000;
const OCCURRENCES = 8;
const HOUR_S = 3_600;

/**
 * GET /calendar/<secret>.ics: the meetings of the last four weeks and all to come, with the slot's next eight times, as RFC 5545.
 * Who has the link reads it: calendar programs cannot sign in. It ends when the member leaves.
 */
export const calendarFeed: Routes = (app, services) => {
  app.get<{ Params: { secret: string } }>('/calendar/:secret.ics', async ({ params, headers }, reply) => {
    reply.header('cache-control', 'private, no-cache');
    const fed = await services.sql.row(FEED, hashSecret(params.secret));
    if (!fed) return reply.code(404).type('text/plain; charset=utf-8').send('There is no such calendar.\n');
    const text = await calendarText(services, fed);
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    reply.header('etag', etag);
    if (headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/calendar; charset=utf-8').send(text);
  });
};

async function calendarText({ sql, clock, config }: Services, fed: Fed): Promise<string> {
  const now = clock.now();
  const slot = await readSlot(sql, fed.partnershipId);
  const meetings = await sql.rows(FED_MEETINGS, fed.partnershipId, new Date(now.getTime() - BACK_MS));
  const calendar = ical({
    ...{ name: fed.name, prodId: { company: 'Tandem', product: 'Meetings', language: 'EN' } },
    ...{ method: ICalCalendarMethod.PUBLISH, ttl: HOUR_S },
  });
  const pages = `${config.publicUrl}/p/${fed.slug}/meetings`;
  const weeks = new Set(meetings.map(({ isoWeek }) => isoWeek));
  const events = [
    ...meetings.filter(({ isShown }) => isShown).map((meeting) => eventOf(meeting, fed, pages)),
    ...(slot ? plannedEvents(slot, now, fed, pages).filter(({ isoWeek }) => !weeks.has(isoWeek)) : []),
  ];
  calendar.events(events.toSorted((a, b) => a.start.getTime() - b.start.getTime()));
  return calendar.toString();
}

/** One event for a week, whether it is in the calendar, only in the slot, or cancelled: a calendar program knows it again. */
const uidOf = (partnershipId: PartnershipId, isoWeek: string): string => v5(isoWeek, partnershipId);
const titleOf = ({ name }: Fed, isoWeek: string): string => `Weekly meeting ${isoWeek}: ${name}`;
const endOf = (startsAt: Date, minutes: number): Date => new Date(startsAt.getTime() + minutes * MINUTE_MS);

const eventOf = (meeting: FedMeeting, fed: Fed, pages: string) => ({
  ...{
    id: uidOf(fed.partnershipId, meeting.isoWeek),
    sequence: meeting.versions,
    summary: titleOf(fed, meeting.isoWeek),
  },
  ...{ start: meeting.startsAt, end: endOf(meeting.startsAt, meeting.duration), url: `${pages}/${meeting.number}` },
  ...{ stamp: meeting.updatedAt, lastModified: meeting.updatedAt },
  status: meeting.state === 'CANCELLED' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  ...(meeting.cancelReason !== null && { description: `Cancelled: ${meeting.cancelReason}` }),
});

const plannedEvents = (slot: SlotRow, now: Date, fed: Fed, pages: string) =>
  occurrencesAfter(now, slot, OCCURRENCES).map(({ isoWeek, startsAt }) => ({
    isoWeek,
    ...{ id: uidOf(fed.partnershipId, isoWeek), sequence: 0, summary: titleOf(fed, isoWeek) },
    ...{ start: startsAt, end: endOf(startsAt, slot.duration), stamp: new Date(slot.updatedMs), url: pages },
    status: ICalEventStatus.CONFIRMED,
  }));
