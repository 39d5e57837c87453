import { Link } from '@tanstack/react-router';
import { TrendingUp } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { ago, useNow } from '../../platform/time';
import { Chip } from '../../ui/Chip';
import { PartyMark } from '../../ui/PartyMark';
import type { ConcernCardFragment } from './concern-card.gql';
import { ClockBar } from './ClockBar';
import css from './ConcernsPage.module.css';

/** One concern of the list: the whole row leads to it. */
export function ConcernRow({ concern }: { concern: ConcernCardFragment }) {
  const { slug } = usePartnership();
  const now = useNow();
  const { key, title, raisedBy, raisedAt, ownerParty, story, level, levelCount, concernState: state } = concern;
  return (
    <li className={css.row} data-state={state}>
      <PartyMark kind={raisedBy.party.kind} initials={raisedBy.initials} size={32} />
      <div className={css.what}>
        <p className={css.head}>
          <span className={css.key}>{key}</span>
          {level > 0 && state !== 'CLOSED' && (
            <Chip tone="return" icon={<TrendingUp aria-hidden />}>
              Step {level} of {levelCount}
            </Chip>
          )}
        </p>
        <Link to="/p/$slug/concerns/$key" params={{ slug, key }} className={css.title}>
          {title}
        </Link>
        <p className={css.about}>
          <bdi>{raisedBy.name}</bdi> asks{' '}
          <span className={css.owner} data-party={ownerParty.kind}>
            {ownerParty.name}
          </span>{' '}
          · {ago(raisedAt, now)}
          {story && (
            <>
              {' '}
              · about{' '}
              <Link to="/p/$slug/stories/$key" params={{ slug, key: story.key }} className={css.story}>
                {story.key}
              </Link>
            </>
          )}
        </p>
      </div>
      <ClockBar concern={concern} />
    </li>
  );
}
