import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartyId, SnapshotId } from '@tandem/schema/ids';
import { conflict } from '../../platform/errors.ts';
import { requireMeetingState } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';

/** What a command about frozen minutes was given: the hash of what its actor read. */
export interface ReadMinutes {
  hash: string;
}

interface Frozen {
  id: SnapshotId;
  hash: string;
}

const SNAPSHOT = 'select id, hash from snapshot where partnership_id = ? and id = ?';
const RATIFIED = 'select 1 from signature where snapshot_id = ? and party_id = ?';

/** @throws Refusal CONFLICT before the meeting is closed. */
export const requireClosed = (meeting: Meeting): void =>
  requireMeetingState(meeting, ['CLOSED'], 'Its minutes are a draft until it is closed.');

/** The frozen minutes that somebody read. @throws Refusal CONFLICT before the meeting is closed, and for another hash. */
export async function minutesRead(em: EntityManager, meeting: Meeting, { hash }: ReadMinutes): Promise<Frozen> {
  requireClosed(meeting);
  const [minutes] = await em.execute<Frozen[]>(SNAPSHOT, [meeting.partnershipId, meeting.minutesSnapshotId]);
  if (!minutes || minutes.hash !== hash.toLowerCase())
    throw conflict(
      `That is not the hash of the minutes of meeting ${meeting.number}. Read them again, then answer to what you read.`,
    );
  return minutes;
}

export async function hasRatified(em: EntityManager, { id }: Frozen, partyId: PartyId): Promise<boolean> {
  return (await em.execute<object[]>(RATIFIED, [id, partyId])).length > 0;
}
