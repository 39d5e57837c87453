import { useQuery } from '@apollo/client/react';
import { useSearch } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { useDeliverPending } from '../live/use-deliver-pending';
import { StorySearchDocument } from './story-list.gql';
import { usePartnership } from '../partnership/use-partnership';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { NewStoryRow } from './NewStoryRow';
import css from './StoriesPage.module.css';
import { StoryFilterBar } from './StoryFilterBar';
import { StoryRows } from './StoryRows';
import { filterStories, isFiltered, type StoryFilters } from './story-filters';
import type { StoryCard } from './story-optimism';
import { useFilters } from './use-filters';
import { useStories } from './use-stories';

export default function StoriesPage() {
  const { slug, name, canWrite, me } = usePartnership();
  const filters: StoryFilters = useSearch({ from: '/p/$slug/stories' });
  const { stories, error, refetch, insert } = useStories(slug);
  const found = useFound(slug, filters.q ?? '');
  useDeliverPending(me.personId);
  const shown = useMemo(() => {
    if (!stories) return undefined;
    if (!filters.q) return filterStories(stories, filters);
    return found.stories && filterStories(found.stories, filters);
  }, [stories, filters, found.stories]);
  return (
    <Page
      title="Stories"
      context={name}
      lede="The backlog, most important first. Drag a story, or use its menu, to rank it."
    >
      {stories && stories.length > 0 && <StoryFilterBar stories={stories} count={shown?.length} />}
      {error || found.error ? (
        <Problem onRetry={() => void refetch()}>
          The stories could not be read. Check your connection, then try again.
        </Problem>
      ) : shown && stories ? (
        <>
          {shown.length > 0 ? (
            <StoryRows stories={shown} all={stories} ranked={!filters.q} />
          ) : (
            <Nothing filters={filters} any={stories.length > 0} />
          )}
          {canWrite && !isFiltered(filters) && <NewStoryRow onMade={insert} />}
        </>
      ) : (
        <RowsSkeleton />
      )}
    </Page>
  );
}

/** The stories that match a full-text search, the best match first, with each as the cache now knows it. */
function useFound(slug: string, q: string): { stories: StoryCard[] | undefined; error: unknown } {
  const search = useDeferredValue(q.trim());
  const { data, previousData, error } = useQuery(StorySearchDocument, {
    variables: { slug, search },
    skip: search === '',
    fetchPolicy: 'cache-and-network',
  });
  const partnership = (data ?? previousData)?.partnership;
  return useMemo(
    () => ({ stories: partnership?.stories.edges.map(({ node }) => node), error: partnership ? undefined : error }),
    [partnership, error],
  );
}

function Nothing({ filters, any }: { filters: StoryFilters; any: boolean }) {
  const { clear } = useFilters();
  if (!any) {
    return (
      <EmptyState title="No stories yet">
        A story says who needs something and why, in both parties’ words. Write the first one’s title below; you agree
        on the rest together.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No story matches" action={<Button onPress={clear}>Clear the filters</Button>}>
      {filters.q
        ? `Nothing has the words “${filters.q}” in its title, narrative or criteria. Try fewer or other words.`
        : 'No story meets all of these filters. Take one away to see more.'}
    </EmptyState>
  );
}

const RowsSkeleton = () => (
  <div className={css.skeleton} role="status">
    <span className="visually-hidden">Loading the stories…</span>
    {Array.from({ length: 10 }, (_, row) => (
      <Skeleton key={row} height={48} radius={8} />
    ))}
  </div>
);
