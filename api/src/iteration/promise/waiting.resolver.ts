import 'reflect-metadata';
import type { PartnershipId, PartyId } from '@tandem/schema/ids';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { partiesOf } from '../../partnership/membership.ts';
import { Partnership } from '../../partnership/partnership.entity.ts';
import type { Context } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { PartyWaiting } from './promise.type.ts';

interface Waiting {
  partyId: PartyId;
  openDays: number;
  items: number;
  answeredDays: number;
  answeredItems: number;
}

const DAYS = 'extract(epoch from coalesce(w.ended, $2::timestamptz) - w.asked) / 86400';
const summed = (which: string): string =>
  `coalesce(round(sum(greatest(${DAYS}, 0)) filter (where ${which})::numeric, 2), 0)::float8`;
const OPEN = 'w.asked is not null and w.ended is null';
const ANSWERED = `w.ended > $2::timestamptz - interval '28 days'`;

/** Each thing that somebody asked of a party, since when, and until when; its definition is PartyWaiting's. */
const WAITING = statement<Waiting, [PartnershipId, Date]>(
  'waiting_of_partnership',
  `with w as (
     select owner_party_id as party_id, made_at as asked, case state when 'ASKED' then null when 'OPEN' then null
         when 'DONE' then done_at when 'KEPT' then done_at else state_changed_at end as ended
       from promise where partnership_id = $1
     union all
     select to_party_id, asked_at, answered_at from question where partnership_id = $1 and state <> 'WITHDRAWN'
     union all
     select c.owner_party_id, c.raised_at, case when c.state <> 'OPEN' then coalesce(
         (select min(e.at) from concern_event e where e.concern_id = c.id and e.kind = 'ANSWERED'), c.resolved_at, c.closed_at) end
       from concern c where c.partnership_id = $1
     union all
     select y.id, s.made_at, g.signed_at from snapshot s join party y on y.partnership_id = s.partnership_id
       left join signature g on g.snapshot_id = s.id and g.party_id = y.id
       join member by on by.id = s.made_by
       where s.partnership_id = $1 and y.id <> by.party_id and (g.signed_at is not null
         or exists (select 1 from iteration i where i.partnership_id = $1 and i.proposed_snapshot_id = s.id and i.commitment_snapshot_id is null)
         or exists (select 1 from working_agreement a where a.partnership_id = $1 and a.proposed_snapshot_id = s.id))
   )
   select y.id as "partyId", ${summed(OPEN)} as "openDays", count(*) filter (where ${OPEN})::int as items,
     ${summed(ANSWERED)} as "answeredDays", count(*) filter (where ${ANSWERED})::int as "answeredItems"
   from party y left join w on w.party_id = y.id where y.partnership_id = $1 group by y.id`,
);

@Resolver(() => Partnership)
export class WaitingResolver {
  @FieldResolver(() => [PartyWaiting], { description: 'How long each party is waited for; the client first.' })
  async waiting(@Root() { id }: Partnership, @Ctx() context: Context): Promise<PartyWaiting[]> {
    const { sql, clock } = context.services;
    const [parties, found] = await Promise.all([partiesOf(context, id), sql.rows(WAITING, id, clock.now())]);
    return parties.flatMap((party) => {
      const waiting = found.find(({ partyId }) => partyId === party.id);
      return waiting ? [{ ...waiting, party }] : [];
    });
  }
}
