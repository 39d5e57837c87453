import { Link } from '@tanstack/react-router';
import { usePartnership } from '../../partnership/use-partnership';
import { PartyMark } from '../../ui/PartyMark';
import css from './DemoHead.module.css';
import { OutcomeBadge } from './OutcomeBadge';
import type { Demo } from './verdict-words';

/** Which story, who shows it, and what it has come to so far. */
export function DemoHead({ demo }: { demo: Demo }) {
  const { slug, parties } = usePartnership();
  const { key, title, owners, estimate } = demo.story;
  const shows = owners.find(({ party }) => party.kind === 'VENDOR');
  const vendor = parties.find(({ kind }) => kind === 'VENDOR');
  return (
    <header className={css.head}>
      <div className={css.facts}>
        <Link to="/p/$slug/stories/$key" params={{ slug, key }} className={css.key} aria-label={`${key}, the story`}>
          {key}
        </Link>
        {shows ? (
          <span className={css.shows}>
            <PartyMark kind="VENDOR" initials={shows.initials} size={20} />
            <span>
              <span className={css.verb}>shown by </span>
              <bdi>{shows.name}</bdi>
            </span>
          </span>
        ) : (
          <span>nobody of {vendor?.name ?? 'the vendor'} owns it</span>
        )}
        {estimate !== null && <span className={css.points}>{estimate === 1 ? '1 point' : `${estimate} points`}</span>}
        <span className={css.badge}>
          <OutcomeBadge outcome={demo.demoOutcome} isProvisional={demo.isProvisional} />
        </span>
      </div>
      <h2 id="demo-title" className={css.title} tabIndex={-1}>
        {title || 'Untitled story'}
      </h2>
    </header>
  );
}
