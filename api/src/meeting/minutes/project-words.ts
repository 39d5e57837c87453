import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import type { Meeting } from '../meeting.entity.ts';

/** Of the meeting itself, of the goals of its week and of weeks to come, and of the stories that are shown or planned. */
const BEHIND = statement<{ id: DocumentId }, [PartnershipId, string]>(
  'minutes_words_behind',
  `with week as (select i.id from meeting g join iteration i on i.partnership_id = g.partnership_id and i.iso_week >= g.iso_week
     where g.id = $2)
   select d.id from document d join document_projection p on p.document_id = d.id and p.seq < d.seq
   where d.partnership_id = $1 and (d.id = $2 or d.id in (select id from week)
     or d.id in (select story_id from meeting_stage where meeting_id = $2)
     or d.id in (select r.story_id from story_iteration r join week w on w.id = r.iteration_id where r.partnership_id = $1))`,
);

/** Words that are durable but not in rows yet become rows: minutes hold all that was written before they are closed. */
export async function projectWords(services: Services, partnershipId: PartnershipId, meetingId: string): Promise<void> {
  if (!isUuid(meetingId)) return;
  for (const { id } of await services.sql.rows(BEHIND, partnershipId, meetingId)) await services.live.projectNow(id);
}

const LOCK = `select d.seq > p.seq as behind from document d join document_projection p on p.document_id = d.id
  where d.id = ? for no key update of d`;

/**
 * Holds the meeting's own words until the end of the transaction: what is written meanwhile comes after it.
 * @returns whether all of them are in rows.
 */
export async function holdWords(em: EntityManager, { id }: Meeting): Promise<boolean> {
  const [words] = await em.execute<{ behind: boolean }[]>(LOCK, [id]);
  return !words?.behind;
}
