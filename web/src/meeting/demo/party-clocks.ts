import type { Member, Party } from '../../partnership/use-partnership';
import { cityOf } from '../../platform/time';

export interface PartyClock {
  kind: Party['kind'];
  city: string;
  /** "Thu 3 Dec, 10:00" there. */
  time: string;
}

/** An instant where most people of each party are: one clock for each, the client's first. */
export function partyClocks(instant: string, parties: readonly Party[], members: readonly Member[]): PartyClock[] {
  return parties.flatMap(({ id, kind }) => {
    const zone = commonest(members.filter(({ party }) => party.id === id).map(({ timeZone }) => timeZone));
    return zone ? [{ kind, city: cityOf(zone), time: momentIn(zone, instant) }] : [];
  });
}

function commonest(zones: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const zone of zones) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function momentIn(timeZone: string, instant: string): string {
  const how = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  try {
    return new Date(instant).toLocaleString('en-GB', { ...how, timeZone });
  } catch {
    // A zone that this browser doesn't know: the reader's own clock then serves.
    return new Date(instant).toLocaleString('en-GB', how);
  }
}
