import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GridList } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { usePartnership } from '../partnership/use-partnership';
import type { Place, StoryCard } from '../story/story-optimism';
import css from './PlanningList.module.css';
import { PlanningCard } from './PlanningCard';
import type { Week } from './planned-stories';
import type { Planning } from './use-planning';
import { type Side, usePlanningDrag } from './use-planning-drag';

/** Cards of one height, so that a backlog of five hundred scrolls without measuring one. */
const LAYOUT = { rowSize: 76, gap: 6, padding: 2, dropIndicatorThickness: 4 };

interface PlanningListProps {
  side: Side;
  week: Week;
  stories: readonly StoryCard[];
  planning: Planning;
  /** False for who only reads, and once the week is committed to or over. */
  editable: boolean;
  onDecline: (story: StoryCard) => void;
  labelledBy: string;
  empty: ReactNode;
}

/** One side of the planning: the backlog, or the week. */
export function PlanningList(props: PlanningListProps) {
  const { side, week, stories, planning, editable, labelledBy, empty, onDecline } = props;
  const { slug } = usePartnership();
  const navigate = useNavigate();
  const put = (story: StoryCard, place: Place) =>
    void (side === 'week' ? planning.plan(story, place) : planning.unplan(story));
  const dragAndDropHooks = usePlanningDrag(side, put);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
      <GridList
        className={css.list!}
        aria-labelledby={labelledBy}
        items={stories}
        dependencies={[stories, week, planning, editable]}
        {...(editable ? { dragAndDropHooks } : {})}
        keyboardNavigationBehavior="arrow"
        renderEmptyState={() => <div className={css.nothing}>{empty}</div>}
        onAction={(id) => {
          const story = stories.find((one) => one.id === id);
          if (story) void navigate({ to: '/p/$slug/stories/$key', params: { slug, key: story.key } });
        }}
      >
        {(story) => (
          <PlanningCard
            story={story}
            side={side}
            week={week}
            list={stories}
            planning={planning}
            editable={editable}
            onDecline={onDecline}
          />
        )}
      </GridList>
    </Virtualizer>
  );
}
