import { Link, useNavigate } from '@tanstack/react-router';
import { nextWeek, previousWeek } from '@tandem/schema/iteration/iso-week';
import { ChevronLeft, ChevronRight, Columns3 } from 'lucide-react';
import { usePartnership } from '../partnership/use-partnership';
import { useShortcuts } from '../ui/shortcuts';
import css from './WeekNav.module.css';
import { weekShort } from './week-words';

/** From week to week, back to this one, and to the week's board. */
export function WeekNav({ isoWeek, current, planned }: { isoWeek: string; current: string; planned: boolean }) {
  const { slug } = usePartnership();
  const [before, after] = [previousWeek(isoWeek), nextWeek(isoWeek)];
  const navigate = useNavigate();
  const go = (iso: string) => void navigate({ to: '/p/$slug/weeks/$iso', params: { slug, iso } });
  useShortcuts([
    { keys: 'p', label: 'The week before', group: 'Week', run: () => go(before) },
    { keys: 'n', label: 'The week after', group: 'Week', run: () => go(after) },
  ]);
  return (
    <>
      {planned && (
        <Link to="/p/$slug/board" params={{ slug }} search={{ week: isoWeek }} className={css.board}>
          <Columns3 size={16} aria-hidden /> Board
        </Link>
      )}
      <nav className={css.nav} aria-label="Weeks">
        <Link to="/p/$slug/weeks/$iso" params={{ slug, iso: before }}>
          <ChevronLeft size={16} aria-hidden /> <span className="visually-hidden">The week before, </span>
          {weekShort(before)}
        </Link>
        <Link
          to="/p/$slug/weeks/$iso"
          params={{ slug, iso: current }}
          activeProps={{}}
          aria-current={isoWeek === current ? 'page' : undefined}
        >
          This week
        </Link>
        <Link to="/p/$slug/weeks/$iso" params={{ slug, iso: after }}>
          <span className="visually-hidden">The week after, </span>
          {weekShort(after)} <ChevronRight size={16} aria-hidden />
        </Link>
      </nav>
    </>
  );
}
