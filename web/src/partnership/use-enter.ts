import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Viewer } from '../platform/session';

/** Where a person goes once signed in: back to what they wanted to see, else to their partnership's day. */
export function useEnter() {
  const router = useRouter();
  const navigate = useNavigate();
  return useCallback(
    (viewer: Viewer, back?: string) => {
      const [first] = viewer.memberships;
      if (back) router.history.push(back);
      else if (first && viewer.memberships.length === 1)
        void navigate({ to: '/p/$slug/today', params: { slug: first.partnership.slug } });
      else void navigate({ to: '/' });
    },
    [router, navigate],
  );
}
