import { Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import { useId } from 'react';
import { weekName } from '../../iteration/week-words';
import { usePartnership } from '../../partnership/use-partnership';
import { clockIn, longDate, ownTimeZone } from '../../platform/time';
import type { MeetingListQuery } from './meeting-list.gql';
import css from './MeetingRows.module.css';

export type ListedMeeting = NonNullable<MeetingListQuery['partnership']>['meetings']['edges'][number]['node'];

/** Meetings one a row, each with the way to it, or to its minutes. */
export function MeetingRows({ title, meetings }: { title: string; meetings: readonly ListedMeeting[] }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className={css.count}>{meetings.length}</span>
      </h2>
      <ul className={css.rows}>
        {meetings.map((meeting) => (
          <MeetingRow key={meeting.id} meeting={meeting} />
        ))}
      </ul>
    </section>
  );
}

function MeetingRow({ meeting }: { meeting: ListedMeeting }) {
  const { slug } = usePartnership();
  const { number, isoWeek, meetingState, startsAt, cancelReason, stages } = meeting;
  const demos = stages.filter(({ kind }) => kind === 'DEMO').length;
  const params = { slug, number: String(number) };
  return (
    <li className={css.row} data-state={meetingState}>
      <time dateTime={startsAt}>
        {longDate(startsAt)}, {clockIn(ownTimeZone(), new Date(startsAt))}
      </time>
      <span className={css.what}>
        <Link to="/p/$slug/meetings/$number" params={params}>
          Meeting {number}
        </Link>{' '}
        <span>on {weekName(isoWeek)}</span>
      </span>
      <span className={css.facts}>
        {meetingState === 'CANCELLED'
          ? `Cancelled: ${cancelReason}`
          : demos > 0 && (demos === 1 ? '1 demo' : `${demos} demos`)}
      </span>
      {meetingState === 'CLOSED' && (
        <Link to="/p/$slug/meetings/$number/minutes" params={params} className={css.minutes}>
          <FileText size={15} aria-hidden /> Minutes<span className="visually-hidden"> of meeting {number}</span>
        </Link>
      )}
    </li>
  );
}
