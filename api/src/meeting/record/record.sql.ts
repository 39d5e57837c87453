import type {
  CelebrationId,
  DecisionId,
  MeetingId,
  MemberId,
  PartnershipId,
  PartyId,
  PersonId,
  PromiseId,
  StageId,
  StoryId,
} from '@tandem/schema/ids';
import type { CarryOverChoice } from '@tandem/schema/meeting/rules';
import type { StoryState } from '@tandem/schema/story/rules';
import { type Statement, statement } from '../../platform/db/sql.ts';

/** Each of these reads a part of the record of several meetings at once. */
const ofMeetings = <Row extends { meetingId: MeetingId }>(
  name: string,
  text: string,
): Statement<Row, [readonly MeetingId[]]> => statement(`meeting_${name}`, text);

interface StoredDecision {
  meetingId: MeetingId;
  id: DecisionId;
  stageId: StageId;
  text: string;
  madeById: MemberId;
  at: Date;
  withdrawnAt: Date | null;
}
export const DECISIONS_OF = ofMeetings<StoredDecision>(
  'decisions',
  `select meeting_id as "meetingId", id, stage_id as "stageId", text, made_by as "madeById", at, withdrawn_at as "withdrawnAt"
   from decision where meeting_id = any($1) order by at, id`,
);

export const ACTIONS_OF = ofMeetings<{ meetingId: MeetingId; stageId: StageId; promiseId: PromiseId }>(
  'actions',
  `select meeting_id as "meetingId", stage_id as "stageId", promise_id as "promiseId"
   from meeting_action where meeting_id = any($1) order by at, promise_id`,
);

interface StoredCelebration {
  meetingId: MeetingId;
  id: CelebrationId;
  text: string;
  storyId: StoryId | null;
  toMemberId: MemberId | null;
  givenById: MemberId;
  at: Date;
}
export const CELEBRATIONS_OF = ofMeetings<StoredCelebration>(
  'celebrations',
  `select meeting_id as "meetingId", id, text, story_id as "storyId", to_member_id as "toMemberId", given_by as "givenById", at
   from celebration where meeting_id = any($1) order by at, id`,
);

interface StoredPulse {
  meetingId: MeetingId;
  partyId: PartyId;
  answers: number;
  average: number | null;
  counts: number[] | null;
}
const COUNTS = [1, 2, 3, 4, 5].map((score) => `count(*) filter (where a.score = ${score})`).join(', ');
/** What is sealed does not leave the database. */
export const PULSES_OF = ofMeetings<StoredPulse>(
  'pulses',
  `select a.meeting_id as "meetingId", m.party_id as "partyId", count(*)::int as answers,
     case when g.pulse_revealed_at is not null then avg(a.score)::float8 end as average,
     case when g.pulse_revealed_at is not null then array[${COUNTS}]::int[] end as counts
   from pulse_answer a join meeting g on g.id = a.meeting_id join member m on m.id = a.member_id
   where a.meeting_id = any($1) group by a.meeting_id, m.party_id, g.pulse_revealed_at`,
);

export const MY_PULSES = statement<{ meetingId: MeetingId; score: number }, [readonly MeetingId[], PersonId]>(
  'meeting_my_pulses',
  `select a.meeting_id as "meetingId", a.score from pulse_answer a
   join member m on m.id = a.member_id and m.person_id = $2 where a.meeting_id = any($1)`,
);

interface StoredCarryOver {
  meetingId: MeetingId;
  storyId: StoryId;
  choice: CarryOverChoice | null;
  reason: string | null;
  fromState: StoryState;
  toWeek: string | null;
  newStoryId: StoryId | null;
  madeById: MemberId | null;
}
/**
 * What the week held and the meeting chose about, or is still to choose about: what is not accepted and has not gone elsewhere.
 * The latest choice counts; what was split off stays so, whatever became of the rest.
 */
export const CARRY_OVERS_OF = ofMeetings<StoredCarryOver>(
  'carry_overs',
  `select g.id as "meetingId", s.id as "storyId", c.choice, c.reason, coalesce(c.from_state, s.state) as "fromState",
     (select w.iso_week from iteration w where w.id = c.to_iteration_id) as "toWeek", p.new_story_id as "newStoryId",
     c.made_by as "madeById"
   from meeting g join iteration i on i.partnership_id = g.partnership_id and i.iso_week = g.iso_week
   join story_iteration r on r.partnership_id = i.partnership_id and r.iteration_id = i.id and r.state in ('COMMITTED', 'ADDED')
   join story s on s.partnership_id = r.partnership_id and s.id = r.story_id
   left join lateral (
     select * from carry_over o where o.meeting_id = g.id and o.story_id = s.id order by o.at desc, o.id desc limit 1
   ) c on true
   left join lateral (
     select o.new_story_id from carry_over o where o.meeting_id = g.id and o.story_id = s.id and o.choice = 'SPLIT'
     order by o.at desc, o.id desc limit 1
   ) p on true
   where g.id = any($1) and (c.id is not null or (s.iteration_id = i.id and s.state <> 'ACCEPTED'))
   order by r.rank, s.number`,
);

interface StoredLineage {
  storyId: StoryId;
  meetingNumber: number;
  choice: CarryOverChoice;
  reason: string;
  toWeek: string | null;
  newKey: string | null;
}
/** The choices that count, the oldest first: the latest of each meeting, and every split. */
export const LINEAGE_OF = statement<StoredLineage, [PartnershipId, readonly StoryId[]]>(
  'stories_carried_over',
  `select c.story_id as "storyId", g.number as "meetingNumber", c.choice, c.reason, w.iso_week as "toWeek", n.key as "newKey"
   from carry_over c join meeting g on g.id = c.meeting_id
   left join iteration w on w.id = c.to_iteration_id left join story n on n.id = c.new_story_id
   where c.partnership_id = $1 and c.story_id = any($2) and (c.choice = 'SPLIT' or not exists (
     select 1 from carry_over o where o.meeting_id = c.meeting_id and o.story_id = c.story_id and (o.at, o.id) > (c.at, c.id)))
   order by c.at, c.id`,
);

/** Of promises that were recorded as an action, or met a condition of a verdict. */
export const MEETINGS_OF_PROMISES = statement<
  { promiseId: PromiseId; meetingNumber: number },
  [PartnershipId, readonly PromiseId[]]
>(
  'promise_meetings',
  `select p."promiseId", g.number as "meetingNumber" from (
     select promise_id as "promiseId", meeting_id from meeting_action where partnership_id = $1 and promise_id = any($2)
     union select promise_id, meeting_id from verdict where partnership_id = $1 and promise_id = any($2)
   ) p join meeting g on g.id = p.meeting_id`,
);
