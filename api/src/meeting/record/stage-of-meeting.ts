import type { EntityManager } from '@mikro-orm/postgresql';
import type { StageId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Meeting } from '../meeting.entity.ts';

const STAGE = `select id, removed_at is not null as removed from meeting_stage
  where partnership_id = ? and meeting_id = ? and id = ?`;

/**
 * The stage at which something falls; it need not be the one on the screen.
 * @throws Refusal NOT_FOUND for one of another meeting, CONFLICT for one that was taken off the agenda.
 */
export async function stageOf(em: EntityManager, meeting: Meeting, stageId: string): Promise<StageId> {
  type Found = { id: StageId; removed: boolean };
  const [stage] = isUuid(stageId) ? await em.execute<Found[]>(STAGE, [meeting.partnershipId, meeting.id, stageId]) : [];
  if (!stage) throw notFound('stage of this meeting');
  if (stage.removed) throw conflict('This item was taken off the agenda. Record it at the one that is on the screen.');
  return stage.id;
}
