import { CAN_WRITE, type Role } from '@tandem/schema/partnership/rules';
import type { DocumentId, MemberId } from '@tandem/schema/ids';
import type { MeetingState } from '@tandem/schema/meeting/rules';
import type { DocumentKind } from '../live/document-kind.ts';
import { type MemberRow, memberIn, viewerIn } from '../partnership/membership.ts';
import { statement } from '../platform/db/sql.ts';
import { notFound } from '../platform/errors.ts';
import { projectDemoWords } from './demo/project-demo-words.ts';
import { MEETING_KIND } from './meeting-document.ts';
import { MEETING_PLACE } from './meetings.sql.ts';

/** Once it is closed, its words are in the minutes. */
const OPEN_TO_WORDS: ReadonlySet<MeetingState> = new Set(['SCHEDULED', 'OPEN']);

/** One that is gone or over since, a member who has left, or who has another role than when their rights were asked. */
const CHANGED = statement<{ place: number }, [DocumentId[], MemberId[], Role[], boolean[]]>(
  'meeting_changed_rights',
  `select (asked.place - 1)::int as place
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[]) with ordinality as asked(meeting_id, member_id, role, writable, place)
     left join meeting g on g.id = asked.meeting_id
     left join member m on m.id = asked.member_id and m.left_at is null
    where g.id is null or m.role::text is distinct from asked.role
       or (asked.writable and g.state not in ('SCHEDULED', 'OPEN'))`,
);

/** Whoever may see the meeting may open its document; observers read, and so do all once it is over. */
export const meetingKind: DocumentKind = {
  kind: MEETING_KIND,
  async authorize(context, documentId) {
    const place = await context.services.sql.row(MEETING_PLACE, documentId, viewerIn(context).personId);
    if (!place) throw notFound('meeting');
    const member = await memberIn(context, place.partnershipId);
    const writable = CAN_WRITE.has(member.role) && OPEN_TO_WORDS.has(place.state);
    return { kind: MEETING_KIND, partnershipId: member.partnershipId, member, writable };
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
  project: projectDemoWords,
};
