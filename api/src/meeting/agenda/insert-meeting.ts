import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeetingId, MemberId, PartnershipId, StageId } from '@tandem/schema/ids';
import { STANDING_STAGES } from '@tandem/schema/meeting/rules';
import { generateNKeysBetween } from 'fractional-indexing';
import { v7 as uuid } from 'uuid';
import { createMeetingDocument } from '../meeting-document.ts';
import { Meeting } from '../meeting.entity.ts';
import { firstParty } from './deal-turns.ts';

/** What a meeting has of its slot, or of the defaults where there is none. */
export interface MeetingTerms {
  duration: number;
  quorum: number;
  verdictHours: number;
  pulseQuestion: string;
}

interface Draft {
  partnershipId: PartnershipId;
  isoWeek: string;
  startsAt: Date;
  /** Whether somebody chose that time. */
  moved: boolean;
  terms: MeetingTerms;
  /** Null for the clock. */
  by: MemberId | null;
  at: Date;
}

const HOUR_MS = 3_600_000;
const HIGHEST = 'select coalesce(max(number), 0)::int as number from meeting where partnership_id = ?';
const STAGE = `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, added_at) values (?, ?, ?, ?, ?, ?, ?)`;

export const verdictsDue = (startsAt: Date, { verdictHours }: Pick<MeetingTerms, 'verdictHours'>): Date =>
  new Date(startsAt.getTime() + verdictHours * HOUR_MS);

/** A meeting to come with the next number and the standing agenda. Whose turn it is is dealt afterwards. Under lockCalendar. */
export async function insertMeeting(em: EntityManager, { terms, by, at, ...draft }: Draft): Promise<Meeting> {
  const { partnershipId, startsAt } = draft;
  const [highest] = await em.execute<{ number: number }[]>(HIGHEST, [partnershipId]);
  const { duration, quorum, pulseQuestion } = terms;
  const meeting = Object.assign(new Meeting(), {
    ...draft,
    ...{ id: uuid() as MeetingId, number: (highest?.number ?? 0) + 1, state: 'SCHEDULED' },
    ...{ duration, quorum, pulseQuestion, verdictsDueAt: verdictsDue(startsAt, terms), settleAt: null },
    ...{ facilitatingPartyId: await firstParty(em, partnershipId), facilitatorId: null },
    ...{ currentStageId: null, stageEnteredAt: null, startedAt: null, closedAt: null, cancelReason: null },
    ...{ pulseRevealedAt: null, minutesSnapshotId: null, remindAt: null },
    ...{ createdById: by, createdAt: at, updatedAt: at, version: 1 },
  } satisfies Partial<Meeting>);
  em.persist(meeting);
  await em.flush();
  const ranks = generateNKeysBetween(null, null, STANDING_STAGES.length);
  for (const [i, { kind, minutes }] of STANDING_STAGES.entries())
    await em.execute(STAGE, [uuid() as StageId, partnershipId, meeting.id, kind, ranks[i], minutes, at]);
  await createMeetingDocument(em, meeting);
  return meeting;
}
