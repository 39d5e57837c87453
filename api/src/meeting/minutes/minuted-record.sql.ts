import type { Minutes } from '@tandem/schema/meeting/minutes';
import { iso, list, object } from './json-sql.ts';

/** What the record of the week and of the meeting says; the keys are those of Minutes. */
export type StoredRecord = Pick<
  Minutes,
  'promises' | 'goals' | 'concerns' | 'carryOver' | 'pulse' | 'decisions' | 'actions' | 'celebrations'
>;

/** Since when news is news: the last meeting that was closed before this one, or else a week before it. */
const SINCE = `coalesce((select max(o.closed_at) from meeting o
  where o.partnership_id = g.partnership_id and o.id <> g.id and o.state = 'CLOSED' and o.starts_at < g.starts_at),
  g.starts_at - interval '7 days')`;

const PROMISE = {
  ...{ key: `'P-' || p.number`, text: 'p.text', ownerParty: 'p.owner_party_id', owner: 'p.owner_id' },
  ...{ dueOn: 'p.due_on::text', state: 'p.state' },
};
/** What is to be kept, or was kept or not since; what was promised in this meeting is an action. */
const PROMISES = list(
  object(PROMISE),
  'p.due_on, p.number',
  `from promise p where p.partnership_id = g.partnership_id
    and (p.state in ('ASKED', 'OPEN', 'DONE') or p.state_changed_at > ${SINCE})
    and not exists (select 1 from meeting_action c where c.meeting_id = g.id and c.promise_id = p.id)`,
);
const ACTIONS = list(
  object({ ...PROMISE, stage: 'c.stage_id' }),
  'c.at, p.number',
  'from meeting_action c join promise p on p.id = c.promise_id where c.meeting_id = g.id',
);

const CALLS = list(
  object({ party: 'o.party_id', member: 'o.member_id', outcome: 'o.outcome', note: 'o.note' }),
  'y.kind, y.created_at, y.id',
  `from (select distinct on (party_id) * from goal_outcome where iteration_id = q.iteration_id and goal_id = q.id
      order by party_id, at desc, id desc) o join party y on y.id = o.party_id`,
);
const GOALS = list(
  object({ id: 'q.id', text: 'q.text', calls: CALLS }),
  'q.rank, q.id',
  `from iteration_goal q join iteration i on i.id = q.iteration_id
    where i.partnership_id = g.partnership_id and i.iso_week = g.iso_week and q.removed_at is null and q.text ~ '\\S'`,
);

const CONCERNS = list(
  object({ key: `'C-' || c.number`, title: 'c.title', state: 'c.state', ownerParty: 'c.owner_party_id' }),
  'c.number',
  `from concern c where c.partnership_id = g.partnership_id and (c.state <> 'CLOSED' or c.closed_at > ${SINCE})`,
);

/** The latest choice about each story. */
const CARRY_OVER = list(
  object({
    ...{ story: 's.id', key: 's.key', title: 's.title', choice: 'c.choice', reason: 'c.reason' },
    ...{ fromState: 'c.from_state', member: 'c.made_by' },
    toWeek: '(select i.iso_week from iteration i where i.id = c.to_iteration_id)',
    newKey: '(select n.key from story n where n.id = c.new_story_id)',
  }),
  's.number',
  `from (select distinct on (story_id) * from carry_over where meeting_id = g.id order by story_id, at desc, id desc) c
    join story s on s.id = c.story_id`,
);

const scored = (score: number): string => `count(*) filter (where a.score = ${score})`;
const PARTY_PULSE = object({
  ...{ party: 'y.id', answers: 'count(*)', average: 'round(avg(a.score), 2)' },
  counts: `json_build_array(${[1, 2, 3, 4, 5].map(scored).join(', ')})`,
});
/** Sealed, it is nobody's to read: not even how many of whom answered what. */
const PULSE = `case when g.pulse_revealed_at is not null then ${object({
  question: 'g.pulse_question',
  parties: list(
    't.pulse',
    't.kind, t.created_at, t.id',
    `from (select ${PARTY_PULSE} as pulse, y.kind, y.created_at, y.id from pulse_answer a join member m on m.id = a.member_id
        join party y on y.id = m.party_id where a.meeting_id = g.id group by y.id) t`,
  ),
})} end`;

const DECISIONS = list(
  object({
    ...{ stage: 'd.stage_id', text: 'd.text', member: 'd.made_by', at: iso('d.at') },
    withdrawn: 'd.withdrawn_at is not null',
  }),
  'd.at, d.id',
  'from decision d where d.meeting_id = g.id',
);
const CELEBRATIONS = list(
  object({
    ...{ text: 'c.text', story: 'c.story_id', to: 'c.to_member_id', member: 'c.given_by' },
    key: '(select s.key from story s where s.id = c.story_id)',
  }),
  'c.at, c.id',
  'from celebration c where c.meeting_id = g.id',
);

/** Each column of the record. */
export const RECORD: Readonly<Record<keyof StoredRecord, string>> = {
  ...{ promises: PROMISES, goals: GOALS, concerns: CONCERNS, carryOver: CARRY_OVER },
  ...{ pulse: PULSE, decisions: DECISIONS, actions: ACTIONS, celebrations: CELEBRATIONS },
};
