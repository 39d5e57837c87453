import { CAN_WRITE, type Role } from '@tandem/schema/partnership/rules';
import type { DocumentId, MemberId, StoryId } from '@tandem/schema/ids';
import type { DocumentKind } from '../live/document-kind.ts';
import type { MemberRow } from '../partnership/membership.ts';
import { statement } from '../platform/db/sql.ts';
import { storyProse } from './project-prose.ts';
import { projectStory } from './project-story.ts';
import { actorOn } from './story-place.ts';

export const STORY_KIND = 'story';

/** A story that is gone, a member who has left, or who has another role than when their rights were asked. */
const CHANGED = statement<{ place: number }, [DocumentId[], MemberId[], Role[]]>(
  'story_changed_rights',
  `select (asked.place - 1)::int as place
     from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as asked(story_id, member_id, role, place)
     left join story s on s.id = asked.story_id
     left join member m on m.id = asked.member_id and m.left_at is null
    where s.id is null or m.role::text is distinct from asked.role`,
);

/** Whoever may see the story may open its document; observers read. */
export const storyKind: DocumentKind = {
  kind: STORY_KIND,
  async authorize(context, documentId) {
    const member = await actorOn(context, documentId as string as StoryId);
    return { kind: STORY_KIND, partnershipId: member.partnershipId, member, writable: CAN_WRITE.has(member.role) };
  },
  async changedRights(sql, open) {
    const documentIds = open.map(({ documentId }) => documentId);
    const members = open.map(({ access }) => access.member as MemberRow);
    const rows = await sql.rows(
      CHANGED,
      documentIds,
      members.map(({ id }) => id),
      members.map(({ role }) => role),
    );
    return rows.map(({ place }) => place);
  },
  project: projectStory,
  prose: storyProse,
};
