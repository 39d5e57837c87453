import type {
  CriterionId,
  DisputeId,
  EvidenceId,
  MeetingId,
  MemberId,
  PartyId,
  PromiseId,
  StoryId,
  VerdictId,
} from '@tandem/schema/ids';
import type { Ruling, VerdictKind } from '@tandem/schema/meeting/outcome';
import type { EvidenceKind } from '@tandem/schema/meeting/rules';
import { statement } from '../../platform/db/sql.ts';

/** A criterion that is judged, as it was committed to. */
export interface StoredCriterion {
  criterionId: CriterionId;
  version: number;
  text: string;
  changedSince: boolean;
}

/** Instants inside come as text. */
export interface StoredVerdict {
  id: VerdictId;
  criterionId: CriterionId;
  partyId: PartyId;
  memberId: MemberId;
  /** As the member is called now. */
  name: string;
  verdict: VerdictKind;
  note: string;
  promiseId: PromiseId | null;
  isAsynchronous: boolean;
  at: string;
  /** Not one on what was delivered before, and built on since. */
  counts: boolean;
}

export interface StoredRuling {
  partyId: PartyId;
  memberId: MemberId;
  name: string;
  ruling: Ruling;
  note: string;
  at: string;
}

/** A story's demo in a meeting, as PostgreSQL hands it over. */
export interface StoredDemo {
  meetingId: MeetingId;
  storyId: StoryId;
  /** Whether what lacks a quorum waits for the deadline: not any more once that was settled. */
  isOpen: boolean;
  /** Whether what is delivered now is what this meeting judges, and no other meeting has judged it later. */
  isCurrent: boolean;
  criteria: StoredCriterion[];
  /** The oldest first. */
  verdicts: StoredVerdict[];
  dispute: { id: DisputeId; escalatedById: MemberId; reason: string; at: string } | null;
  /** The oldest first. */
  rulings: StoredRuling[];
  evidence: { id: EvidenceId; kind: EvidenceKind; title: string; url: string; addedById: MemberId; addedAt: string }[];
  words: string;
}

const list = (fields: string, order: string, rest: string): string =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') ${rest})`;
const ofDemo = (row: string): string => `${row}.meeting_id = p.meeting_id and ${row}.story_id = p.story_id`;
/** A delivery is somebody's move; that a new verdict reopens what was accepted or returned is none. */
const DELIVERY = `t.story_id = a.story_id and t.to_state = 'DELIVERED' and t.from_state not in ('ACCEPTED', 'RETURNED')`;

const VERDICTS = list(
  `'id', v.id, 'criterionId', v.criterion_id, 'partyId', v.party_id, 'memberId', v.member_id, 'name', n.name, 'verdict', v.verdict,
   'note', v.note, 'promiseId', v.promise_id, 'isAsynchronous', v.asynchronous, 'at', v.at,
   'counts', v.at >= coalesce(p.delivered_at, '-infinity')`,
  'v.at, v.id',
  `from verdict v join member m on m.id = v.member_id join person n on n.id = m.person_id where ${ofDemo('v')}`,
);
const RULINGS = list(
  `'partyId', r.party_id, 'memberId', r.member_id, 'name', n.name, 'ruling', r.ruling, 'note', r.note, 'at', r.at`,
  'r.at, r.id',
  `from dispute d join dispute_ruling r on r.dispute_id = d.id join member m on m.id = r.member_id
   join person n on n.id = m.person_id where ${ofDemo('d')}`,
);
const EVIDENCE = list(
  `'id', e.id, 'kind', e.kind, 'title', e.title, 'url', coalesce(e.url, '/files/' || e.file_id), 'addedById', e.added_by, 'addedAt', e.added_at`,
  'e.added_at, e.id',
  `from demo_evidence e where ${ofDemo('e')} and e.removed_at is null`,
);
/** A split copies a criterion and then takes the old one away, at once; after a crash in between a little later. */
const SPLIT_AWAY = `exists (select 1 from story s where s.split_from_id = j.story_id and s.created_at <= c.removed_at
    and (s.created_at > c.removed_at - interval '1 minute'
      or exists (select 1 from criterion_version v where v.story_id = s.id and v.version = 1 and v.text = c.text)))`;
const CRITERIA = list(
  `'criterionId', j.id, 'version', j.version, 'text', j.text,
   'changedSince', c.id is null or c.removed_at is not null or c.version <> j.version`,
  'j.place',
  `from judged j left join criterion c on c.story_id = j.story_id and c.id = j.id
   where ${ofDemo('j')} and not (c.removed_at is not null and ${SPLIT_AWAY})`,
);

