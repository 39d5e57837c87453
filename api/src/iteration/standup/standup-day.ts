import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { day } from '@tandem/schema/day';
import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import * as v from 'valibot';
import { calendarsOf } from '../../partnership/calendar/calendars.sql.ts';
import type { Calendar } from '../../partnership/calendar/working-days.ts';
import { dayAt } from '../../partnership/calendar/zoned-days.ts';
import { type MemberRow, memberIn, membersOf } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Context } from '../../platform/context.ts';
import type { Standup, StandupAbsence } from './standup.type.ts';
import { entriesWhere, withMembers } from './standup-rows.ts';

const OF_DAY = entriesWhere<[PartnershipId, string]>(
  'of_day',
  'where e.partnership_id = $1 and e."on" = $2 order by e.posted_at, e.id',
);
const LAST_BEFORE = entriesWhere<[PartnershipId, MemberId, string]>(
  'last_before',
  'where e.partnership_id = $1 and e.member_id = $2 and e."on" < $3 order by e."on" desc limit 1',
);

/** One day's stand-up. @throws Refusal UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT for a day that does not exist. */
export async function standupOf(context: Context, partnershipId: PartnershipId, asked: string): Promise<Standup> {
  const me = await memberIn(context, partnershipId);
  const { on } = parseInput(v.object({ on: day }), { on: asked });
  const { sql, clock } = context.services;
  const [stored, previous, members, calendars] = await Promise.all([
    sql.rows(OF_DAY, partnershipId, on),
    sql.rows(LAST_BEFORE, partnershipId, me.id, on),
    membersOf(context, partnershipId),
    calendarsOf(context, partnershipId),
  ]);
  const entries = await withMembers(context, partnershipId, stored);
  // membersOf has the client's members first.
  const parties = [...new Set([...members.values()].map(({ partyId }) => partyId))];
  const place = (partyId: MemberRow['partyId'] | undefined): number => (partyId ? parties.indexOf(partyId) : -1);
  const posted = new Set(stored.map(({ memberId }) => memberId));
  const now = clock.now();
  const waiting: StandupAbsence[] = [];
  for (const member of members.values()) {
    if (posted.has(member.id) || !belongsOn(member, on) || !CAN_WRITE.has(member.role)) continue;
    const calendar = calendars.get(member.partyId);
    waiting.push({
      member,
      day: localDay(on, dayAt(now, member.timeZone)),
      localTime: clockIn(member.timeZone, now),
      works: calendar ? isWorkingDay(calendar, on) : true,
    });
  }
  return {
    on,
    entries: entries.sort((a, b) => place(a.party?.id) - place(b.party?.id)),
    waiting,
    previous: (await withMembers(context, partnershipId, previous))[0] ?? null,
  };
}

/** Whether they were in the partnership at any moment of that day of theirs. */
const belongsOn = ({ joinedAt, leftAt, timeZone }: MemberRow, on: string): boolean =>
  dayAt(joinedAt, timeZone) <= on && (leftAt === null || dayAt(leftAt, timeZone) > on);

const localDay = (on: string, today: string): StandupAbsence['day'] =>
  on > today ? 'TO_COME' : on < today ? 'OVER' : 'UNDER_WAY';

const isWorkingDay = ({ weekdays, holidays }: Calendar, on: string): boolean =>
  weekdays.includes(new Date(`${on}T00:00:00Z`).getUTCDay() || 7) && !holidays.has(on);

const clockIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
