import type { CriterionId } from '@tandem/schema/ids';
import type { MinutedDemo } from '@tandem/schema/meeting/minutes';
import { iso, list, object } from './json-sql.ts';

type MinutedVerdict = MinutedDemo['criteria'][number]['verdicts'][number];

/** A demo as PostgreSQL hands it over: its verdicts are put to the criteria that were committed to. */
export interface StoredDemo
  extends Pick<MinutedDemo, 'story' | 'key' | 'title' | 'points' | 'words' | 'dispute' | 'evidence'> {
  verdicts: { criterion: CriterionId; given: MinutedVerdict }[];
}

/** The latest of each party on each criterion. */
const VERDICTS = list(
  object({
    criterion: 'v.criterion_id',
    given: object({
      ...{ party: 'v.party_id', member: 'v.member_id', verdict: 'v.verdict', note: 'v.note' },
      promise: `(select 'P-' || p.number from promise p where p.id = v.promise_id)`,
      ...{ asynchronous: 'v.asynchronous', at: iso('v.at') },
    }),
  }),
  'y.kind, y.created_at, y.id',
  `from (select distinct on (criterion_id, party_id) * from verdict
      where meeting_id = g.id and story_id = s.id order by criterion_id, party_id, at desc, id desc) v
    join party y on y.id = v.party_id`,
);

const RULINGS = list(
  object({ party: 'r.party_id', member: 'r.member_id', ruling: 'r.ruling', note: 'r.note' }),
  'y.kind, y.created_at, y.id',
  `from (select distinct on (party_id) * from dispute_ruling where dispute_id = d.id order by party_id, at desc, id desc) r
    join party y on y.id = r.party_id`,
);
const DISPUTE = `(select ${object({ reason: 'd.reason', member: 'd.escalated_by', rulings: RULINGS })}
  from dispute d where d.meeting_id = g.id and d.story_id = s.id)`;

const EVIDENCE = list(
  object({ kind: 'e.kind', title: 'e.title', url: `coalesce(e.url, '/files/' || e.file_id)` }),
  'e.added_at, e.id',
  'from demo_evidence e where e.meeting_id = g.id and e.story_id = s.id and e.removed_at is null',
);

/** What was shown, or was judged, described or documented though its stage was taken off; `also` are shown but not stored yet. */
const shown = (
  also: string,
): string => `select a.story_id from meeting_stage a where a.meeting_id = g.id and a.removed_at is null
  union select story_id from verdict where meeting_id = g.id
  union select story_id from demo_words where meeting_id = g.id and text ~ '\\S'
  union select story_id from demo_evidence where meeting_id = g.id and removed_at is null
  union select unnest(${also}::uuid[])`;

/** In the agenda's order, then what is not on it. */
export const demos = (also: string): string =>
  list(
    object({
      ...{ story: 's.id', key: 's.key', title: 's.title', points: 'coalesce(r.points, s.estimate)' },
      words: `coalesce((select w.text from demo_words w where w.meeting_id = g.id and w.story_id = s.id), '')`,
      ...{ verdicts: VERDICTS, dispute: DISPUTE, evidence: EVIDENCE },
    }),
    'a.rank nulls last, r.rank nulls last, s.number',
    `from story s
      left join meeting_stage a on a.meeting_id = g.id and a.story_id = s.id and a.removed_at is null
      left join iteration i on i.partnership_id = g.partnership_id and i.iso_week = g.iso_week
      left join story_iteration r on r.partnership_id = s.partnership_id and r.iteration_id = i.id and r.story_id = s.id
    where s.partnership_id = g.partnership_id and s.id in (${shown(also)})`,
  );
