import { useQuery } from '@apollo/client/react';
import { useCallback, useEffect, useMemo } from 'react';
import { StoryListDocument, type StoryListQuery } from './story-list.gql';
import { client, shownByThePage } from '../platform/apollo';
import { useOnChange } from '../platform/changes';
import type { StoryCard } from './story-optimism';

const byRank = (a: StoryCard, b: StoryCard) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.number - b.number);

/** All stories of the partnership by rank, page after page, kept current by the changes feed. */
export function useStories(slug: string) {
  const variables = useMemo(() => ({ slug, after: null }), [slug]);
  const { data, error, refetch, fetchMore } = useQuery(StoryListDocument, {
    variables,
    fetchPolicy: 'cache-and-network',
  });
  const found = data?.partnership?.stories;

  const insert = useCallback(
    (story: StoryCard) => {
      client.cache.updateQuery({ query: StoryListDocument, variables }, (list) =>
        list ? withStories(list, [story]) : undefined,
      );
    },
    [variables],
  );
  useOnChange((change) => {
    if (change.kind === 'story.created' && change.node?.__typename === 'Story') insert(change.node);
    // The week that a story has left no longer tells of it.
    if (/^iteration\.story(Unplanned|Declined)$/.test(change.kind)) refetch().catch(shownByThePage);
  });

  const next = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
  useEffect(() => {
    if (next === null) return;
    // A page that fails leaves the pages before it in view; the next visit asks again.
    fetchMore({
      variables: { slug, after: next },
      updateQuery: (list, { fetchMoreResult }) => {
        const page = fetchMoreResult.partnership?.stories;
        return page
          ? withStories(
              list,
              page.edges.map(({ node }) => node),
              page.pageInfo,
            )
          : list;
      },
    }).catch(() => {});
  }, [next, fetchMore, slug]);

  const stories = useMemo(() => found?.edges.map(({ node }) => node).sort(byRank), [found]);
  return { stories, error: stories ? undefined : error, refetch, insert };
}

type Page = NonNullable<StoryListQuery['partnership']>['stories'];

function withStories(list: StoryListQuery, added: readonly StoryCard[], pageInfo?: Page['pageInfo']): StoryListQuery {
  if (!list.partnership) return list;
  const { stories } = list.partnership;
  const known = new Set(stories.edges.map(({ node }) => node.id));
  const fresh = added.filter(({ id }) => !known.has(id)).map((node) => ({ __typename: 'StoryEdge' as const, node }));
  if (fresh.length === 0 && !pageInfo) return list;
  return {
    ...list,
    partnership: {
      ...list.partnership,
      stories: { ...stories, edges: [...stories.edges, ...fresh], pageInfo: pageInfo ?? stories.pageInfo },
    },
  };
}
