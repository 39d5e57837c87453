import { usePartnership } from '../../partnership/use-partnership';
import { dayIn } from '../../platform/time';
import { BurnUpChart } from '../BurnUpChart';
import type { GlanceWeek } from './WeekPoints';

/** The chart alone, loaded after the page stands. */
export default function WeekBurnUp({ week: { burnUp, startsOn }, now }: { week: GlanceWeek; now: Date }) {
  const { timeZone } = usePartnership();
  return <BurnUpChart days={burnUp} startsOn={startsOn} today={dayIn(timeZone, now)} />;
}
