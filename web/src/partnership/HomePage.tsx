import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { SignedIn } from '../platform/session';
import { PARTY_WORD } from '../ui/PartyMark';
import { PageSkeleton } from '../ui/Skeleton';
import { Welcome } from './Welcome';
import css from './Welcome.module.css';

/** `/`: the one partnership, the choice between several, or the start of the first. */
export function HomePage() {
  const { choose } = useSearch({ from: '/' });
  return (
    <SignedIn loading={<PageSkeleton />}>
      {({ memberships }) => {
        const [only] = memberships;
        if (!only) return <Navigate to="/start" replace />;
        if (memberships.length === 1 && !choose)
          return <Navigate to="/p/$slug/today" params={{ slug: only.partnership.slug }} replace />;
        return (
          <Welcome title="Your partnerships" lede="Choose where to go on.">
            <ul className={css.list}>
              {memberships.map(({ id, partnership, party }) => (
                <li key={id}>
                  <Link to="/p/$slug/today" params={{ slug: partnership.slug }} className={css.choice}>
                    <strong>{partnership.name}</strong>
                    <span>
                      {party.name} · {PARTY_WORD[party.kind].toLowerCase()}
                      {partnership.isSample && ' · sample'}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
            <p>
              <Link to="/start">Start another partnership</Link>
            </p>
          </Welcome>
        );
      }}
    </SignedIn>
  );
}
