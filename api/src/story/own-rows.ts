import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { conflict, notFound } from '../platform/errors.ts';

/** What a command names by id and must belong to its partnership: a foreign id is as unknown as an invented one. */
interface NamedMember {
  id: MemberId;
  name: string;
  left_at: Date | null;
}

const MEMBERS = `select m.id, p.name, m.left_at from member m join person p on p.id = m.person_id
  where m.partnership_id = ? and m.id = any(?::uuid[])`;
const LABELS = 'select id, name from label where partnership_id = ? and id = any(?::uuid[])';

/** The members in the order of `ids`, each once, whether they left or not. @throws Refusal NOT_FOUND. */
export const memberNames = (
  em: EntityManager,
  partnershipId: PartnershipId,
  ids: readonly string[],
): Promise<NamedMember[]> => inOrder(em, MEMBERS, partnershipId, ids, 'member');

/** Like memberNames, for who is to do something. @throws Refusal CONFLICT when somebody has left. */
export async function activeMembers(
  em: EntityManager,
  partnershipId: PartnershipId,
  ids: readonly string[],
): Promise<NamedMember[]> {
  const members = await memberNames(em, partnershipId, ids);
  const left = members.find((member) => member.left_at !== null);
  if (left) throw conflict(`${left.name} has left the partnership. Choose somebody who is in it.`);
  return members;
}

/** The labels in the order of `ids`, each once. @throws Refusal NOT_FOUND. */
export const labelsNamed = (
  em: EntityManager,
  partnershipId: PartnershipId,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> => inOrder(em, LABELS, partnershipId, ids, 'label');

async function inOrder<Row extends { id: string }>(
  em: EntityManager,
  sql: string,
  partnershipId: PartnershipId,
  ids: readonly string[],
  what: string,
): Promise<Row[]> {
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  if (wanted.length === 0) return [];
  if (!wanted.every((id) => isUuid(id))) throw notFound(what);
  const rows = await em.execute<Row[]>(sql, [partnershipId, `{${wanted.join(',')}}`]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return wanted.map((id) => {
    const row = byId.get(id);
    if (!row) throw notFound(what);
    return row;
  });
}
