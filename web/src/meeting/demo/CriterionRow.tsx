import { Link } from '@tanstack/react-router';
import { FileDiff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNarrow } from '../../iteration/use-narrow';
import { usePartnership } from '../../partnership/use-partnership';
import type { Meeting } from '../meeting';
import css from './Criteria.module.css';
import { EarlierVerdicts } from './EarlierVerdicts';
import { PartyVerdict } from './PartyVerdict';
import { type DemoCriterion, verdictOf } from './verdict-words';

interface CriterionRowProps {
  meeting: Meeting;
  criterion: DemoCriterion;
  place: number;
  count: number;
  storyKey: string;
  isCurrent: boolean;
  mark: ReactNode;
  children: ReactNode;
}

export function CriterionRow({
  meeting,
  criterion,
  place,
  count,
  storyKey,
  isCurrent,
  mark,
  children,
}: CriterionRowProps) {
  const { slug, parties } = usePartnership();
  const narrow = useNarrow();
  const { criterionId, version, text, changedSince } = criterion;
  return (
    <li className={css.row} data-current={isCurrent || undefined}>
      {mark}
      <div className={css.body}>
        {narrow && (
          <p className={css.about}>
            Criterion {place} of {count}, version {version}
          </p>
        )}
        <p className={css.text}>
          <span id={`criterion-${criterionId}`}>{text}</span>
          {!narrow && <span className={css.version}>version {version}</span>}
        </p>
        {changedSince && (
          <p className={css.about}>
            <Link to="/p/$slug/stories/$key" params={{ slug, key: storyKey }} className={css.changed}>
              <FileDiff size={14} aria-hidden /> Its words have changed since. These count.
            </Link>
          </p>
        )}
        {(isCurrent || criterion.verdicts.length > 0) && (
          <div className={css.verdicts}>
            {parties.map((party) => (
              <PartyVerdict key={party.id} party={party} verdict={verdictOf(criterion, party.id)} meeting={meeting} />
            ))}
          </div>
        )}
        <EarlierVerdicts criterion={criterion} />
        {children}
      </div>
    </li>
  );
}
