import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { type Mentionable, mentionsIn } from './mentions.ts';
import { notify } from './notify.ts';

/** A text that was written, and where it is. */
export interface MentionDraft {
  partnershipId: PartnershipId;
  /** Whose words they are; null when several wrote or it is not known. */
  actorId: MemberId | null;
  /** All its parts, as they were and as they are. */
  before: readonly string[];
  after: readonly string[];
  /** Follows “mentions you in”, such as MT-104 or “the stand-up of Tuesday”. */
  where: string;
  nodeType: string;
  nodeId: string;
  path: string;
  at: Date;
}

const MEMBERS = `select m.id, p.name from member m join person p on p.id = m.person_id
  where m.partnership_id = ? and m.left_at is null order by m.joined_at, m.id`;
/** Taking a mention away and putting it back is one mention to whoever has not read the first. */
const TOLD = `select member_id from notification
  where partnership_id = ? and member_id = any(?::uuid[]) and kind = 'MENTIONED' and node_id = ? and read_at is null`;

/**
 * Tells whoever `after` mentions more often than `before` did, in the transaction that writes the text. A text without @
 * costs nothing.
 */
export async function notifyMentions(em: EntityManager, draft: MentionDraft): Promise<void> {
  const { partnershipId, actorId, before, after, where, nodeId } = draft;
  if (!after.some((text) => text.includes('@'))) return;
  const members = await em.execute<Mentionable[]>(MEMBERS, [partnershipId]);
  const were = mentionsIn(before, members);
  const newly = [...mentionsIn(after, members)].flatMap(([id, times]) => (times > (were.get(id) ?? 0) ? id : []));
  if (newly.length === 0) return;
  const told = await em.execute<{ member_id: MemberId }[]>(TOLD, [partnershipId, `{${newly.join(',')}}`, nodeId]);
  const known = new Set(told.map(({ member_id }) => member_id));
  const actor = members.find(({ id }) => id === actorId)?.name ?? 'Somebody';
  await notify(em, {
    ...draft,
    kind: 'MENTIONED',
    memberIds: newly.filter((id) => !known.has(id)),
    text: `${actor} mentions you in ${where}`,
  });
}
