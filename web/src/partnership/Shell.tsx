import { Outlet, useLocation, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { ChangesFeed } from '../platform/changes';
import { WhoIsHere } from '../platform/here';
import { SignedIn } from '../platform/session';
import { PageSkeleton } from '../ui/Skeleton';
import { MentionOffer } from './mention/MentionOffer';
import { BottomNav, Rail } from './Rail';
import css from './Shell.module.css';
import { ShellSkeleton } from './ShellSkeleton';
import { TopBar } from './TopBar';
import { usePartnership, WithPartnership } from './use-partnership';

/** The frame around every page of one partnership: rail, top bar, who is here, and the feed that keeps it all current. */
export function Shell() {
  const { slug } = useParams({ from: '/p/$slug' });
  return (
    <SignedIn loading={<ShellSkeleton />}>
      {() => (
        <WithPartnership key={slug} slug={slug} loading={<ShellSkeleton />}>
          <Frame />
        </WithPartnership>
      )}
    </SignedIn>
  );
}

function Frame() {
  const { id, slug, seq } = usePartnership();
  const place = useLocation({ select: ({ pathname }) => pathname.slice(`/p/${slug}/`.length) });
  const bare = useLocation({ select: ({ search }) => 'view' in search && search.view === 'present' });
  return (
    <WhoIsHere partnershipId={id} place={place}>
      <ChangesFeed partnershipId={id} after={seq} />
      <a className={css.skip} href="#content">
        Skip to the page
      </a>
      <div className={css.frame} data-bare={bare || undefined}>
        <Rail />
        <div className={css.side}>
          <TopBar />
          <main id="content" tabIndex={-1} className={css.main}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
            <MentionOffer />
          </main>
        </div>
        <BottomNav />
      </div>
    </WhoIsHere>
  );
}
