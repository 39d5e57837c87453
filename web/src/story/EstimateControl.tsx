import { lazy } from 'react';
import { PopoverButton } from '../ui/PopoverButton';
import type { StoryCard } from './story-optimism';
import { useStoryActions } from './use-story-actions';

const EstimatePopover = lazy(() => import('./EstimatePopover'));

export const pointsWords = (points: number | null) =>
  points === null ? 'Not estimated' : points === 1 ? '1 point' : `${points} points`;

/** The estimate in points: a usual choice, any whole number, or none. `compact` shows the bare number, for a list's column. */
export function EstimateControl({ story, compact = false }: { story: StoryCard; compact?: boolean }) {
  const { estimate } = useStoryActions();
  return (
    <PopoverButton
      opens="dialog"
      size="small"
      variant={compact ? 'quiet' : 'secondary'}
      label={`Estimate of ${story.key}: ${pointsWords(story.estimate)}`}
      popover={(anchor) => (
        <EstimatePopover
          {...anchor}
          story={story}
          onChoose={(points) => {
            if (points !== story.estimate) void estimate(story, points);
          }}
        />
      )}
    >
      {compact ? (story.estimate ?? '–') : pointsWords(story.estimate)}
    </PopoverButton>
  );
}
