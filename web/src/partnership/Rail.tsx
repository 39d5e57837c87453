import { Link } from '@tanstack/react-router';
import {
  ArrowLeftRight,
  CalendarCheck2,
  CalendarRange,
  Columns3,
  Ellipsis,
  Handshake,
  ListOrdered,
  MessageCircleWarning,
  Presentation,
  Settings2,
  Sunrise,
  Users,
} from 'lucide-react';
import { cityOf, clockIn, dayOrDate, useNow, weekAt } from '../platform/time';
import { OverlapMark, PARTY_WORD, PartyMark } from '../ui/PartyMark';
import { MeMenu } from './MeMenu';
import css from './Shell.module.css';
import { usePartnership } from './use-partnership';

/** The pages that exist, in the order of the rail and of the palette. */
export const PLACES = [
  { to: '/p/$slug/today', label: 'Today', icon: CalendarCheck2, keys: 'g t' },
  { to: '/p/$slug/weeks', label: 'Week', icon: CalendarRange, keys: 'g w' },
  { to: '/p/$slug/meetings', label: 'Weekly meeting', icon: Presentation, keys: 'g m' },
  { to: '/p/$slug/board', label: 'Board', icon: Columns3, keys: 'g b' },
  { to: '/p/$slug/stories', label: 'Stories', icon: ListOrdered, keys: 'g s' },
  { to: '/p/$slug/standup', label: 'Stand-up', icon: Sunrise, keys: 'g d' },
  { to: '/p/$slug/concerns', label: 'Concerns', icon: MessageCircleWarning, keys: 'g c' },
  { to: '/p/$slug/promises', label: 'Promises', icon: ArrowLeftRight, keys: 'g o' },
  { to: '/p/$slug/people', label: 'People', icon: Users, keys: 'g p' },
  { to: '/p/$slug/agreement', label: 'Agreement', icon: Handshake, keys: 'g a' },
  { to: '/p/$slug/settings', label: 'Settings', icon: Settings2, keys: 'g e' },
] as const;
/** At the foot of a phone; the others are under “More”. */
const AT_THE_THUMB: ReadonlySet<string> = new Set(['Today', 'Week', 'Board', 'Stories', 'Stand-up']);

export function Rail() {
  const { name, slug, timeZone, firstIterationDay, me } = usePartnership();
  const now = useNow();
  const { week, daysLeft } = weekAt(now, timeZone, firstIterationDay);
  return (
    <nav className={css.rail} aria-label="Workspace">
      <div className={css.brand}>
        <OverlapMark />
        <div className={css.brandWords}>
          <p className={css.brandName} title={name}>
            {name}
          </p>
          <p className={css.week}>
            Week {week} · {daysLeft === 1 ? 'last day' : `${daysLeft} days left`}
          </p>
        </div>
      </div>
      <ul className={css.places}>
        {PLACES.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to} params={{ slug }} className={css.place} activeOptions={{ includeSearch: false }}>
              <Icon size={18} aria-hidden />
              {label}
              {to === '/p/$slug/concerns' && <OpenConcerns />}
              {to === '/p/$slug/meetings' && <NextMeetingDay now={now} />}
            </Link>
          </li>
        ))}
      </ul>
      <MeMenu>
        <PartyMark kind={me.party.kind} initials={me.initials} size={32} />
        <span className={css.meWords}>
          <span className={css.meName}>{me.name}</span>
          <span className={css.meWhere}>
            {PARTY_WORD[me.party.kind]} · {cityOf(me.timeZone)} {clockIn(me.timeZone, now)}
          </span>
        </span>
      </MeMenu>
    </nav>
  );
}

function OpenConcerns() {
  const count = usePartnership().openConcerns.totalCount;
  return count > 0 && <span className={css.placeNote}>{count} open</span>;
}

/** "Thu", or "now" while one takes place. */
function NextMeetingDay({ now }: { now: Date }) {
  const next = usePartnership().nextMeeting;
  if (!next) return null;
  const live = next.meetingState === 'OPEN';
  return (
    <span className={css.placeNote} data-tone={live ? 'live' : 'plain'}>
      {live ? 'now' : dayOrDate(next.startsAt, now)}
    </span>
  );
}

/** On a phone the places that are used all day stand at the thumb, the others in the browser's own popover. */
export function BottomNav() {
  const { slug } = usePartnership();
  const close = () => document.getElementById('more-places')?.hidePopover();
  return (
    <nav className={css.bottom} aria-label="Pages">
      {PLACES.filter(({ label }) => AT_THE_THUMB.has(label)).map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} params={{ slug }} className={css.bottomPlace} activeOptions={{ includeSearch: false }}>
          <Icon size={20} aria-hidden />
          {label}
        </Link>
      ))}
      <button type="button" className={css.bottomPlace} popoverTarget="more-places">
        <Ellipsis size={20} aria-hidden />
        More
      </button>
      <ul id="more-places" popover="auto" className={css.morePlaces}>
        {PLACES.filter(({ label }) => !AT_THE_THUMB.has(label)).map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              params={{ slug }}
              className={css.place}
              activeOptions={{ includeSearch: false }}
              onClick={close}
            >
              <Icon size={18} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
