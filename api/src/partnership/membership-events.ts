import type { MemberId, PartnershipId } from '@tandem/schema/ids';

/** Somebody's rights changed: they joined, got another role, or left. */
interface MembershipChange {
  partnershipId: PartnershipId;
  memberId: MemberId;
  /** True when they belong to it no more: what they have open ends. */
  left: boolean;
}

type Listener = (change: MembershipChange) => void;
const listeners = new Set<Listener>();

/** Calls back after the commit of each change made in this process; streams check their rights again. @returns what stops it. */
export function onMembershipChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellMembershipChange(change: MembershipChange): void {
  for (const listener of listeners) listener(change);
}
