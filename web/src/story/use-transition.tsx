import { NEEDS_REASON, type StoryState } from '@tandem/schema/story/rules';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { Place, StoryCard } from './story-optimism';
import { useStoryActions } from './use-story-actions';

const ReasonDialog = lazy(() => import('./ReasonDialog'));

interface Asked {
  story: StoryCard;
  to: StoryState;
  place?: Place;
  ranked?: readonly StoryCard[];
}

/** Moves a story to a state, asking for a reason where one is due. `dialog` is to be rendered by whoever uses it. */
export function useTransition(): { transition: (asked: Asked) => void; dialog: ReactNode } {
  const actions = useStoryActions();
  const [asked, setAsked] = useState<Asked | null>(null);
  const perform = useCallback(
    ({ story, to, ...rest }: Asked, reason?: string) =>
      void actions.transition(story, to, { ...rest, ...(reason ? { reason } : {}) }),
    [actions],
  );
  const transition = useCallback(
    (next: Asked) => {
      if (next.to !== next.story.state && NEEDS_REASON.has(next.to)) setAsked(next);
      else perform(next);
    },
    [perform],
  );
  const dialog = asked && (
    <Suspense fallback={null}>
      <ReasonDialog
        story={asked.story}
        to={asked.to}
        onClose={() => setAsked(null)}
        onGive={(reason) => {
          setAsked(null);
          perform(asked, reason);
        }}
      />
    </Suspense>
  );
  return { transition, dialog };
}
