import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import type { Meeting } from '../meeting.entity.ts';

const ATTEND = `insert into meeting_attendance (partnership_id, meeting_id, member_id, kind, at) values (?, ?, ?, 'PRESENT', ?)
  on conflict (meeting_id, member_id) do update set kind = 'PRESENT', at = excluded.at
    where meeting_attendance.kind = 'ASYNCHRONOUS' returning 1`;

/** Notes that somebody is there, also after a verdict from afar. @returns whether that was not known. */
export async function attend(em: EntityManager, meeting: Meeting, memberId: MemberId, at: Date): Promise<boolean> {
  const noted = await em.execute<object[]>(ATTEND, [meeting.partnershipId, meeting.id, memberId, at]);
  return noted.length > 0;
}
