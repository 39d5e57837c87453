import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { type SqlRunner, statement } from '../platform/db/sql.ts';

/** Somebody's rights changed: they joined, got another role, or left. */
export interface MembershipChange {
  partnershipId: PartnershipId;
  memberId: MemberId;
  /** True when they belong to it no more: what they have open ends. */
  left: boolean;
}

type Listener = (change: MembershipChange, elsewhere: boolean) => void;
const listeners = new Set<Listener>();

/**
 * Calls back after the commit of each change; streams check their rights again. `elsewhere` says that another node made it.
 * @returns what stops it.
 */
export function onMembershipChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellMembershipChange(change: MembershipChange): void {
  for (const listener of listeners) listener(change, false);
}

/** Another node says that it has changed a membership. */
export function membershipChangedElsewhere(change: MembershipChange): void {
  for (const listener of listeners) listener(change, true);
}

const endings = new Map<MemberId, Set<() => void>>();

/** Calls back when this member belongs to the partnership no more, on whichever node that was done. @returns what stops it. */
export function onMembershipEnd(memberId: MemberId, listener: () => void): () => void {
  const ofMember = endings.get(memberId) ?? new Set();
  endings.set(memberId, ofMember.add(listener));
  return () => {
    if (ofMember.delete(listener) && ofMember.size === 0 && endings.get(memberId) === ofMember)
      endings.delete(memberId);
  };
}

onMembershipChange(({ memberId, left }) => {
  if (left) endMembership(memberId);
});

function endMembership(memberId: MemberId): void {
  for (const listener of [...(endings.get(memberId) ?? [])]) listener();
}

const LEFT = statement<{ id: MemberId }, [MemberId[]]>(
  'members_left',
  `select asked.id from unnest($1::uuid[]) as asked(id) where not exists
   (select 1 from member m where m.id = asked.id and m.left_at is null)`,
);

/** Finds the endings that no message told, such as another node's while the bus is away. */
export async function checkMemberships(sql: Pick<SqlRunner, 'rows'>): Promise<void> {
  if (endings.size === 0) return;
  for (const { id } of await sql.rows(LEFT, [...endings.keys()])) endMembership(id);
}
