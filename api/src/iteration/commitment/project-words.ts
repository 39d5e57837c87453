import type { DocumentId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';

const BEHIND = statement<{ id: DocumentId }, [PartnershipId, string]>(
  'commitment_words_behind',
  `select d.id from document d join document_projection p on p.document_id = d.id and p.seq < d.seq
   where d.partnership_id = $1 and (d.id = $2
     or d.id in (select story_id from story_iteration where partnership_id = $1 and iteration_id = $2))`,
);

/** Words of the week's goals and stories that are durable but not in rows yet become rows: nobody signs less than was written. */
export async function projectWords(
  services: Services,
  partnershipId: PartnershipId,
  iterationId: string,
): Promise<void> {
  if (!isUuid(iterationId)) return;
  for (const { id } of await services.sql.rows(BEHIND, partnershipId, iterationId)) await services.live.projectNow(id);
}