/**
 * All there is of some demos, in one statement. A criterion is judged as the signed commitment has it, of the meeting's week
 * where that held the story, else of the last week that did; one that the scope ledger added was agreed to when it was added.
 * @param asked selects the pairs of meeting_id and story_id.
 */
const demosText = (asked: string): string => `with asked as (${asked}), placed as materialized (
    select a.meeting_id, a.story_id, (g.state = 'SCHEDULED' or g.settle_at is not null) as is_open, w.state as week_state, w.snapshot_id,
      coalesce(case when w.state = 'ADDED' then (select max(x.at) from scope_change x
        where x.iteration_id = w.iteration_id and x.story_id = a.story_id and x.kind = 'ADD') end, w.committed_at, 'infinity') as since,
      (select max(t.at) from story_transition t where ${DELIVERY} and t.at <= coalesce(g.closed_at, 'infinity')) as delivered_at,
      not exists (select 1 from story_transition t where ${DELIVERY} and t.at > g.closed_at)
        and not exists (select 1 from verdict o where o.story_id = a.story_id and o.meeting_id <> a.meeting_id and o.at > coalesce(
          (select max(v.at) from verdict v where v.meeting_id = a.meeting_id and v.story_id = a.story_id), o.at)) as is_current
    from asked a join meeting g on g.id = a.meeting_id
    left join lateral (
      select r.state, r.iteration_id, i.commitment_snapshot_id as snapshot_id, i.committed_at
      from story_iteration r join iteration i on i.id = r.iteration_id and i.commitment_snapshot_id is not null
      where r.partnership_id = g.partnership_id and r.story_id = a.story_id and r.state in ('COMMITTED', 'ADDED')
      order by i.iso_week = g.iso_week desc, i.starts_on desc limit 1
    ) w on true
  ), frozen as materialized (
    select n.id as snapshot_id, (k.story ->> 'id')::uuid as story_id, k.story
    from snapshot n, jsonb_array_elements(n.content::jsonb -> 'state' -> 'stories') as k(story)
    where n.id in (select snapshot_id from placed where week_state = 'COMMITTED')
  ), judged as materialized (
    select p.meeting_id, p.story_id, (k.criterion ->> 'id')::uuid as id, (k.criterion ->> 'version')::int as version,
      k.criterion ->> 'text' as text, k.place
    from placed p join frozen f on f.snapshot_id = p.snapshot_id and f.story_id = p.story_id and p.week_state = 'COMMITTED',
      jsonb_array_elements(f.story -> 'criteria') with ordinality as k(criterion, place)
    union all
    select p.meeting_id, p.story_id, c.id, v.version, v.text, row_number() over (partition by p.meeting_id order by c.rank, c.id)
    from placed p join criterion c on c.story_id = p.story_id and c.created_at <= p.since
      and (c.removed_at is null or (c.removed_at > p.since and p.since < 'infinity'))
    join lateral (select o.version, o.text from criterion_version o where o.story_id = c.story_id and o.criterion_id = c.id
      and o.began_at <= p.since order by o.version desc limit 1) v on true
    where not exists (select 1 from frozen f where f.snapshot_id = p.snapshot_id and f.story_id = p.story_id and p.week_state = 'COMMITTED')
  )
  select p.meeting_id as "meetingId", p.story_id as "storyId", p.is_open as "isOpen", p.is_current as "isCurrent",
    ${CRITERIA} as criteria, ${VERDICTS} as verdicts,
    (select json_build_object('id', d.id, 'escalatedById', d.escalated_by, 'reason', d.reason, 'at', d.at)
     from dispute d where ${ofDemo('d')}) as dispute,
    ${RULINGS} as rulings, ${EVIDENCE} as evidence,
    coalesce((select w.text from demo_words w where ${ofDemo('w')}), '') as words
  from placed p`;

/** The stories named for each meeting, pair by pair, and whatever else was judged or shown there. */
export const DEMOS_OF = statement<StoredDemo, [readonly MeetingId[], readonly StoryId[], readonly MeetingId[]]>(
  'meeting_demos',
  demosText(`select meeting_id, story_id from unnest($1::uuid[], $2::uuid[]) as n(meeting_id, story_id)
    union select meeting_id, story_id from verdict where meeting_id = any($3::uuid[])
    union select meeting_id, story_id from demo_evidence where meeting_id = any($3::uuid[]) and removed_at is null`),
);

/** The same in a transaction, for stories of one meeting. */
export const DEMOS_IN = demosText('select ?::uuid as meeting_id, story_id from unnest(?::uuid[]) as n(story_id)');
