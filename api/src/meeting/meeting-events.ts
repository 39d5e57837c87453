import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, StageId } from '@tandem/schema/ids';
import { v7 as uuid } from 'uuid';
import type { Meeting } from './meeting.entity.ts';

type MeetingEventKind =
  | 'STARTED'
  | 'MOVED'
  | 'HANDED_OVER'
  | 'TAKEN_OVER'
  | 'STAGE_ADDED'
  | 'STAGE_REMOVED'
  | 'STAGE_PARKED'
  | 'EXTENDED'
  | 'PULSE_REVEALED'
  | 'CLOSED';

interface MeetingEvent {
  kind: MeetingEventKind;
  by: MemberId;
  at: Date;
  stageId?: StageId;
  /** To whom facilitation went. */
  to?: MemberId;
}

const INSERT = `insert into meeting_event (id, partnership_id, meeting_id, kind, stage_id, member_id, to_member_id, at)
  values (?, ?, ?, ?, ?, ?, ?, ?)`;

/** Keeps what happened while the meeting took place, for its minutes. */
export async function keepEvent(
  em: EntityManager,
  { id, partnershipId }: Meeting,
  { kind, by, at, stageId, to }: MeetingEvent,
): Promise<void> {
  await em.execute(INSERT, [uuid(), partnershipId, id, kind, stageId ?? null, by, to ?? null, at]);
}
