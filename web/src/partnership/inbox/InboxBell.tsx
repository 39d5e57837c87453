import { Link } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { announce } from '../../ui/announce';
import css from '../Shell.module.css';
import { usePartnership } from '../use-partnership';
import { useUnread } from './inbox-state';

const SHOWN_MAX = 99;

/** The way to the inbox, with how much of it is unread. Only that something came is read out, once. */
export function InboxBell() {
  const { id, slug } = usePartnership();
  const unread = useUnread(id);
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (unread !== null && before.current !== null && unread > before.current)
      announce(unread === 1 ? 'One unread notification' : `${unread} unread notifications`);
    before.current = unread;
  }, [unread]);
  const label = unread ? `Inbox, ${unread} unread` : 'Inbox';
  return (
    <Link to="/p/$slug/inbox" params={{ slug }} className={css.bell} aria-label={label} title={label}>
      <Bell size={18} aria-hidden />
      {!!unread && (
        <span className={css.unread} aria-hidden="true">
          {unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}
        </span>
      )}
    </Link>
  );
}
