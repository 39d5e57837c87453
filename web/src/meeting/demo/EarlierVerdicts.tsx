import { VERDICT_WORDS } from '@tandem/schema/meeting/outcome';
import { ago, useNow } from '../../platform/time';
import css from './PartyVerdict.module.css';
import type { DemoCriterion } from './verdict-words';

/** What somebody found before they changed their mind: it stays on the record. */
export function EarlierVerdicts({ criterion: { verdicts, history } }: { criterion: DemoCriterion }) {
  const now = useNow();
  const standing = new Set(verdicts.map(({ id }) => id));
  const earlier = history.filter(({ id }) => !standing.has(id));
  if (earlier.length === 0) return null;
  return (
    <details className={css.earlier}>
      <summary>{earlier.length === 1 ? 'One earlier verdict' : `${earlier.length} earlier verdicts`}</summary>
      <ol>
        {earlier.map(({ id, member, party, verdict, note, at }) => (
          <li key={id}>
            <bdi>{member.name}</bdi>, {party.name}: {VERDICT_WORDS[verdict].toLowerCase()}
            {note && <> “{note}”</>}, {ago(at, now)}
          </li>
        ))}
      </ol>
    </details>
  );
}
