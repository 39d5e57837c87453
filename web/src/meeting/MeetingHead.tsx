import { Link } from '@tanstack/react-router';
import { FileText, Presentation, X } from 'lucide-react';
import { weekName } from '../iteration/week-words';
import { usePartnership } from '../partnership/use-partnership';
import { clockIn, longDate, ownTimeZone } from '../platform/time';
import { PageHeading } from '../ui/Page';
import { Facilitator } from './facilitation/Facilitator';
import type { Facilitation } from './facilitation/use-facilitation';
import css from './MeetingHead.module.css';
import { type Meeting, presentAt } from './meeting';

interface MeetingHeadProps {
  meeting: Meeting;
  facilitation: Facilitation;
  present: boolean;
}

/** Which meeting, how it stands, and who facilitates it. */
export function MeetingHead({ meeting, facilitation, present }: MeetingHeadProps) {
  const { slug } = usePartnership();
  const { number, meetingState } = meeting;
  return (
    <header className={css.head}>
      <div className={css.words}>
        <PageHeading className={css.title!}>Weekly meeting {number}</PageHeading>
        <Standing meeting={meeting} />
      </div>
      <div className={css.end}>
        {meetingState === 'OPEN' && <Facilitator meeting={meeting} facilitation={facilitation} />}
        {meetingState === 'CLOSED' && (
          <Link to="/p/$slug/meetings/$number/minutes" params={{ slug, number: String(number) }} className={css.link}>
            <FileText size={16} aria-hidden /> Minutes
          </Link>
        )}
        {meetingState !== 'CANCELLED' && (
          <Link
            from="/p/$slug/meetings/$number"
            search={(search) => ({ ...search, view: present ? undefined : 'present', step: undefined })}
            className={css.icon}
            activeProps={{}}
            aria-label={present ? 'Leave the shared-screen view' : 'Show on a shared screen'}
            title={
              present ? 'Leave the shared-screen view (Esc)' : 'Show on a shared screen: large, and it always follows'
            }
          >
            {present ? <X size={18} aria-hidden /> : <Presentation size={18} aria-hidden />}
          </Link>
        )}
      </div>
    </header>
  );
}

function Standing({ meeting }: { meeting: Meeting }) {
  const { isoWeek, meetingState, startsAt, closedAt, cancelReason } = meeting;
  const at = (instant: string) => `${longDate(instant)}, ${clockIn(ownTimeZone(), new Date(instant))}`;
  const about = `looks back on ${weekName(isoWeek)}`;
  if (meetingState === 'OPEN') {
    const here = presentAt(meeting).length;
    return (
      <p className={css.standing}>
        <span className={css.live}>
          <span aria-hidden="true" /> Under way
        </span>{' '}
        · {here === 1 ? '1 person' : `${here} people`} checked in · {about}
      </p>
    );
  }
  if (meetingState === 'CANCELLED') return <p className={css.standing}>Cancelled: {cancelReason}</p>;
  if (closedAt)
    return (
      <p className={css.standing}>
        Closed {at(closedAt)} · {about}
      </p>
    );
  return (
    <p className={css.standing}>
      {at(startsAt)} · {about}
    </p>
  );
}
