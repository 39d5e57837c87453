import type { IterationId, PartnershipId } from '@tandem/schema/ids';
import { addDays } from '@tandem/schema/iteration/iso-week';
import { dayAt, endOfDay } from '../partnership/calendar/zoned-days.ts';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import type { BurnUpDay } from './iteration.types.ts';
import type { IterationRow } from './iteration-rows.ts';
import { pointsIn, scopeChangeOf } from './points.sql.ts';

const DAYS = statement<BurnUpDay, [PartnershipId, IterationId, readonly string[], readonly Date[]]>(
  'iteration_burn_up',
  `select d.day, case when i.committed_at < d.ends then i.committed_points end as committed,
     case when i.committed_at < d.ends then i.committed_points + ${scopeChangeOf('d.ends')} end as scope,
     ${pointsIn('DELIVERED', 'd.ends')} as delivered, ${pointsIn('ACCEPTED', 'd.ends')} as accepted
   from iteration i cross join unnest($3::text[], $4::timestamptz[]) as d (day, ends)
   where i.partnership_id = $1 and i.id = $2 order by d.day`,
);

/** The days of an iteration that have begun, with its points at the end of each. */
export async function burnUp({ services }: Context, iteration: IterationRow, timeZone: string): Promise<BurnUpDay[]> {
  const today = dayAt(services.clock.now(), timeZone);
  const days: string[] = [];
  for (let day = iteration.startsOn; day <= iteration.endsOn && day <= today; day = addDays(day, 1)) days.push(day);
  if (days.length === 0) return [];
  const ends = days.map((day) => (day === iteration.endsOn ? iteration.endsAt : endOfDay(day, timeZone)));
  return services.sql.rows(DAYS, iteration.partnershipId, iteration.id, days, ends);
}
