import { type Party, usePartnership } from '../partnership/use-partnership';
import { cityOf, localTimeIn } from '../platform/time';
import css from './PartyTimes.module.css';

/** More cities than this say less. */
const ZONES_SHOWN = 3;

/** What a moment is on the clocks of both sides, as their people have them on the wall. */
export function PartyTimes({ at }: { at: string }) {
  const { parties } = usePartnership();
  const moment = new Date(at);
  return (
    <ul className={css.times}>
      {parties.map((party) => (
        <li key={party.id} data-party={party.kind}>
          <span className={css.party}>{party.name}</span>
          {zonesOf(party).map((zone) => (
            <span key={zone} className={css.zone}>
              <strong>{localTimeIn(zone, moment)}</strong> {cityOf(zone)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The zones of a party's people, the most usual one first. */
function zonesOf({ members }: Party): string[] {
  const counts = new Map<string, number>();
  for (const { timeZone, leftAt } of members) if (!leftAt) counts.set(timeZone, (counts.get(timeZone) ?? 0) + 1);
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, ZONES_SHOWN)
    .map(([zone]) => zone);
}
