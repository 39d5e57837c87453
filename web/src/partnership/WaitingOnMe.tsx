import { Link } from '@tanstack/react-router';
import { Coffee, Undo2 } from 'lucide-react';
import type { StoryCardFragment } from '../story/story-card.gql';
import type { TodayQuery } from './today.gql';
import { Chip } from '../ui/Chip';
import { EmptyState } from '../ui/EmptyState';
import { PartyMarkStack } from '../ui/PartyMark';
import { NEXT_STEP, STATE_WORD, waitsOn } from './next-step';
import css from './TodayPage.module.css';
import { usePartnership } from './use-partnership';

type Counts = NonNullable<TodayQuery['partnership']>['storyCounts'];

/** My stories whose next step is my party's, most pressing state first; then those that wait on the other side. */
export function WaitingOnMe({ stories, counts }: { stories: readonly StoryCardFragment[]; counts: Counts }) {
  const { me, slug } = usePartnership();
  const kind = me.party.kind;
  const states = (Object.keys(NEXT_STEP) as StoryCardFragment['state'][]).filter((state) =>
    stories.some((story) => story.state === state),
  );
  const ours = states.filter((state) => waitsOn(state, kind));
  const theirs = states.filter((state) => !waitsOn(state, kind));
  const forUs = counts.filter(({ state }) => waitsOn(state, kind)).reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <section aria-labelledby="waiting-title" className={css.section}>
        <h2 id="waiting-title">Waiting on you</h2>
        {ours.map((state) => (
          <Group key={state} state={state} stories={stories} doing={NEXT_STEP[state]?.doing} />
        ))}
        {ours.length === 0 && (
          <div className={css.card}>
            <EmptyState icon={<Coffee size={22} aria-hidden />} title="Nothing waits on you">
              Stories that carry your name show here when the next step is yours.{' '}
              {forUs > 0 && (
                <Link to="/p/$slug/board" params={{ slug }}>
                  {forUs === 1 ? 'One story waits' : `${forUs} stories wait`} on {me.party.name}
                </Link>
              )}
            </EmptyState>
          </div>
        )}
      </section>
      {theirs.length > 0 && (
        <section aria-labelledby="theirs-title" className={css.section}>
          <h2 id="theirs-title">Yours, waiting on the other side</h2>
          {theirs.map((state) => (
            <Group key={state} state={state} stories={stories} />
          ))}
        </section>
      )}
    </>
  );
}

function Group({
  state,
  stories,
  doing,
}: {
  state: StoryCardFragment['state'];
  stories: readonly StoryCardFragment[];
  doing?: string | undefined;
}) {
  const { slug } = usePartnership();
  const group = stories.filter((story) => story.state === state);
  return (
    <div className={css.card}>
      <div className={css.groupHead}>
        <h3>
          {STATE_WORD[state]} <span className={css.count}>{group.length}</span>
        </h3>
        {doing && <p>{doing}</p>}
      </div>
      <ul>
        {group.map((story) => (
          <li key={story.id}>
            <Link to="/p/$slug/stories/$key" params={{ slug, key: story.key }} className={css.row}>
              <span className={css.key}>{story.key}</span>
              <span className={css.rowTitle}>{story.title || 'Untitled story'}</span>
              {state === 'RETURNED' && (
                <Chip tone="return" icon={<Undo2 aria-hidden />}>
                  Returned
                </Chip>
              )}
              <span className={css.points}>
                {story.estimate === null
                  ? 'no estimate'
                  : story.estimate === 1
                    ? '1 point'
                    : `${story.estimate} points`}
              </span>
              <PartyMarkStack people={story.owners} max={4} size={20} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
