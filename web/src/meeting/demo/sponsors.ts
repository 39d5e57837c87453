import type { Member } from '../../partnership/use-partnership';

/** Who rules for a party: its sponsors, or its leads where it has none. */
export function whoRules(members: readonly Member[], partyId: string): Member[] {
  const own = members.filter(({ party }) => party.id === partyId);
  const sponsors = own.filter(({ role }) => role === 'SPONSOR');
  return sponsors.length > 0 ? sponsors : own.filter(({ role }) => role === 'LEAD');
}

/** "Ines, Priya or Ama". */
export const anyOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
