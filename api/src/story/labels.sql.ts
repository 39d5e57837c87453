import type { PartnershipId } from '@tandem/schema/ids';
import { viewerIn } from '../partnership/membership.ts';
import { type Context, once } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';

export interface LabelRow {
  __typename: 'Label';
  id: string;
  partnershipId: PartnershipId;
  name: string;
}

const COLUMNS = `'Label' as "__typename", l.id, l.partnership_id as "partnershipId", l.name`;
const OF_PARTNERSHIP = statement<LabelRow, [PartnershipId]>(
  'labels_of_partnership',
  `select ${COLUMNS} from label l where l.partnership_id = $1 order by lower(l.name), l.id`,
);
const SEEN = statement<LabelRow, [readonly string[], string]>(
  'labels_seen',
  `select ${COLUMNS} from label l
   join member v on v.partnership_id = l.partnership_id and v.person_id = $2 and v.left_at is null
   where l.id = any($1)`,
);

/** The partnership's labels by id, in the order of their names. Rights are the caller's to check. */
export function labelsOf(context: Context, partnershipId: PartnershipId): Promise<ReadonlyMap<string, LabelRow>> {
  return once(context, `labels:${partnershipId}`, async () => {
    const labels = await context.services.sql.rows(OF_PARTNERSHIP, partnershipId);
    return new Map(labels.map((label) => [label.id, label]));
  });
}

export async function loadLabels(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, LabelRow>> {
  const labels = await context.services.sql.rows(SEEN, ids, viewerIn(context).personId);
  return new Map(labels.map((label) => [label.id, label]));
}
