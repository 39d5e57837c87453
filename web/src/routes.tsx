import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { HomePage } from './partnership/HomePage';
import { Shell } from './partnership/Shell';
import { lazyPage } from './platform/lazy-page';
import { OpenPartnershipDocument } from './partnership/partnership.gql';
import { SessionDocument } from './platform/session.gql';
import { StoryPageDocument } from './story/story-page.gql';
import { NotFound } from './platform/NotFound';
import { RouteError } from './platform/RouteError';
import { warm } from './platform/warm';
import { noteNavigation } from './ui/Page';
import { PageSkeleton } from './ui/Skeleton';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const page = <Path extends string>(path: Path, load: Parameters<typeof lazyPage>[0]) =>
  createRoute({ getParentRoute: () => root, path, component: lazyPage(load) });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: HomePage,
  validateSearch: (search): { choose?: true } => (search.choose ? { choose: true } : {}),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyPage(() => import('./partnership/SignInPage')),
  validateSearch: (search): { back?: string } => backOf(search.back),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyPage(() => import('./partnership/SignUpPage')),
  validateSearch: (search): { back?: string } => backOf(search.back),
});
const join = page('/join', () => import('./partnership/JoinPage'));
const start = page('/start', () => import('./partnership/StartPage'));

/** Everything about one open partnership: the shell stays while the pages inside it change. */
const partnership = createRoute({
  getParentRoute: () => root,
  path: '/p/$slug',
  component: Shell,
  loader: ({ cause, params }) => {
    warm(cause, SessionDocument, {});
    warm(cause, OpenPartnershipDocument, { slug: params.slug });
  },
});
const inside = { getParentRoute: () => partnership };

const landing = createRoute({
  ...inside,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/p/$slug/today', params, replace: true });
  },
});
const today = createRoute({ ...inside, path: 'today', component: lazyPage(() => import('./partnership/TodayPage')) });
const people = createRoute({
  ...inside,
  path: 'people',
  component: lazyPage(() => import('./partnership/PeoplePage')),
});
const party = createRoute({
  ...inside,
  path: 'people/party/$partyId',
  component: lazyPage(() => import('./partnership/profile/PartyPage')),
});
const member = createRoute({
  ...inside,
  path: 'people/$memberId',
  component: lazyPage(() => import('./partnership/profile/MemberPage')),
});
const agreement = createRoute({
  ...inside,
  path: 'agreement',
  component: lazyPage(() => import('./partnership/agreement/AgreementPage')),
});
const settings = createRoute({
  ...inside,
  path: 'settings',
  component: lazyPage(() => import('./partnership/SettingsPage')),
});
const inbox = createRoute({
  ...inside,
  path: 'inbox',
  component: lazyPage(() => import('./partnership/inbox/InboxPage')),
});
const standup = createRoute({
  ...inside,
  path: 'standup',
  component: lazyPage(() => import('./iteration/standup/StandupToday')),
});
const standupDay = createRoute({
  ...inside,
  path: 'standup/$date',
  component: lazyPage(() => import('./iteration/standup/StandupPage')),
});
const concerns = createRoute({
  ...inside,
  path: 'concerns',
  component: lazyPage(() => import('./iteration/concern/ConcernsPage')),
  validateSearch: anyText,
});
const concern = createRoute({
  ...inside,
  path: 'concerns/$key',
  component: lazyPage(() => import('./iteration/concern/ConcernPage')),
});
const board = createRoute({
  ...inside,
  path: 'board',
  component: lazyPage(() => import('./story/BoardPage')),
  validateSearch: anyText,
});
const weeks = createRoute({ ...inside, path: 'weeks', component: lazyPage(() => import('./iteration/WeeksPage')) });
const week = createRoute({ ...inside, path: 'weeks/$iso', component: lazyPage(() => import('./iteration/WeekPage')) });
const stories = createRoute({
  ...inside,
  path: 'stories',
  component: lazyPage(() => import('./story/StoriesPage')),
  validateSearch: anyText,
});
const story = createRoute({
  ...inside,
  path: 'stories/$key',
  component: lazyPage(() => import('./story/StoryPage')),
  loader: ({ cause, params }) => warm(cause, StoryPageDocument, { slug: params.slug, key: params.key }),
  validateSearch: moments,
});

const promises = createRoute({
  ...inside,
  path: 'promises',
  component: lazyPage(() => import('./iteration/promise/PromisesPage')),
  validateSearch: anyText,
});

const meetings = createRoute({
  ...inside,
  path: 'meetings',
  component: lazyPage(() => import('./meeting/list/MeetingsPage')),
});
const meeting = createRoute({
  ...inside,
  path: 'meetings/$number',
  component: lazyPage(() => import('./meeting/MeetingPage')),
  validateSearch: anyText,
});
const minutes = createRoute({
  ...inside,
  path: 'meetings/$number/minutes',
  component: lazyPage(() => import('./meeting/minutes/MinutesPage')),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    signUp,
    join,
    start,
    partnership.addChildren([
      ...[landing, today, people, party, member, agreement, settings, inbox, board, weeks, week, stories, story],
      ...[standup, standupDay, concerns, concern, promises, meetings, meeting, minutes],
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) noteNavigation();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Only a path of our own: `back` must not lead to another site. */
function backOf(back: unknown): { back?: string } {
  return typeof back === 'string' && back.startsWith('/') && !back.startsWith('//') && !back.startsWith('/\\')
    ? { back }
    : {};
}

/** Filters live in the query string; each list reads its own and leaves the rest. */
function anyText(search: Record<string, unknown>): Record<string, string | undefined> {
  const text: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(search))
    if (typeof value === 'string' || typeof value === 'number') text[name] = String(value);
  return text;
}

/** The moment of a story's history that is looked at, and the one it is compared with: numbers, or `now`. */
function moments({ v, diff }: Record<string, unknown>): { v?: number | 'now'; diff?: number } {
  return {
    ...(v === 'now' || typeof v === 'number' ? { v } : {}),
    ...(typeof diff === 'number' ? { diff } : {}),
  };
}
