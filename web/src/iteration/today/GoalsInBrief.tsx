import { PARTY_WORD, PartyMark } from '../../ui/PartyMark';
import css from './Week.module.css';
import type { GlanceWeek } from './WeekPoints';

const WORD = { MET: 'met', PARTLY: 'partly met', NOT_MET: 'not met' } as const;

/** What the week is for, with what each side has called each goal. */
export function GoalsInBrief({ goals }: { goals: GlanceWeek['goals'] }) {
  if (goals.length === 0) return null;
  return (
    <div className={css.part}>
      <h3>{goals.length === 1 ? 'Its goal' : 'Its goals'}</h3>
      <ul className={css.goals}>
        {goals
          .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
          .map(({ id, text, outcomes }) => (
            <li key={id}>
              {text}
              {outcomes.map(({ outcome, party }) => (
                <span key={party.id} className={css.called}>
                  <PartyMark kind={party.kind} initials={PARTY_WORD[party.kind].slice(0, 1)} size={18} />
                  {WORD[outcome]}
                </span>
              ))}
            </li>
          ))}
      </ul>
    </div>
  );
}
