import { Navigate } from '@tanstack/react-router';
import { usePartnership } from '../partnership/use-partnership';
import { useNow } from '../platform/time';
import { weekNow } from './week-words';

/** /weeks: the week that runs now. */
export default function WeeksPage() {
  const { slug, timeZone, firstIterationDay } = usePartnership();
  const iso = weekNow(useNow(), timeZone, firstIterationDay);
  return <Navigate to="/p/$slug/weeks/$iso" params={{ slug, iso }} replace />;
}
