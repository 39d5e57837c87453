import type { MeetingId } from '@tandem/schema/ids';
import type { Minutes } from '@tandem/schema/meeting/minutes';
import { statement } from '../../platform/db/sql.ts';
import { iso, list, object } from './json-sql.ts';
import type { Judging, ShownStory } from './minuted-demos.ts';
import { RECORD, type StoredRecord } from './minuted-record.sql.ts';

type StoredPlan = NonNullable<Minutes['next']>;

/** What minutes are made of, as PostgreSQL hands it over. */
export interface StoredMinutes
  extends StoredRecord,
    Pick<Minutes, 'meeting' | 'parties' | 'attendance' | 'facilitation' | 'stages' | 'names'> {
  shown: ShownStory[];
  conditions: Judging['conditions'];
  /** The week to come as it is planned; `content` of what was proposed or signed of it, in whose place the plan then stands. */
  next: (StoredPlan & { content: string | null }) | null;
}

const MEETING = object({
  ...{ id: 'g.id', number: 'g.number', isoWeek: 'g.iso_week' },
  timeZone: '(select s.time_zone from partnership s where s.id = g.partnership_id)',
  ...{ startedAt: iso('g.started_at'), closedAt: iso('g.closed_at'), verdictsDueAt: iso('g.verdicts_due_at') },
});

const CAME = `(select count(*) from meeting_attendance a join member m on m.id = a.member_id
  where a.meeting_id = g.id and m.party_id = y.id and m.role <> 'OBSERVER')`;
const PARTIES = list(
  object({ id: 'y.id', kind: 'y.kind', quorum: object({ needed: 'g.quorum', came: CAME }) }),
  'y.kind, y.created_at, y.id',
  'from party y where y.partnership_id = g.partnership_id',
);
const ATTENDANCE = list(
  object({ member: 'a.member_id', party: 'm.party_id', kind: 'a.kind', at: iso('a.at') }),
  'a.at, a.member_id',
  'from meeting_attendance a join member m on m.id = a.member_id where a.meeting_id = g.id',
);
const FACILITATION = list(
  object({ member: 'coalesce(e.to_member_id, e.member_id)', how: 'e.kind', at: iso('e.at') }),
  'e.at, e.id',
  `from meeting_event e where e.meeting_id = g.id and e.kind in ('STARTED', 'HANDED_OVER', 'TAKEN_OVER')`,
);

/** Its agenda, and what was taken off after time was spent on it or something fell there. */
const STAGES = list(
  object({
    ...{ id: 'a.id', kind: 'a.kind', minutes: 'a.minutes', spentMs: 'a.spent_ms', parked: 'a.parked_at is not null' },
    title: `coalesce(a.title, (select s.key || ' ' || s.title from story s where s.id = a.story_id))`,
  }),
  'a.rank, a.id',
  `from meeting_stage a where a.meeting_id = g.id and (a.removed_at is null or a.first_entered_at is not null
    or exists (select 1 from decision d where d.stage_id = a.id) or exists (select 1 from meeting_action c where c.stage_id = a.id))`,
);

const SNAPSHOT = 'coalesce(n.commitment_snapshot_id, n.proposed_snapshot_id)';
const PLANNED = `from story_iteration r join story s on s.id = r.story_id
  where r.partnership_id = n.partnership_id and r.iteration_id = n.id and r.state in ('PLANNED', 'COMMITTED', 'ADDED')`;
/** The earliest week after this one that somebody has planned. */
const NEXT = `(select ${object({
  ...{ iteration: 'n.id', isoWeek: 'n.iso_week' },
  points: `(select coalesce(sum(coalesce(r.points, s.estimate)), 0) ${PLANNED})`,
  content: `(select c.content from snapshot c where c.id = ${SNAPSHOT})`,
  hash: `(select c.hash from snapshot c where c.id = ${SNAPSHOT})`,
  signed: list(
    object({ party: 'x.party_id', member: 'x.member_id', at: iso('x.signed_at') }),
    'x.signed_at, x.party_id',
    `from signature x where x.snapshot_id = ${SNAPSHOT}`,
  ),
  goals: list(
    'q.text',
    'q.rank, q.id',
    `from iteration_goal q where q.iteration_id = n.id and q.removed_at is null and q.text ~ '\\S'`,
  ),
  stories: list(
    object({ key: 's.key', title: 's.title', points: 'coalesce(r.points, s.estimate)' }),
    'r.rank, s.number',
    PLANNED,
  ),
})} from iteration n where n.partnership_id = g.partnership_id and n.iso_week > g.iso_week order by n.iso_week limit 1)`;

/**
 * What was shown, in the agenda's order, then what was judged, described or documented though its stage was taken off.
 * @param also the ids of stories whose stages are not stored yet, as an array's text.
 */
const shown = (also: string): string =>
  list(
    object({ story: 's.id', key: 's.key', title: 's.title', points: 'coalesce(r.points, s.estimate)' }),
    'a.rank nulls last, r.rank nulls last, s.number',
    `from story s
      left join meeting_stage a on a.meeting_id = g.id and a.story_id = s.id and a.removed_at is null
      left join iteration i on i.partnership_id = g.partnership_id and i.iso_week = g.iso_week
      left join story_iteration r on r.partnership_id = s.partnership_id and r.iteration_id = i.id and r.story_id = s.id
    where s.partnership_id = g.partnership_id and s.id in (
      select o.story_id from meeting_stage o where o.meeting_id = g.id and o.removed_at is null
      union select story_id from verdict where meeting_id = g.id
      union select story_id from demo_words where meeting_id = g.id and text ~ '\\S'
      union select story_id from demo_evidence where meeting_id = g.id and removed_at is null
      union select unnest(${also}::uuid[]))`,
  );
const CONDITIONS = `(select coalesce(json_object_agg(p.id, 'P-' || p.number), '{}') from promise p
  where p.id in (select v.promise_id from verdict v where v.meeting_id = g.id))`;

/** Everybody by their name today: what of it is kept is what the minutes name. */
const NAMES = `(select json_object_agg(o.id, o.name) from (select y.id, y.name from party y where y.partnership_id = g.partnership_id
  union select m.id, p.name from member m join person p on p.id = m.person_id where m.partnership_id = g.partnership_id) o)`;

/** Takes its values at the places that are named, so that a transaction and a prepared statement read the same, each all of it at one moment. */
const textWith = (also: string, meeting: string): string => {
  const columns = {
    ...{ meeting: MEETING, parties: PARTIES, attendance: ATTENDANCE, facilitation: FACILITATION, stages: STAGES },
    ...{ shown: shown(also), conditions: CONDITIONS, ...RECORD, next: NEXT, names: NAMES },
  };
  const selected = Object.entries(columns).map(([name, value]) => `${value} as "${name}"`);
  return `select ${selected.join(',\n')} from (select * from meeting where id = ${meeting}) g`;
};

/** Its values: the ids of stories that are to be shown though their stages are not stored yet, as an array’s text; the meeting. */
export const MINUTES_IN_TRANSACTION = textWith('?', '?');
export const MINUTES_NOW = statement<StoredMinutes, [string, MeetingId]>('meeting_minutes', textWith('$1', '$2'));
