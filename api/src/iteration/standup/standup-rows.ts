import type { MemberId, PartnershipId, StandupEntryId } from '@tandem/schema/ids';
import { type MemberRow, membersOf, type PartyRow, viewerIn } from '../../partnership/membership.ts';
import type { Context } from '../../platform/context.ts';
import { type Statement, statement } from '../../platform/db/sql.ts';

/** An entry as PostgreSQL hands it over. */
export interface StoredEntry {
  __typename: 'StandupEntry';
  id: StandupEntryId;
  partnershipId: PartnershipId;
  memberId: MemberId;
  on: string;
  timeZone: string;
  closesAt: Date;
  done: string;
  next: string;
  concern: string;
  storyKeys: string[];
  concernKeys: string[];
  postedAt: Date;
  updatedAt: Date;
}

/** An entry as plain data with its member in place. */
export type EntryRow = StoredEntry & { member: MemberRow | null; party: PartyRow | null };

// Keys are looked for as schema/iteration/standup.ts cuts them; only those of stories that exist are told.
const COLUMNS = `'StandupEntry' as "__typename", e.id, e.partnership_id as "partnershipId", e.member_id as "memberId",
  e."on"::text as "on", e.time_zone as "timeZone", e.closes_at as "closesAt", e.done, e.next, e.concern,
  e.posted_at as "postedAt", e.updated_at as "updatedAt",
  array(select s.key from story s where s.partnership_id = e.partnership_id and s.key in (
      select upper(found[1]) from regexp_matches(e.done || E'\\n' || e.next || E'\\n' || e.concern,
        '(?<![[:alnum:]_-])([A-Za-z][A-Za-z0-9]{1,5}-[0-9]{1,9})(?![[:alnum:]_-])', 'g') as found)
    order by s.number) as "storyKeys",
  array(select 'C-' || c.number from concern c where c.partnership_id = e.partnership_id and c.standup_entry_id = e.id
    order by c.number) as "concernKeys"`;

export const entriesWhere = <Params extends readonly unknown[]>(
  name: string,
  rest: string,
): Statement<StoredEntry, Params> => statement(`standup_${name}`, `select ${COLUMNS} from standup_entry e ${rest}`);

const SEEN = entriesWhere<[readonly string[], string]>(
  'seen',
  `join member v on v.partnership_id = e.partnership_id and v.person_id = $2 and v.left_at is null where e.id = any($1)`,
);

/** Fills in the members of entries of one partnership. Rights are the caller's to check. */
export async function withMembers(
  context: Context,
  partnershipId: PartnershipId,
  stored: readonly StoredEntry[],
): Promise<EntryRow[]> {
  if (stored.length === 0) return [];
  const members = await membersOf(context, partnershipId);
  return stored.map((entry) => {
    const member = members.get(entry.memberId) ?? null;
    return { ...entry, member, party: member?.party ?? null };
  });
}

/** Entries by id, of every partnership the viewer belongs to; what they may not see is left out. */
export async function loadEntries(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, EntryRow>> {
  const stored = await context.services.sql.rows(SEEN, ids, viewerIn(context).personId);
  const found = new Map<string, EntryRow>();
  for (const partnershipId of new Set(stored.map((entry) => entry.partnershipId))) {
    const own = stored.filter((entry) => entry.partnershipId === partnershipId);
    for (const entry of await withMembers(context, partnershipId, own)) found.set(entry.id, entry);
  }
  return found;
}
