import type { StoryState } from '@tandem/schema/story/rules';
import { isState } from './state-words';
import type { StoryCard } from './story-optimism';

/** What a list is narrowed to; every part is a word in the address, so that a link shows the same list. */
export interface StoryFilters {
  q?: string | undefined;
  state?: string | undefined;
  owner?: string | undefined;
  party?: string | undefined;
  label?: string | undefined;
  unestimated?: string | undefined;
}

export const FILTER_NAMES = ['q', 'state', 'owner', 'party', 'label', 'unestimated'] as const;

export const isFiltered = (filters: StoryFilters): boolean => FILTER_NAMES.some((name) => Boolean(filters[name]));

/** Keeps the stories that meet all of the filters but the search, which the server answers. Dropped ones only when asked for. */
export function filterStories(stories: readonly StoryCard[], filters: StoryFilters): StoryCard[] {
  const { state, owner, party, label, unestimated } = filters;
  return stories.filter(
    (story) =>
      (state && isState(state) ? story.state === state : story.state !== 'DROPPED' || Boolean(filters.q)) &&
      (!owner || (owner === 'nobody' ? story.owners.length === 0 : story.owners.some(({ id }) => id === owner))) &&
      (!party || story.owners.some((member) => member.party.id === party)) &&
      (!label || story.labels.some(({ id }) => id === label)) &&
      (!unestimated || story.estimate === null),
  );
}

/** Whose move it is: a delivered story waits for the client's verdict, a committed or returned one for the vendor's work. */
const WAITING: Readonly<Record<'client' | 'vendor', ReadonlySet<StoryState>>> = {
  client: new Set<StoryState>(['DELIVERED']),
  vendor: new Set<StoryState>(['COMMITTED', 'IN_PROGRESS', 'RETURNED']),
};

export const BOARD_VIEWS = {
  all: 'All stories',
  client: 'Waiting on client',
  vendor: 'Waiting on vendor',
  mine: 'Mine',
} as const;
export type BoardView = keyof typeof BOARD_VIEWS;

export const isBoardView = (word: string | undefined): word is BoardView => word !== undefined && word in BOARD_VIEWS;

export function boardStories(stories: readonly StoryCard[], view: BoardView, memberId: string): readonly StoryCard[] {
  if (view === 'all') return stories;
  if (view === 'mine') return stories.filter(({ owners }) => owners.some(({ id }) => id === memberId));
  return stories.filter(({ state }) => WAITING[view].has(state));
}
