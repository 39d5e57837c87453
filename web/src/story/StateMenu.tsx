import type { StoryState } from '@tandem/schema/story/rules';
import { ChevronDown } from 'lucide-react';
import { lazy } from 'react';
import { Chip } from '../ui/Chip';
import { PopoverButton } from '../ui/PopoverButton';
import { StateIcon } from './StateIcon';
import { STATE_WORDS } from './state-words';
import type { StoryCard } from './story-optimism';
import { useTransition } from './use-transition';

const StateMenuItems = lazy(() => import('./StateMenuItems'));

/** A story's state, and the states this viewer may move it to. */
export function StateMenu({ story }: { story: StoryCard }) {
  const { transition, dialog } = useTransition();
  const words = STATE_WORDS[story.state];
  if (story.transitions.length === 0) {
    return (
      <Chip tone={words.tone} icon={<StateIcon state={story.state} />}>
        {words.name}
      </Chip>
    );
  }
  return (
    <>
      <PopoverButton
        opens="menu"
        size="small"
        label={`State: ${words.name}. Move to…`}
        icon={<StateIcon state={story.state} />}
        popover={(anchor) => (
          <StateMenuItems
            {...anchor}
            states={story.transitions}
            onState={(to: StoryState) => transition({ story, to })}
          />
        )}
      >
        {words.name} <ChevronDown size={14} aria-hidden />
      </PopoverButton>
      {dialog}
    </>
  );
}
