import { Link, useParams } from '@tanstack/react-router';
import { addDays, parseIsoWeek, startOfWeek } from '@tandem/schema/iteration/iso-week';
import { useDeliverPending } from '../live/use-deliver-pending';
import { usePartnership } from '../partnership/use-partnership';
import { useNow } from '../platform/time';
import { Page, PageHeading, useTitle } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { PageSkeleton } from '../ui/Skeleton';
import { OpenWeek } from './OpenWeek';
import { UnplannedWeek } from './UnplannedWeek';
import { useWeek } from './use-week';
import { WeekNav } from './WeekNav';
import css from './WeekPage.module.css';
import { daysWords, weekNow, whenWords, zonesWords } from './week-words';

export default function WeekPage() {
  const { iso } = useParams({ from: '/p/$slug/weeks/$iso' });
  return parseIsoWeek(iso) ? <Week key={iso} isoWeek={iso} /> : <NoSuchWeek iso={iso} />;
}

function Week({ isoWeek }: { isoWeek: string }) {
  const { slug, name, timeZone, firstIterationDay, me } = usePartnership();
  const { week, velocities, parties, error, refetch } = useWeek(slug, isoWeek);
  const now = useNow();
  const current = weekNow(now, timeZone, firstIterationDay);
  useDeliverPending(me.personId);
  const from = week?.startsOn ?? startOfWeek(isoWeek, firstIterationDay);
  const to = week?.endsOn ?? addDays(from, 6);
  const zones = [timeZone, ...parties.map(({ calendar }) => calendar.timeZone)];
  return (
    <Page
      title={`Week ${parseIsoWeek(isoWeek)?.week}`}
      context={name}
      width="wide"
      lede={
        <>
          {`${daysWords(from, to)} · ${whenWords(isoWeek, current)}`}
          {week && new Set(zones).size > 1 && (
            <span className={css.zones}>Begins {zonesWords(week.startsAt, zones)}</span>
          )}
        </>
      }
      actions={<WeekNav isoWeek={isoWeek} current={current} planned={Boolean(week)} />}
    >
      {error ? (
        <Problem onRetry={() => void refetch()}>
          The week could not be read. Check your connection, then try again.
        </Problem>
      ) : week === undefined ? (
        <PageSkeleton label="Opening the week" />
      ) : week === null ? (
        <UnplannedWeek isoWeek={isoWeek} current={current} />
      ) : (
        <OpenWeek week={week} velocities={velocities} current={current} />
      )}
    </Page>
  );
}

function NoSuchWeek({ iso }: { iso: string }) {
  const { slug } = usePartnership();
  useTitle('No such week');
  const [, year, week] = /^(\d{4})-W(\d+)$/.exec(iso) ?? [];
  return (
    <Problem
      title={<PageHeading>{week ? `${year} has no week ${Number(week)}` : 'There is no such week'}</PageHeading>}
    >
      A week is named by its year and number, such as 2026-W48.{' '}
      <Link to="/p/$slug/weeks" params={{ slug }}>
        Go to this week
      </Link>
      .
    </Problem>
  );
}
