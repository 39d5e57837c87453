import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { DEFAULT_EMAIL, type EmailMode, type NotificationKind } from '@tandem/schema/partnership/notifications';
import { v7 as uuid } from 'uuid';

/** What some members are told. */
export interface NotificationDraft {
  partnershipId: PartnershipId;
  kind: NotificationKind;
  /** Whoever acts is not told of it, and neither are those who have left. */
  memberIds: readonly MemberId[];
  actorId: MemberId | null;
  /** One plain sentence, such as “Asha Nair asks Fieldnote: which depots?”; cut at 400 characters. */
  text: string;
  nodeType: string;
  nodeId: string;
  /** After /p/<slug>, such as /stories/MT-101. */
  path: string;
  at: Date;
}

type Told = { id: MemberId; in_page: boolean | null; email: EmailMode | null };
const WHO = `select m.id, s.in_page, s.email from member m
  left join notification_setting s on s.member_id = m.id and s.kind = ?
  where m.partnership_id = ? and m.id = any(?::uuid[]) and m.left_at is null and m.id is distinct from ?::uuid`;
const INSERT = `insert into notification
  (id, partnership_id, member_id, kind, text, node_type, node_id, path, actor_id, at, read_at, email)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const TEXT_MAX = 400;

/**
 * Tells members of something, each by their own settings, in the transaction of the command that did it: what is not committed
 * is told to nobody. Somebody who does not want a kind in the page has it marked as read; e-mail is sent afterwards.
 */
export async function notify(em: EntityManager, draft: NotificationDraft): Promise<void> {
  const { partnershipId, kind, memberIds, actorId, nodeType, nodeId, path, at } = draft;
  if (memberIds.length === 0) return;
  const text = draft.text.length > TEXT_MAX ? `${draft.text.slice(0, TEXT_MAX - 1)}…` : draft.text;
  const who = await em.execute<Told[]>(WHO, [kind, partnershipId, `{${memberIds.join(',')}}`, actorId]);
  for (const { id, in_page, email } of who)
    await em.execute(INSERT, [
      ...[uuid(), partnershipId, id, kind, text, nodeType, nodeId, path, actorId, at],
      in_page === false ? at : null,
      email ?? DEFAULT_EMAIL[kind],
    ]);
}
