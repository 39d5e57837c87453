import type { DocumentId, MemberId, PartnershipId, PersonId } from '@tandem/schema/ids';
import { CAN_WRITE, type Role } from '@tandem/schema/partnership/rules';
import type { DocumentKind } from '../../live/document-kind.ts';
import { statement } from '../../platform/db/sql.ts';
import { notFound } from '../../platform/errors.ts';
import { type MemberRow, memberIn, viewerIn } from '../membership.ts';

interface Page extends Pick<DocumentKind, 'kind' | 'project'> {
  /** Whose rows have the documents' ids. */
  table: string;
  /** How a refusal names it. */
  name: string;
}

/** A document of the whole partnership: its members open it, all but observers write in it, of whichever party they are. */
export function pageKind({ kind, table, name, project }: Page): DocumentKind {
  const PLACE = statement<{ partnershipId: PartnershipId }, [DocumentId, PersonId]>(
    `${table}_place`,
    `select p.partnership_id as "partnershipId" from ${table} p
     join member v on v.partnership_id = p.partnership_id and v.person_id = $2 and v.left_at is null where p.id = $1`,
  );
  /** A page that is gone, a member who has left, or who has another role than when their rights were asked. */
  const CHANGED = statement<{ place: number }, [DocumentId[], MemberId[], Role[]]>(
    `${table}_changed_rights`,
    `select (asked.place - 1)::int as place
       from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as asked(page_id, member_id, role, place)
       left join ${table} p on p.id = asked.page_id
       left join member m on m.id = asked.member_id and m.left_at is null
      where p.id is null or m.role::text is distinct from asked.role`,
  );
  return {
    kind,
    project,
    async authorize(context, documentId) {
      const place = await context.services.sql.row(PLACE, documentId, viewerIn(context).personId);
      if (!place) throw notFound(name);
      const member = await memberIn(context, place.partnershipId);
      return { kind, partnershipId: member.partnershipId, member, writable: CAN_WRITE.has(member.role) };
    },
    async changedRights(sql, open) {
      const members = open.map(({ access }) => access.member as MemberRow);
      const rows = await sql.rows(
        CHANGED,
        open.map(({ documentId }) => documentId),
        members.map(({ id }) => id),
        members.map(({ role }) => role),
      );
      return rows.map(({ place }) => place);
    },
  };
}
