import type { MeetingId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { DEMO_MINUTES } from '@tandem/schema/meeting/rules';
import { validate as isUuid } from 'uuid';
import { type MemberRow, memberIn, membersOf, type PartyRow, partiesOf, viewerIn } from '../partnership/membership.ts';
import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { loadNodes } from '../platform/graphql/node.ts';
import { demoStageId } from './demo-stage-id.ts';
import {
  ATTENDANCE_OF,
  DELIVERED_FOR,
  MEETING_BY_NUMBER,
  MEETING_PLACE,
  MEETINGS_SEEN,
  SIGNALS_OF,
  STAGES_OF,
  type StoredAttendance,
  type StoredMeeting,
  type StoredStage,
} from './meetings.sql.ts';

/** A meeting as plain data with its edges in place. */
export type MeetingRow = StoredMeeting & {
  iteration: object | null;
  facilitatingParty: PartyRow | null;
  facilitator: MemberRow | null;
  stages: object[];
  signals: object[];
  attendance: object[];
  quorums: object[];
};

/** Meetings by id, of every partnership the viewer belongs to; what they may not see is left out. */
export async function loadMeetings(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, MeetingRow>> {
  const stored = await context.services.sql.rows(MEETINGS_SEEN, ids, viewerIn(context).personId);
  const found = new Map<string, MeetingRow>();
  for (const [partnershipId, own] of Map.groupBy(stored, (meeting) => meeting.partnershipId))
    for (const meeting of await meetingRows(context, partnershipId, own)) found.set(meeting.id, meeting);
  return found;
}

/** A meeting by its number. @throws Refusal NOT_FOUND when the viewer may not see it. */
export async function meetingByNumber(context: Context, slug: string, number: number): Promise<MeetingRow> {
  const { personId } = viewerIn(context);
  const known = number > 0 && number < 2 ** 31;
  const stored = known ? await context.services.sql.row(MEETING_BY_NUMBER, slug, number, personId) : null;
  const [meeting] = stored ? await meetingRows(context, stored.partnershipId, [stored]) : [];
  if (!meeting) throw notFound('meeting');
  return meeting;
}

/** The viewer as a member of the meeting's partnership. @throws Refusal UNAUTHENTICATED, NOT_FOUND. */
export async function actorOnMeeting(context: Context, meetingId: string): Promise<MemberRow> {
  const { personId } = viewerIn(context);
  const place = isUuid(meetingId) ? await context.services.sql.row(MEETING_PLACE, meetingId, personId) : null;
  if (!place) throw notFound('meeting');
  return memberIn(context, place.partnershipId);
}

interface Ends {
  members: ReadonlyMap<MemberId, MemberRow>;
  parties: readonly PartyRow[];
  stories: ReadonlyMap<string, object>;
}

/** Fills in the edges of meetings of one partnership. Rights to it are the caller's to check. */
export async function meetingRows(
  context: Context,
  partnershipId: PartnershipId,
  stored: readonly StoredMeeting[],
): Promise<MeetingRow[]> {
  if (stored.length === 0) return [];
  const { sql } = context.services;
  const ids = stored.map(({ id }) => id);
  const scheduled = stored.filter(({ state }) => state === 'SCHEDULED').map(({ id }) => id);
  const iterationIds = [...new Set(stored.flatMap(({ iterationId }) => iterationId ?? []))];
  const [members, parties, stages, delivered, attendance, signals, iterations] = await Promise.all([
    membersOf(context, partnershipId),
    partiesOf(context, partnershipId),
    sql.rows(STAGES_OF, ids),
    scheduled.length > 0 ? sql.rows(DELIVERED_FOR, scheduled) : [],
    sql.rows(ATTENDANCE_OF, ids),
    sql.rows(SIGNALS_OF, ids),
    iterationIds.length > 0 ? loadNodes(context, 'Iteration', iterationIds) : new Map<string, object>(),
  ]);
  const agendas = agendasOf(stages, delivered);
  const storyIds = new Set([...agendas.values()].flatMap((agenda) => agenda.flatMap(({ storyId }) => storyId ?? [])));
  const stories = storyIds.size > 0 ? await loadNodes(context, 'Story', [...storyIds]) : new Map<string, object>();
  const ends: Ends = { members, parties, stories };
  return stored.map((meeting) => {
    const came = attendance.filter(({ meetingId }) => meetingId === meeting.id);
    return {
      ...meeting,
      iteration: (meeting.iterationId && iterations.get(meeting.iterationId)) || null,
      facilitatingParty: parties.find(({ id }) => id === meeting.facilitatingPartyId) ?? null,
      facilitator: (meeting.facilitatorId && members.get(meeting.facilitatorId)) || null,
      stages: (agendas.get(meeting.id) ?? []).map((stage) => stageRow(stage, ends)),
      signals: signals
        .filter(({ meetingId }) => meetingId === meeting.id)
        .map(({ memberId, signal }) => ({ memberId, signal, member: members.get(memberId) })),
      attendance: came.map(({ memberId, kind, at }) => ({ kind, at, member: members.get(memberId) })),
      quorums: quorumsOf(meeting, came, ends),
    };
  });
}

const stageRow = ({ addedById, ...stage }: StoredStage, { members, stories }: Ends): object => ({
  ...stage,
  story: (stage.storyId && stories.get(stage.storyId)) || null,
  addedBy: (addedById && members.get(addedById)) || null,
});

/** Observers are welcome, and do not make a quorum. */
function quorumsOf({ quorum }: StoredMeeting, came: readonly StoredAttendance[], { members, parties }: Ends): object[] {
  const counting = came
    .flatMap(({ memberId }) => members.get(memberId) ?? [])
    .filter(({ role }) => CAN_WRITE.has(role));
  return parties.map((party) => ({
    party,
    needed: quorum,
    came: counting.filter(({ partyId }) => partyId === party.id).length,
  }));
}

type Delivered = { meetingId: MeetingId; storyId: StoryId };

/** Each meeting's agenda; what is delivered and not on it yet stands after the goals and the demos that are. */
function agendasOf(stages: readonly StoredStage[], delivered: readonly Delivered[]): Map<MeetingId, StoredStage[]> {
  const agendas = Map.groupBy(stages, ({ meetingId }) => meetingId);
  for (const [meetingId, added] of Map.groupBy(delivered, (one) => one.meetingId)) {
    const agenda = agendas.get(meetingId) ?? [];
    const last = agenda.findLastIndex(({ kind }) => kind === 'DEMO');
    const place = last < 0 ? agenda.findIndex(({ kind }) => kind === 'GOALS') : last;
    agenda.splice(place < 0 ? 1 : place + 1, 0, ...added.map(({ storyId }) => unstored(meetingId, storyId)));
    agendas.set(meetingId, agenda);
  }
  return agendas;
}

const unstored = (meetingId: MeetingId, storyId: StoryId): StoredStage => ({
  ...{ id: demoStageId(meetingId, storyId), meetingId, kind: 'DEMO', title: null, storyId },
  ...{
    minutes: DEMO_MINUTES,
    spentMs: 0,
    firstEnteredAt: null,
    addedById: null,
    parkedAt: null,
    parkedInMeeting: null,
  },
});
