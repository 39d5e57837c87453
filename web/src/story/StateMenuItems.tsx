import type { StoryState } from '@tandem/schema/story/rules';
import { MenuItem } from '../ui/Menu';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverMenu } from '../ui/PopoverMenu';
import { StateIcon } from './StateIcon';
import { isState, STATE_WORDS } from './state-words';

/** What the weekly meeting's verdicts decide can be set by hand only while nobody has given one. */
const BY_HAND: Partial<Record<StoryState, string>> = {
  ACCEPTED: 'By hand: in the meeting, verdicts decide',
  RETURNED: 'By hand, with a reason: in the meeting, verdicts decide',
};

interface StateMenuItemsProps extends PopoverAnchor {
  states: readonly StoryState[];
  onState: (to: StoryState) => void;
}

export default function StateMenuItems({ states, onState, ...anchor }: StateMenuItemsProps) {
  return (
    <PopoverMenu
      {...anchor}
      aria-label="Move to"
      placement="bottom start"
      onAction={(key) => isState(String(key)) && onState(key as StoryState)}
    >
      {states.map((to) => (
        <MenuItem
          key={to}
          id={to}
          danger={to === 'DROPPED'}
          icon={<StateIcon state={to} />}
          detail={BY_HAND[to] ?? STATE_WORDS[to].meaning}
        >
          {STATE_WORDS[to].name}
        </MenuItem>
      ))}
    </PopoverMenu>
  );
}
