import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { clockIn, longDate, ownTimeZone } from '../platform/time';
import css from './TodayPage.module.css';
import type { TodayQuery } from './today.gql';
import { usePartnership } from './use-partnership';

type Next = NonNullable<NonNullable<TodayQuery['partnership']>['nextMeeting']>;

/** The meeting that takes place now, or when the next one does and what it will show. */
export function NextMeetingCard({ meeting, now }: { meeting: Next; now: Date }) {
  const { slug } = usePartnership();
  const { number, startsAt, meetingState, stages } = meeting;
  const live = meetingState === 'OPEN';
  const demos = stages.filter(({ kind }) => kind === 'DEMO').length;
  const today = new Date(startsAt).toDateString() === now.toDateString();
  return (
    <section aria-labelledby="meeting-title" className={css.section}>
      <h2 id="meeting-title">The weekly meeting</h2>
      <div className={css.card}>
        <Link
          to="/p/$slug/meetings/$number"
          params={{ slug, number: String(number) }}
          className={css.meeting}
          data-live={live || undefined}
        >
          <span>
            <strong>
              {live
                ? 'It takes place now'
                : `${today ? 'Today' : longDate(startsAt)}, ${clockIn(ownTimeZone(), new Date(startsAt))}`}
            </strong>
            <small>
              {demos === 0 ? 'Nothing to demonstrate yet' : demos === 1 ? 'One demo' : `${demos} demos`}
              {live && ' · join it'}
            </small>
          </span>
          <ArrowRight size={18} aria-hidden />
        </Link>
      </div>
    </section>
  );
}
