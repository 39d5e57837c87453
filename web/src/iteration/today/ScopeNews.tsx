import { Link } from '@tanstack/react-router';
import { usePartnership } from '../../partnership/use-partnership';
import { ago } from '../../platform/time';
import { PartyMark } from '../../ui/PartyMark';
import css from './Week.module.css';
import type { Waiting } from './waiting-words';

/** What others changed in the signed week these last two days: who, by how much, and why. */
export function ScopeNews({ changes, now }: { changes: readonly Waiting[]; now: Date }) {
  const { slug } = usePartnership();
  if (changes.length === 0) return null;
  return (
    <div className={css.part}>
      <h3>Its scope changed</h3>
      <ul className={css.news}>
        {changes.map((change) => {
          const [by] = change.members;
          return (
            <li key={`${change.ref}:${change.since}`}>
              {by && <PartyMark kind={by.party.kind} initials={by.initials} name={by.name} size={20} />}
              <span>
                <Link to="/p/$slug/stories/$key" params={{ slug, key: change.ref }}>
                  {change.ref}
                </Link>{' '}
                {signed(change.count ?? 0)}, {change.detail}
              </span>
              <time dateTime={change.since}>{ago(change.since, now)}</time>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** "+3", "−3" with a real minus, "±0". */
const signed = (points: number): string => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '±0');
