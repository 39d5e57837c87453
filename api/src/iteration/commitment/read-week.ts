import type { EntityManager } from '@mikro-orm/postgresql';
import type { IterationId, PartnershipId } from '@tandem/schema/ids';
import { type SqlRunner, statement } from '../../platform/db/sql.ts';
import type { FrozenWeek } from './frozen-week.ts';

type Stored = FrozenWeek;

const ISO = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const list = (what: string, order: string): string => `coalesce(json_agg(${what} order by ${order}), '[]')`;

const AGREEMENTS = `select ${list(`json_build_object('party', a.party_id, 'member', a.member_id, 'at', ${ISO('a.agreed_at')})`, 'a.agreed_at, a.party_id')}
  from (select distinct on (party_id) party_id, member_id, agreed_at from criterion_agreement
    where story_id = c.story_id and criterion_id = c.id and version = c.version and withdrawn_at is null
    order by party_id, agreed_at desc) a`;
const CRITERIA = `select ${list(`json_build_object('id', c.id, 'version', c.version, 'text', c.text, 'agreements', (${AGREEMENTS}))`, 'c.rank, c.id')}
  from criterion c where c.story_id = s.id and c.removed_at is null`;
// Taken from the record of the pair, not from where the story is now: what was returned may be planned for a later week already.
const STORIES = `select ${list(`json_build_object('id', s.id, 'key', s.key, 'title', s.title, 'points', s.estimate, 'criteria', (${CRITERIA}))`, 'r.rank, s.number')}
  from story_iteration r join story s on s.id = r.story_id
  where r.partnership_id = i.partnership_id and r.iteration_id = i.id and r.state in ('PLANNED', 'COMMITTED', 'ADDED')`;
const DECLINED = `select ${list(`json_build_object('id', s.id, 'key', s.key, 'party', r.declined_by_party, 'reason', coalesce(r.reason, ''))`, 's.number')}
  from story_iteration r join story s on s.id = r.story_id
  where r.partnership_id = i.partnership_id and r.iteration_id = i.id and r.state = 'DECLINED'`;
const GOALS = `select ${list(`json_build_object('id', g.id, 'text', g.text)`, 'g.rank, g.id')}
  from iteration_goal g where g.iteration_id = i.id and g.removed_at is null and btrim(g.text) <> ''`;
const PARTIES = `select ${list(`json_build_object('id', y.id, 'kind', y.kind)`, 'y.kind, y.created_at, y.id')}
  from party y where y.partnership_id = i.partnership_id`;
/** Parties, and whoever agreed to a criterion as it stands now. */
const NAMES = `select coalesce(json_object_agg(n.id, n.name), '{}') from (
    select y.id, y.name from party y where y.partnership_id = i.partnership_id
    union select m.id, n.name from member m join person n on n.id = m.person_id
    where m.partnership_id = i.partnership_id and exists (
      select 1 from story_iteration r join criterion c on c.story_id = r.story_id and c.removed_at is null
        join criterion_agreement a on a.story_id = c.story_id and a.criterion_id = c.id and a.version = c.version
      where r.iteration_id = i.id and r.state in ('PLANNED', 'COMMITTED', 'ADDED')
        and a.withdrawn_at is null and a.member_id = m.id)) n`;

/** Takes its two values at the places that `at` names, so that a transaction and a prepared statement read the same. */
const textWith = (partnership: string, iteration: string): string => `select
  json_build_object('isoWeek', i.iso_week, 'startsOn', i.starts_on::text, 'endsOn', i.ends_on::text) as iteration,
  i.capacity, case when i.budget_unit is not null then
    json_build_object('amount', i.budget_amount::text, 'unit', i.budget_unit, 'currency', i.budget_currency) end as budget,
  (${PARTIES}) as parties, (${GOALS}) as goals, (${STORIES}) as stories, (${DECLINED}) as declined, (${NAMES}) as names
  from iteration i where i.partnership_id = ${partnership} and i.id = ${iteration}`;

const IN_TRANSACTION = textWith('?', '?');
const WEEK_NOW = statement<Stored, [PartnershipId, IterationId]>('commitment_week_now', textWith('$1', '$2'));

/** Which week. */
export interface WeekPlace {
  id: IterationId;
  partnershipId: PartnershipId;
}

/** The week as it stands for this transaction: what a proposal freezes, and what a signature must still find. */
export async function readWeek(em: EntityManager, { partnershipId, id }: WeekPlace): Promise<FrozenWeek> {
  const [week] = await em.execute<Stored[]>(IN_TRANSACTION, [partnershipId, id]);
  if (!week) throw new Error(`iteration ${id} is gone`);
  return week;
}

/** The same outside a transaction, to show what changed since. */
export async function readWeekNow(sql: SqlRunner, { partnershipId, id }: WeekPlace): Promise<FrozenWeek> {
  const week = await sql.row(WEEK_NOW, partnershipId, id);
  if (!week) throw new Error(`iteration ${id} is gone`);
  return week;
}
