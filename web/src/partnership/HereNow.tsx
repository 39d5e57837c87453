import { useHere } from '../platform/here';
import { cityOf, localTimeIn } from '../platform/time';
import { PartyMark } from '../ui/PartyMark';
import { placeWords } from './place-words';
import css from './TodayPage.module.css';
import { usePartnership } from './use-partnership';

/** Who has the partnership open at this moment, where in it, and what time it is for them. */
export function HereNow({ now }: { now: Date }) {
  const { me } = usePartnership();
  const others = useHere().filter(({ member }) => member.id !== me.id);
  return (
    <section aria-labelledby="here-title" className={css.section}>
      <h2 id="here-title">Here now</h2>
      <div className={css.card}>
        {others.length === 0 ? (
          <p className={css.quiet}>
            Only you at the moment. Others show here, with the page they are on, as soon as they open Tandem.
          </p>
        ) : (
          <ul className={css.people}>
            {others.map(({ member, places }) => (
              <li key={member.id}>
                <PartyMark kind={member.party.kind} initials={member.initials} />
                <span>
                  <strong>{member.name}</strong> {placeWords(places[0] ?? '')}
                </span>
                <span className={css.when}>
                  {cityOf(member.timeZone)} {localTimeIn(member.timeZone, now)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
