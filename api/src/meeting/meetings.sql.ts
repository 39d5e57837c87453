import type {
  IterationId,
  MeetingId,
  MemberId,
  PartnershipId,
  PartyId,
  PersonId,
  SnapshotId,
  StageId,
  StoryId,
} from '@tandem/schema/ids';
import type { AttendanceKind, MeetingState, StageKind, StageSignalKind } from '@tandem/schema/meeting/rules';
import { type Statement, statement } from '../platform/db/sql.ts';

/** A meeting as PostgreSQL hands it over. */
export interface StoredMeeting {
  __typename: 'Meeting';
  id: MeetingId;
  partnershipId: PartnershipId;
  number: number;
  isoWeek: string;
  iterationId: IterationId | null;
  state: MeetingState;
  startsAt: Date;
  duration: number;
  quorum: number;
  verdictsDueAt: Date;
  pulseQuestion: string;
  pulseRevealedAt: Date | null;
  facilitatingPartyId: PartyId;
  facilitatorId: MemberId | null;
  currentStageId: StageId | null;
  stageEnteredAt: Date | null;
  startedAt: Date | null;
  closedAt: Date | null;
  cancelReason: string | null;
  minutesSnapshotId: SnapshotId | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const COLUMNS = `'Meeting' as "__typename", g.id, g.partnership_id as "partnershipId", g.number, g.iso_week as "isoWeek",
  (select i.id from iteration i where i.partnership_id = g.partnership_id and i.iso_week = g.iso_week) as "iterationId",
  g.state, g.starts_at as "startsAt", g.duration, g.quorum, g.verdicts_due_at as "verdictsDueAt",
  g.pulse_question as "pulseQuestion", g.pulse_revealed_at as "pulseRevealedAt",
  g.facilitating_party_id as "facilitatingPartyId", g.facilitator_id as "facilitatorId",
  g.current_stage_id as "currentStageId", g.stage_entered_at as "stageEnteredAt", g.started_at as "startedAt",
  g.closed_at as "closedAt", g.cancel_reason as "cancelReason", g.minutes_snapshot_id as "minutesSnapshotId",
  g.created_at as "createdAt", g.updated_at as "updatedAt", g.version`;

export const meetingsWhere = <Params extends readonly unknown[]>(
  name: string,
  rest: string,
): Statement<StoredMeeting, Params> => statement(`meetings_${name}`, `select ${COLUMNS} from meeting g ${rest}`);

const IN_PARTNERSHIP = (person: string): string =>
  `join member v on v.partnership_id = g.partnership_id and v.person_id = ${person} and v.left_at is null`;

/** Meetings by id, of the partnerships that the person belongs to now. */
export const MEETINGS_SEEN = meetingsWhere<[readonly string[], PersonId]>(
  'seen',
  `${IN_PARTNERSHIP('$2')} where g.id = any($1)`,
);

/** A meeting by its number, where the person belongs to the partnership now. */
export const MEETING_BY_NUMBER = meetingsWhere<[string, number, PersonId]>(
  'by_number',
  `join partnership s on s.id = g.partnership_id ${IN_PARTNERSHIP('$3')} where s.slug = $1 and g.number = $2`,
);

/** The meeting that takes place now, or else the next one to come. */
export const NEXT_MEETING = meetingsWhere<[PartnershipId]>(
  'next',
  `where g.partnership_id = $1 and g.state in ('OPEN', 'SCHEDULED') order by g.state = 'OPEN' desc, g.starts_at, g.id limit 1`,
);

/** Where a meeting belongs, when the person belongs there too. */
export const MEETING_PLACE = statement<{ partnershipId: PartnershipId; state: MeetingState }, [string, PersonId]>(
  'meeting_place',
  `select g.partnership_id as "partnershipId", g.state from meeting g ${IN_PARTNERSHIP('$2')} where g.id = $1`,
);

export interface StoredStage {
  id: StageId;
  meetingId: MeetingId;
  kind: StageKind;
  title: string | null;
  storyId: StoryId | null;
  minutes: number;
  spentMs: number;
  firstEnteredAt: Date | null;
  addedById: MemberId | null;
  parkedAt: Date | null;
  parkedInMeeting: number | null;
}

/** Of a meeting to come: what the record put on the agenda goes again when the story is not delivered any more. */
export const WITHDRAWN = `a.kind = 'DEMO' and a.added_by is null and exists (select 1 from meeting g, story d
  where g.id = a.meeting_id and g.state = 'SCHEDULED' and d.id = a.story_id and d.state not in ('DELIVERED', 'ACCEPTED', 'RETURNED'))`;

/** In the agenda's order. */
export const STAGES_OF = statement<StoredStage, [readonly MeetingId[]]>(
  'meeting_stages',
  `select a.id, a.meeting_id as "meetingId", a.kind, a.title, a.story_id as "storyId", a.minutes, a.spent_ms as "spentMs",
     a.first_entered_at as "firstEnteredAt", a.added_by as "addedById", a.parked_at as "parkedAt",
     (select g.number from meeting_stage e join meeting g on g.id = e.meeting_id where e.id = a.parked_from_id) as "parkedInMeeting"
   from meeting_stage a where a.meeting_id = any($1) and a.removed_at is null and not (${WITHDRAWN}) order by a.rank, a.id`,
);

/** Delivered stories of the weeks of meetings to come whose demo is not, and was not, on the agenda; in their week's order. */
export const DELIVERED_FOR = statement<{ meetingId: MeetingId; storyId: StoryId }, [readonly MeetingId[]]>(
  'meeting_delivered',
  `select g.id as "meetingId", s.id as "storyId" from meeting g
   join iteration i on i.partnership_id = g.partnership_id and i.iso_week = g.iso_week
   join story s on s.partnership_id = g.partnership_id and s.iteration_id = i.id and s.state = 'DELIVERED'
   join story_iteration r on r.partnership_id = s.partnership_id and r.iteration_id = i.id and r.story_id = s.id
   where g.id = any($1) and g.state = 'SCHEDULED'
     and not exists (select 1 from meeting_stage a where a.meeting_id = g.id and a.story_id = s.id)
   order by r.rank, s.number`,
);

export interface StoredAttendance {
  meetingId: MeetingId;
  memberId: MemberId;
  kind: AttendanceKind;
  at: Date;
}
export const ATTENDANCE_OF = statement<StoredAttendance, [readonly MeetingId[]]>(
  'meeting_attendance_of',
  `select meeting_id as "meetingId", member_id as "memberId", kind, at from meeting_attendance
   where meeting_id = any($1) order by at, member_id`,
);

/** Of the current stage alone: what was said at another is over. */
export const SIGNALS_OF = statement<
  { meetingId: MeetingId; memberId: MemberId; signal: StageSignalKind },
  [readonly MeetingId[]]
>(
  'meeting_signals_of',
  `select n.meeting_id as "meetingId", n.member_id as "memberId", n.signal from meeting_signal n
   join meeting g on g.id = n.meeting_id and g.current_stage_id = n.stage_id
   where n.meeting_id = any($1) order by n.at, n.member_id`,
);
