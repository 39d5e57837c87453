import { Link } from '@tanstack/react-router';
import { ArrowLeftRight, LogOut, Plus, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { toastRefusal } from '../platform/act';
import { signOut, useSession } from '../platform/session';
import css from './MeMenu.module.css';
import { usePartnership } from './use-partnership';

/** Who I am, at the rail's foot; opens my own actions in the browser's own popover. */
export function MeMenu({ children }: { children: ReactNode }) {
  const { slug } = usePartnership();
  const { viewer } = useSession();
  const several = (viewer?.memberships.length ?? 0) > 1;
  const close = () => document.getElementById('me-menu')?.hidePopover();
  return (
    <>
      <button type="button" className={css.me} popoverTarget="me-menu">
        {children}
      </button>
      <div id="me-menu" popover="auto" className={css.menu} role="group" aria-label="My account">
        <Link className={css.item} to="/p/$slug/settings" params={{ slug }} hash="profile" onClick={close}>
          <UserRound size={16} aria-hidden /> My profile
        </Link>
        {several && (
          <Link className={css.item} to="/" search={{ choose: true }} onClick={close}>
            <ArrowLeftRight size={16} aria-hidden /> Another partnership
          </Link>
        )}
        <Link className={css.item} to="/start" onClick={close}>
          <Plus size={16} aria-hidden /> Start a partnership
        </Link>
        <button
          type="button"
          className={css.item}
          onClick={() => signOut().catch((error: unknown) => toastRefusal('You are still signed in', error))}
        >
          <LogOut size={16} aria-hidden /> Sign out
        </button>
      </div>
    </>
  );
}
