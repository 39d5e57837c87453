import type { ReactNode } from 'react';
import type { Party } from '../../partnership/use-partnership';
import { usePartnership } from '../../partnership/use-partnership';
import { cityOf, clockIn, useNow } from '../../platform/time';
import { PartyMark } from '../../ui/PartyMark';
import { weekdayOf } from '../day';
import { EntryCard, HereToo } from './EntryCard';
import css from './StandupPage.module.css';
import type { StandupDayQuery } from './standup.gql';

export type Standup = NonNullable<StandupDayQuery['standup']>;
type Absence = Standup['waiting'][number];

/** One party's side of a day: who has posted, then who has not. @param mine the viewer's own editor, on their party's side. */
export function PartyColumn({ party, standup, mine }: { party: Party; standup: Standup; mine: ReactNode }) {
  const { me } = usePartnership();
  const entries = standup.entries.filter(({ member }) => member.party.id === party.id);
  const shown = mine ? entries.filter(({ member }) => member.id !== me.id) : entries;
  const waiting = standup.waiting.filter(
    ({ member }) => member.party.id === party.id && !(mine && member.id === me.id),
  );
  const everybody = entries.length + standup.waiting.filter(({ member }) => member.party.id === party.id).length;
  return (
    <section className={css.party} data-party={party.kind} aria-labelledby={`standup-${party.id}`}>
      <header className={css.partyHead}>
        <h2 id={`standup-${party.id}`}>{party.name}</h2>
        <p>{everybody === 0 ? 'nobody here' : `${entries.length} of ${everybody} posted`}</p>
      </header>
      {mine}
      {shown.map((entry) => (
        <EntryCard key={entry.id} entry={entry} isMine={entry.member.id === me.id} />
      ))}
      {waiting.length > 0 && (
        <ul className={css.waiting} aria-label={`Not posted, of ${party.name}`}>
          {waiting.map((absence) => (
            <li key={absence.member.id}>
              <PartyMark kind={absence.member.party.kind} initials={absence.member.initials} />
              <p>
                <bdi className={css.name}>{absence.member.name}</bdi>{' '}
                <span className={css.quiet}>
                  <AbsenceWords absence={absence} on={standup.on} />
                  <HereToo memberId={absence.member.id} on={standup.on} />
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function AbsenceWords({ absence: { day, works, member }, on }: { absence: Absence; on: string }) {
  const now = useNow();
  const time = `it is ${clockIn(member.timeZone, now)} in ${cityOf(member.timeZone)}`;
  if (day === 'OVER') return works ? 'posted nothing' : 'did not work that day';
  if (!works) return `${weekdayOf(on)} is no working day of theirs`;
  return day === 'UNDER_WAY' ? `not yet: ${time}` : `${weekdayOf(on)} has not begun there: ${time}`;
}
