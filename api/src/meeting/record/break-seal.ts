import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import type { Meeting } from '../meeting.entity.ts';
import { keepEvent } from '../meeting-events.ts';

const SILENT = `select y.name from party y where y.partnership_id = ? and not exists (
    select 1 from pulse_answer a join member m on m.id = a.member_id where a.meeting_id = ? and m.party_id = y.id)
  order by y.kind, y.created_at, y.id`;

/**
 * Breaks the seal of the pulse once every party has an answer: nobody reads what the other side said before they have.
 * @returns the names of the parties that have none; the seal holds then. Under the meeting's lock.
 */
export async function breakSeal(em: EntityManager, meeting: Meeting, by: MemberId, at: Date): Promise<string[]> {
  const silent = await em.execute<{ name: string }[]>(SILENT, [meeting.partnershipId, meeting.id]);
  if (silent.length > 0) return silent.map(({ name }) => name);
  meeting.pulseRevealedAt = at;
  await em.flush();
  const { currentStageId } = meeting;
  await keepEvent(em, meeting, { kind: 'PULSE_REVEALED', by, at, ...(currentStageId && { stageId: currentStageId }) });
  return [];
}
