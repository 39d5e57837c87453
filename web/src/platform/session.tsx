import { useQuery } from '@apollo/client/react';
import { Navigate, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SessionDocument, SignOutDocument, type ViewerFactsFragment } from './session.gql';
import { Problem } from '../ui/Problem';
import { client, readAgain, shownByThePage, whenSignedOut } from './apollo';
import { reconnect, whenForbidden } from './socket';

export type Viewer = ViewerFactsFragment;

// Asking who we are again answers "nobody", and every guarded page then goes to sign-in and comes back.
whenSignedOut(() => {
  client.cache.writeQuery({ query: SessionDocument, data: { viewer: null } });
});

// Signed out elsewhere, or removed from the party: what is in view is asked for again, and says so.
whenForbidden(readAgain);

export function useSession() {
  const { data, error, refetch } = useQuery(SessionDocument);
  return { viewer: data?.viewer ?? null, known: data !== undefined, error, refetch };
}

/** After signing in, up or by link: what another person may have left in the cache goes, and the socket opens as the new one. */
export async function becomeViewer(viewer: Viewer): Promise<void> {
  await client.clearStore();
  client.cache.writeQuery({ query: SessionDocument, data: { viewer } });
  reconnect();
}

/** Leaves by a fresh page load, so that nothing of the person stays in memory; `stay` loads this same page again. */
export async function signOut({ stay = false }: { stay?: boolean } = {}): Promise<void> {
  await client.mutate({ mutation: SignOutDocument });
  if (stay) location.reload();
  else location.assign('/sign-in');
}

/** Shows its children to a signed-in person; sends anyone else to sign-in, and back here after. */
export function SignedIn({ loading, children }: { loading: ReactNode; children: (viewer: Viewer) => ReactNode }) {
  const { viewer, known, error, refetch } = useSession();
  const router = useRouter();
  if (viewer) return children(viewer);
  if (known)
    return (
      <Navigate
        to="/sign-in"
        search={router.latestLocation.href === '/' ? {} : { back: router.latestLocation.href }}
        replace
      />
    );
  if (error)
    return (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>
        Tandem’s server can’t be reached. Check your connection, then try again.
      </Problem>
    );
  return loading;
}
