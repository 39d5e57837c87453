import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { parseIsoWeek } from '@tandem/schema/iteration/iso-week';
import type { StoryState } from '@tandem/schema/story/rules';
import { useMemo } from 'react';
import { weekName, weekNow, whenWords } from '../iteration/week-words';
import { useDeliverPending } from '../live/use-deliver-pending';
import { usePartnership } from '../partnership/use-partnership';
import { useNow, weekAt } from '../platform/time';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { BoardColumn } from './BoardColumn';
import css from './BoardPage.module.css';
import { BOARD_VIEWS, type BoardView, boardStories, isBoardView } from './story-filters';
import type { Place, StoryCard } from './story-optimism';
import { useCreateStory } from './use-create-story';
import { useStories } from './use-stories';
import { useStoryActions } from './use-story-actions';
import { useTransition } from './use-transition';

const COLUMNS: readonly StoryState[] = ['DRAFT', 'READY', 'COMMITTED', 'IN_PROGRESS', 'DELIVERED', 'ACCEPTED'];

/** Returned stories come into view when there are any; dropped ones when asked for. */
const columnsOf = (stories: readonly StoryCard[], dropped: boolean): readonly StoryState[] => [
  ...COLUMNS.slice(0, -1),
  ...(stories.some(({ state }) => state === 'RETURNED') ? (['RETURNED'] as const) : []),
  'ACCEPTED',
  ...(dropped ? (['DROPPED'] as const) : []),
];

export default function BoardPage() {
  const { slug, name, timeZone, firstIterationDay, me } = usePartnership();
  const { stories, error, refetch } = useStories(slug);
  const now = useNow();
  const { week, daysLeft } = weekAt(now, timeZone, firstIterationDay);
  const current = weekNow(now, timeZone, firstIterationDay);
  const only = useSearch({ from: '/p/$slug/board' }).week;
  const other = only && only !== current ? parseIsoWeek(only) : null;
  useDeliverPending(me.personId);
  return (
    <Page
      title={`Week ${other ? other.week : week}`}
      context={name}
      width="wide"
      lede={
        other
          ? `The stories of ${weekName(only ?? '')}, ${whenWords(only ?? '', current)}`
          : daysLeft === 1
            ? 'The last day of this iteration'
            : `${daysLeft} days left in this iteration`
      }
      actions={stories && <Totals stories={only ? stories.filter((one) => one.plannedFor === only) : stories} />}
    >
      {error ? (
        <Problem onRetry={() => void refetch()}>
          The stories could not be read. Check your connection, then try again.
        </Problem>
      ) : stories?.length === 0 ? (
        <NoStories />
      ) : stories ? (
        <Board stories={stories} />
      ) : (
        <BoardSkeleton />
      )}
    </Page>
  );
}

function Board({ stories }: { stories: readonly StoryCard[] }) {
  const { slug, me, timeZone, firstIterationDay } = usePartnership();
  const current = weekNow(useNow(), timeZone, firstIterationDay);
  const search = useSearch({ from: '/p/$slug/board' });
  const navigate = useNavigate();
  const { rank } = useStoryActions();
  const { transition, dialog } = useTransition();
  const view: BoardView = isBoardView(search.for) ? search.for : 'all';
  const dropped = search.dropped === '1';
  const shown = useMemo(
    () => boardStories(stories, view, me.id).filter(({ plannedFor }) => !search.week || plannedFor === search.week),
    [stories, view, me.id, search.week],
  );
  const columns = useMemo(
    () =>
      columnsOf(shown, dropped).map((state) => ({ state, stories: shown.filter((story) => story.state === state) })),
    [shown, dropped],
  );
  const put = (story: StoryCard, to: StoryState, place: Place) => {
    if (to !== story.state) transition({ story, to, place, ranked: stories });
    else if (place.afterId || place.beforeId) void rank(story, place, stories);
  };
  const show = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/p/$slug/board', params: { slug }, search: { ...search, ...change }, replace: true });
  return (
    <>
      <div className={css.views}>
        <nav className={css.which} aria-label="Which stories">
          {Object.entries(BOARD_VIEWS).map(([key, words]) => (
            <Link
              key={key}
              to="/p/$slug/board"
              params={{ slug }}
              search={{ ...search, for: key === 'all' ? undefined : key }}
              replace
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{}}
              data-shown={key === view || undefined}
              aria-current={key === view ? 'page' : undefined}
            >
              {words}
            </Link>
          ))}
        </nav>
        <div className={css.options}>
          <Button
            size="small"
            variant="quiet"
            aria-pressed={Boolean(search.week)}
            onPress={() => show({ week: search.week ? undefined : current })}
          >
            {search.week ? 'Show all weeks' : 'Only this week'}
          </Button>
          <Button
            size="small"
            variant="quiet"
            aria-pressed={dropped}
            onPress={() => show({ dropped: dropped ? undefined : '1' })}
          >
            {dropped ? 'Hide dropped' : 'Show dropped'}
          </Button>
        </div>
      </div>
      <div className={css.board}>
        {columns.map((column) => (
          <BoardColumn key={column.state} state={column.state} stories={column.stories} onPut={put} />
        ))}
      </div>
      {dialog}
    </>
  );
}

function Totals({ stories }: { stories: readonly StoryCard[] }) {
  const points = (...states: StoryState[]) =>
    stories.reduce((sum, story) => (states.includes(story.state) ? sum + (story.estimate ?? 0) : sum), 0);
  return (
    <dl className={css.totals}>
      <div>
        <dt>To build</dt>
        <dd>{points('COMMITTED', 'IN_PROGRESS')}</dd>
      </div>
      <div>
        <dt>Ready to demo</dt>
        <dd>{points('DELIVERED')}</dd>
      </div>
      <div>
        <dt>Accepted</dt>
        <dd>{points('ACCEPTED')}</dd>
      </div>
    </dl>
  );
}

function NoStories() {
  const { canWrite } = usePartnership();
  const [createStory, creating] = useCreateStory();
  return (
    <EmptyState
      title="No stories yet"
      action={
        canWrite && (
          <Button variant="primary" onPress={() => void createStory()} isPending={creating}>
            Write the first story
          </Button>
        )
      }
    >
      A story says who needs something and why, in both parties’ words. It is drafted together, agreed, built, and shown
      at the weekly meeting: each step is a column here.
    </EmptyState>
  );
}

const BoardSkeleton = () => (
  <div className={css.board} role="status">
    <span className="visually-hidden">Loading the board…</span>
    {COLUMNS.map((state) => (
      <div key={state} className={css.column}>
        <Skeleton height={36} />
        {[0, 1, 2, 3].map((card) => (
          <Skeleton key={card} height={116} radius={12} />
        ))}
      </div>
    ))}
  </div>
);
