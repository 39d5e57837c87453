import { useQuery } from '@apollo/client/react';
import { Link, useParams } from '@tanstack/react-router';
import { Link2, TriangleAlert } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { LiveDocument } from '../live/live-document';
import { useDeliverPending } from '../live/use-deliver-pending';
import { useLiveDocument, useLiveStatus } from '../live/use-live-document';
import { StoryPageDocument, type StoryPageQuery } from './story-page.gql';
import { usePartnership } from '../partnership/use-partnership';
import { useSession } from '../platform/session';
import { Button, IconButton } from '../ui/Button';
import { PageHeading, useTitle as useTabTitle } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { PageSkeleton, Skeleton } from '../ui/Skeleton';
import { toast } from '../ui/toast';
import { ReadinessLine } from './agreement/ReadinessLine';
import { AgreementContext } from './agreement/use-agreement';
import { useAnnouncedAgreement } from './agreement/use-announced-agreement';
import { HistoryButton } from './HistoryButton';
import { SaveStatus } from './SaveStatus';
import { Lineage } from './split/Lineage';
import { SplitButton } from './split/SplitButton';
import { StoryDocument } from './StoryDocument';
import { StoryFacts } from './StoryFacts';
import { StoryPresence } from './StoryPresence';
import { useFreshStory } from './use-fresh-story';
import css from './StoryPage.module.css';

const QuestionsPanel = lazy(() => import('./questions/QuestionsPanel'));
const CommittedLine = lazy(() => import('../iteration/commitment/CommittedLine'));

type Story = NonNullable<StoryPageQuery['story']>;

export default function StoryPage() {
  const { slug, key } = useParams({ from: '/p/$slug/stories/$key' });
  const { data, error, refetch } = useQuery(StoryPageDocument, { variables: { slug, key } });
  const { viewer } = useSession();
  if (data?.story && viewer) return <OpenStory key={data.story.id} story={data.story} personId={viewer.person.id} />;
  if (data) {
    return (
      <Problem title={`There is no story ${key} here`}>
        It may have another key, or belong to a partnership that you can’t see.{' '}
        <Link to="/p/$slug/stories" params={{ slug }}>
          See all stories
        </Link>
        .
      </Problem>
    );
  }
  if (error)
    return (
      <Problem onRetry={() => void refetch()}>
        The story could not be read. Check your connection, then try again.
      </Problem>
    );
  return <PageSkeleton label="Opening the story" />;
}

function OpenStory({ story, personId }: { story: Story; personId: string }) {
  const { slug, name, me } = usePartnership();
  const { live, reopen } = useLiveDocument(story.id, personId, me);
  useDeliverPending(personId);
  useFreshStory(story.id, slug, story.key);
  useAnnouncedAgreement(story);
  const title = story.title || 'Untitled story';
  useTabTitle(`${story.key} ${title}`, name);
  const copyLink = () =>
    navigator.clipboard.writeText(location.origin + location.pathname).then(
      () => toast('Link copied', { detail: `${story.key} ${title}` }),
      () => toast('The link was not copied', { detail: 'Copy it from the address bar.', tone: 'problem' }),
    );
  return (
    <article className={css.page}>
      <header className={css.head}>
        <nav className={css.crumbs} aria-label="Where this story is">
          <Link to="/p/$slug/stories" params={{ slug }}>
            Stories
          </Link>
          <span aria-hidden="true">/</span>
          <span className={css.key}>{story.key}</span>
          <IconButton
            size="small"
            label="Copy link"
            icon={<Link2 size={15} aria-hidden />}
            onPress={() => void copyLink()}
          />
          <HistoryButton story={story} />
          <SplitButton story={story} />
        </nav>
        <PageHeading className="visually-hidden">
          {story.key} {title}
        </PageHeading>
        <div className={css.state}>
          {live && <StoryPresence live={live} me={me.id} />}
          {live && <SaveStatus live={live} />}
        </div>
      </header>
      <Lineage story={story} />
      <ReadinessLine story={story} />
      <Suspense fallback={null}>
        <CommittedLine storyKey={story.key} />
      </Suspense>
      <div className={css.columns}>
        <div className={css.main}>
          <div className={css.words}>
            {live ? (
              <AgreementContext value={story}>
                <Words live={live} story={story} onReopen={reopen} />
              </AgreementContext>
            ) : (
              <WordsSkeleton />
            )}
          </div>
          <Suspense fallback={null}>
            <QuestionsPanel story={story} />
          </Suspense>
        </div>
        <aside className={css.facts} aria-label="Facts">
          <StoryFacts story={story} />
        </aside>
      </div>
    </article>
  );
}

function Words({ live, story, onReopen }: { live: LiveDocument; story: Story; onReopen: () => Promise<void> }) {
  const { synced, refused, unsaved } = useLiveStatus(live);
  return (
    <>
      {refused && (
        <div className={css.refused} role="alert">
          <TriangleAlert size={18} aria-hidden />
          <p>
            <strong>
              {unsaved > 0 ? 'Your last edits were not accepted.' : 'This story can’t be followed any more.'}
            </strong>{' '}
            {refused.message} {unsaved > 0 && 'Copy what you need, then open the story as it is on the server.'}
          </p>
          <Button onPress={() => void onReopen()}>{unsaved > 0 ? 'Discard and reopen' : 'Try again'}</Button>
        </div>
      )}
      {synced ? (
        <StoryDocument live={live} focusTitle={story.title === '' && story.version <= 1} />
      ) : (
        !refused && <WordsSkeleton />
      )}
    </>
  );
}

const WordsSkeleton = () => (
  <div className={css.skeleton} role="status">
    <span className="visually-hidden">Opening the story…</span>
    <Skeleton height={38} width="70%" />
    <Skeleton height={20} />
    <Skeleton height={20} width="92%" />
    <Skeleton height={20} width="60%" />
  </div>
);
