import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { SearchStoriesDocument, type SearchStoriesQuery } from './search-stories.gql';

/** Long enough that a typed word is one search, short enough to feel at once. */
const SETTLE_MS = 140;

type Found = NonNullable<SearchStoriesQuery['partnership']>['stories']['edges'][number]['node'];
const NONE: readonly Found[] = [];

/** The stories whose words match, best first; the former ones stay while the next are searched. */
export function useStorySearch(slug: string, text: string) {
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, previousData, loading, error } = useQuery(SearchStoriesDocument, {
    variables: { slug, search },
    skip: search === '',
    fetchPolicy: 'network-only',
  });
  const found = search === '' ? undefined : (data ?? previousData);
  return {
    stories: found?.partnership?.stories.edges.map(({ node }) => node) ?? NONE,
    searching: loading || search !== text.trim(),
    failed: error !== undefined,
  };
}
