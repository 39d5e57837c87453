import { Navigate } from '@tanstack/react-router';
import { usePartnership } from '../../partnership/use-partnership';
import { useNow } from '../../platform/time';
import { dayIn } from '../day';

/** The stand-up of the viewer's own present day, wherever their browser is. */
export default function StandupToday() {
  const { slug, me } = usePartnership();
  const date = dayIn(me.timeZone, useNow());
  return <Navigate to="/p/$slug/standup/$date" params={{ slug, date }} replace />;
}
