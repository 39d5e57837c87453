import { useNavigate } from '@tanstack/react-router';
import { useMemo, useSyncExternalStore } from 'react';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { usePartnership } from '../partnership/use-partnership';
import { type Drag, DragList } from '../ui/DragList';
import board from './BoardPage.module.css';
import css from './StoriesPage.module.css';
import { StoryRow } from './StoryRow';
import type { StoryCard } from './story-optimism';
import { useStoryActions } from './use-story-actions';
import { useTransition } from './use-transition';

const narrow = matchMedia('(max-width: 720px)');
const onNarrow = (listener: () => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

interface StoryRowsProps {
  stories: readonly StoryCard[];
  /** Every story by rank: the neighbours that a new rank is found between. */
  all: readonly StoryCard[];
  /** False for search results, whose order is how well they match. */
  ranked: boolean;
}

export function StoryRows({ stories, all, ranked }: StoryRowsProps) {
  const { slug, canWrite } = usePartnership();
  const navigate = useNavigate();
  const { rank } = useStoryActions();
  const { transition, dialog } = useTransition();
  const isNarrow = useSyncExternalStore(onNarrow, () => narrow.matches);
  const layout = useMemo(() => ({ rowSize: isNarrow ? 84 : 48, gap: 0, dropIndicatorThickness: 4 }), [isNarrow]);
  const drag: Drag<StoryCard> = {
    getItems: (_keys, items) => items.map((story) => ({ 'text/plain': `${story.key} ${story.title}` })),
    onReorder: ({ keys, target }) => {
      const [id] = keys;
      const story = stories.find((one) => one.id === id);
      const beside = String(target.key);
      if (story && beside !== story.id)
        void rank(story, target.dropPosition === 'before' ? { beforeId: beside } : { afterId: beside }, all);
    },
  };
  return (
    <>
      <div className={css.table}>
        <Virtualizer layout={ListLayout} layoutOptions={layout}>
          <DragList
            key={String(ranked)}
            className={css.rows!}
            aria-label="Stories"
            items={stories}
            dependencies={[stories, canWrite, ranked, isNarrow]}
            drag={canWrite && ranked ? drag : null}
            indicatorClassName={board.indicator!}
            onAction={(id) => {
              const story = stories.find((one) => one.id === id);
              if (story) void navigate({ to: '/p/$slug/stories/$key', params: { slug, key: story.key } });
            }}
          >
            {(story) => (
              <StoryRow
                story={story}
                list={ranked ? stories : NONE}
                editable={canWrite}
                draggable={canWrite && ranked}
                onPlace={(place) => void rank(story, place, all)}
                onState={(to) => transition({ story, to })}
              />
            )}
          </DragList>
        </Virtualizer>
      </div>
      {dialog}
    </>
  );
}

const NONE: readonly StoryCard[] = [];
