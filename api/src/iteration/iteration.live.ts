import { CAN_WRITE, type Role } from '@tandem/schema/partnership/rules';
import type { DocumentId, MemberId } from '@tandem/schema/ids';
import type { DocumentKind } from '../live/document-kind.ts';
import type { MemberRow } from '../partnership/membership.ts';
import { statement } from '../platform/db/sql.ts';
import { placeOfIteration } from './iteration-place.ts';
import { projectGoals } from './project-goals.ts';

export const ITERATION_KIND = 'iteration';

/** One that is gone or committed since, a member who has left, or who has another role than when their rights were asked. */
const CHANGED = statement<{ place: number }, [DocumentId[], MemberId[], Role[], boolean[]]>(
  'iteration_changed_rights',
  `select (asked.place - 1)::int as place
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[]) with ordinality as asked(iteration_id, member_id, role, writable, place)
     left join iteration i on i.id = asked.iteration_id
     left join member m on m.id = asked.member_id and m.left_at is null
    where i.id is null or m.role::text is distinct from asked.role
       or (asked.writable and i.commitment_snapshot_id is not null)`,
);

/** Whoever may see the iteration may open its document; observers read, and so do all once its goals are committed to. */
export const iterationKind: DocumentKind = {
  kind: ITERATION_KIND,
  async authorize(context, documentId) {
    const { member, committed } = await placeOfIteration(context, documentId);
    const writable = CAN_WRITE.has(member.role) && !committed;
    return { kind: ITERATION_KIND, partnershipId: member.partnershipId, member, writable };
  },
  async changedRights(sql, open) {
    const members = open.map(({ access }) => access.member as MemberRow);
    const rows = await sql.rows(
      CHANGED,
      open.map(({ documentId }) => documentId),
      members.map(({ id }) => id),
      members.map(({ role }) => role),
      open.map(({ access }) => access.writable),
    );
    return rows.map(({ place }) => place);
  },
  project: projectGoals,
};
