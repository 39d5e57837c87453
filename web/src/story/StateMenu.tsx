import { Check, ChevronDown, CornerUpLeft, Trash2 } from 'lucide-react';
import type { StoryState } from '@tandem/schema/story/rules';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { STATE_WORDS } from './state-words';
import type { StoryCard } from './story-optimism';
import { useTransition } from './use-transition';

export function StateIcon({ state }: { state: StoryState }) {
  if (state === 'ACCEPTED') return <Check size={14} aria-hidden />;
  if (state === 'RETURNED') return <CornerUpLeft size={14} aria-hidden />;
  if (state === 'DROPPED') return <Trash2 size={14} aria-hidden />;
  return null;
}

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
      <MenuTrigger>
        <Button size="small" icon={<StateIcon state={story.state} />} aria-label={`State: ${words.name}. Move to…`}>
          {words.name} <ChevronDown size={14} aria-hidden />
        </Button>
        <Menu
          placement="bottom start"
          aria-label="Move to"
          onAction={(key) => transition({ story, to: key as StoryState })}
        >
          {story.transitions.map((to) => (
            <MenuItem
              key={to}
              id={to}
              danger={to === 'DROPPED'}
              icon={<StateIcon state={to} />}
              detail={STATE_WORDS[to].meaning}
            >
              {STATE_WORDS[to].name}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {dialog}
    </>
  );
}
