import type { PartnershipId } from '@tandem/schema/ids';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import type { Velocity } from './iteration.types.ts';
import { pointsIn } from './points.sql.ts';

const FINISHED = statement<Velocity, [PartnershipId, Date, number]>(
  'velocities',
  `select i.id as "iterationId", i.iso_week as "isoWeek", i.number, i.capacity,
     coalesce(i.committed_points, 0) as "committedPoints", ${pointsIn('ACCEPTED')} as "acceptedPoints"
   from iteration i
   where i.partnership_id = $1 and i.commitment_snapshot_id is not null and i.ends_at <= $2
   order by i.starts_at desc limit $3`,
);

/** The last iterations with a commitment that ended by an instant, oldest first. Rights are the caller's to check. */
export async function velocitiesUntil(
  { services }: Context,
  partnershipId: PartnershipId,
  until: Date,
  last: number,
): Promise<Velocity[]> {
  return (await services.sql.rows(FINISHED, partnershipId, until, last)).reverse();
}
