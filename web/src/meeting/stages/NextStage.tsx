import { Link } from '@tanstack/react-router';
import { nextWeek } from '@tandem/schema/iteration/iso-week';
import { OpenWeek } from '../../iteration/OpenWeek';
import { UnplannedWeek } from '../../iteration/UnplannedWeek';
import { useWeek } from '../../iteration/use-week';
import { daysWords, weekName, weekNow } from '../../iteration/week-words';
import { useDeliverPending } from '../../live/use-deliver-pending';
import { usePartnership } from '../../partnership/use-partnership';
import { useNow } from '../../platform/time';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import type { StageProps } from '../meeting';
import css from './CarryOver.module.css';
import { CarryOverList } from './CarryOverList';
import stageCss from './Stage.module.css';

/** What was not accepted, one by one; then the next week is planned and signed on the same screen. */
export default function NextStage({ meeting }: StageProps) {
  return (
    <div className={stageCss.stage}>
      <CarryOverList meeting={meeting} />
      <NextWeek isoWeek={nextWeek(meeting.isoWeek)} />
    </div>
  );
}

function NextWeek({ isoWeek }: { isoWeek: string }) {
  const { slug, timeZone, firstIterationDay, me } = usePartnership();
  const now = useNow();
  const current = weekNow(now, timeZone, firstIterationDay);
  const { week, velocities, error, refetch } = useWeek(slug, isoWeek);
  useDeliverPending(me.personId);
  return (
    <section className={css.next} aria-labelledby="next-week">
      <header>
        <h3 id="next-week">
          <Link to="/p/$slug/weeks/$iso" params={{ slug, iso: isoWeek }}>
            {weekName(isoWeek).replace('week', 'Week')}
          </Link>
        </h3>
        {week && <span className={stageCss.more}>{daysWords(week.startsOn, week.endsOn)}</span>}
      </header>
      {error ? (
        <Problem onRetry={() => void refetch()}>
          The next week could not be read. Check your connection, then try again.
        </Problem>
      ) : week === undefined ? (
        <PageSkeleton rows={4} label="Opening the next week" />
      ) : week === null ? (
        <UnplannedWeek isoWeek={isoWeek} current={current} />
      ) : (
        <OpenWeek week={week} velocities={velocities} current={current} />
      )}
    </section>
  );
}
