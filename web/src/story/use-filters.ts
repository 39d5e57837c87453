import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { FILTER_NAMES, type StoryFilters } from './story-filters';

/** The list's filters, kept in the address so that a link, a reload and the back button show the same list. */
export function useFilters() {
  const { slug } = usePartnership();
  const search = useSearch({ from: '/p/$slug/stories' });
  const navigate = useNavigate();
  const set = useCallback(
    (change: StoryFilters) =>
      void navigate({
        to: '/p/$slug/stories',
        params: { slug },
        search: (last) => ({ ...last, ...change }),
        replace: true,
      }),
    [navigate, slug],
  );
  const clear = useCallback(() => set(Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]))), [set]);
  const filters: StoryFilters = search;
  return { filters, set, clear };
}
