import type { PartnershipId } from '@tandem/schema/ids';
import type { ChangeRow } from '../platform/changes/change.ts';
import { statement } from '../platform/db/sql.ts';

type PageParams = [PartnershipId, number, number | null, number];
const page = (direction: 'asc' | 'desc'): string => `
  select partnership_id, seq, kind, node_type, node_id, actor_id, mutation_id, summary, at
  from change_event
  where partnership_id = $1 and seq > $2 and ($3::int is null or seq < $3)
  order by seq ${direction} limit $4`;

export const changesAfter = statement<ChangeRow, PageParams>('changes_page', page('asc'));
export const changesBefore = statement<ChangeRow, PageParams>('changes_page_back', page('desc'));
/** The sequence has no gap, so the counter is the count. */
export const changesCount = statement<{ count: number }, [PartnershipId]>(
  'changes_count',
  'select change_seq as count from partnership where id = $1',
);
