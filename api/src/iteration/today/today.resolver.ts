import 'reflect-metadata';
import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { calendarsOf } from '../../partnership/calendar/calendars.sql.ts';
import type { Calendar } from '../../partnership/calendar/working-days.ts';
import { dayAt, endOfDay } from '../../partnership/calendar/zoned-days.ts';
import { type MemberRow, memberIn, membersOf, partiesOf } from '../../partnership/membership.ts';
import { Partnership } from '../../partnership/partnership.entity.ts';
import type { PartnershipRow } from '../../partnership/partnerships.sql.ts';
import type { Context } from '../../platform/context.ts';
import { ASKS_WAITING, POSTED_ON, SCOPE_CHANGED, STORIES_WAITING, type Waiting } from './today.sql.ts';
import { Today, type WaitingItem } from './today.type.ts';

const DAY_MS = 86_400_000;
const SCOPE_NEWS_MS = 2 * DAY_MS;
const LIST_MAX = 100;

@Resolver(() => Partnership)
class TodayResolver {
  @FieldResolver(() => Today, { description: 'What waits on the viewer, on their party and on the other side.' })
  async today(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<Today> {
    const me = await memberIn(context, id);
    const { sql, clock } = context.services;
    const now = clock.now();
    const [stories, asks, scope, standup, members, parties] = await Promise.all([
      sql.rows(STORIES_WAITING, id, me.id),
      sql.rows(ASKS_WAITING, id, now),
      sql.rows(SCOPE_CHANGED, id, me.id, new Date(now.getTime() - SCOPE_NEWS_MS)),
      standupOf(context, me, now),
      membersOf(context, id),
      partiesOf(context, id),
    ]);
    const item = ({ partyId, memberIds, ...waiting }: Waiting): WaitingItem => ({
      ...waiting,
      party: parties.find((party) => party.id === partyId) ?? null,
      members: memberIds.flatMap((memberId) => {
        const member = members.get(memberId);
        return member && member.leftAt === null ? [member] : [];
      }),
    });
    const all = [...stories, ...asks, ...standup].toSorted(mostPressingFirst);
    const byGroup = Map.groupBy(all, (waiting) => groupOf(waiting, me));
    const list = (group: Group): WaitingItem[] => (byGroup.get(group) ?? []).slice(0, LIST_MAX).map(item);
    return {
      waitingOnMe: list('me'),
      waitingOnUs: list('us'),
      waitingOnThem: list('them'),
      scopeChanges: scope.map(item),
    };
  }
}

type Group = 'me' | 'us' | 'them';
/** A name counts before a party: the ladder of a concern names people of both. */
function groupOf({ partyId, memberIds }: Waiting, me: MemberRow): Group {
  if (CAN_WRITE.has(me.role) && memberIds.includes(me.id)) return 'me';
  return partyId === me.partyId ? 'us' : 'them';
}

const mostPressingFirst = (a: Waiting, b: Waiting): number =>
  (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity) || a.since.getTime() - b.since.getTime();

/** The viewer's stand-up, while it is not posted on a day that their party works; their day is that of their own zone. */
async function standupOf(context: Context, me: MemberRow, now: Date): Promise<Waiting[]> {
  if (!CAN_WRITE.has(me.role)) return [];
  const on = dayAt(now, me.timeZone);
  const calendar = (await calendarsOf(context, me.partnershipId)).get(me.partyId);
  if (!calendar || !isWorked(calendar, on)) return [];
  if ((await context.services.sql.row(POSTED_ON, me.partnershipId, me.id, on))?.posted) return [];
  const dueAt = endOfDay(on, me.timeZone);
  const since = new Date(dueAt.getTime() - DAY_MS);
  return [
    {
      ...{ kind: 'STANDUP_TO_POST', nodeId: me.id, ref: on, title: '', detail: null, count: null, since, dueAt },
      ...{ path: `/standup/${on}`, partyId: me.partyId, memberIds: [me.id] },
    },
  ];
}

const isWorked = ({ weekdays, holidays }: Calendar, on: string): boolean =>
  weekdays.includes(new Date(`${on}T00:00:00Z`).getUTCDay() || 7) && !holidays.has(on);

export const todayResolvers = [TodayResolver] as const;
