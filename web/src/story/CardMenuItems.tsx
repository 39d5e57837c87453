import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine } from 'lucide-react';
import type { StoryState } from '@tandem/schema/story/rules';
import { MenuItem, MenuSection } from '../ui/Menu';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverMenu } from '../ui/PopoverMenu';
import type { CardMenuProps } from './CardMenu';
import { StateIcon } from './StateIcon';
import { isState, STATE_WORDS } from './state-words';
import type { Place } from './story-optimism';

/** "Move to…": everything that dragging does, for the keyboard, for voice and for one hand on a phone. */
export default function CardMenuItems({ story, list, onPlace, onState, ...anchor }: CardMenuProps & PopoverAnchor) {
  const at = list.findIndex(({ id }) => id === story.id);
  const above = list[at - 1];
  const below = list[at + 1];
  const places: Record<string, Place | undefined> = {
    top: at > 0 ? { beforeId: list[0]?.id ?? '' } : undefined,
    up: above && { beforeId: above.id },
    down: below && { afterId: below.id },
    bottom: below && { afterId: list.at(-1)?.id ?? '' },
  };
  return (
    <PopoverMenu
      {...anchor}
      aria-label={`Move ${story.key} to`}
      disabledKeys={Object.keys(places).filter((key) => !places[key])}
      onAction={(key) => {
        const place = places[key];
        if (place) onPlace(place);
        else if (isState(String(key))) onState(key as StoryState);
      }}
    >
      {story.transitions.length > 0 && (
        <MenuSection title="Move to…">
          {story.transitions.map((to) => (
            <MenuItem key={to} id={to} danger={to === 'DROPPED'} icon={<StateIcon state={to} />}>
              {STATE_WORDS[to].name}
            </MenuItem>
          ))}
        </MenuSection>
      )}
      {at >= 0 && (
        <MenuSection title="Rank">
          <MenuItem id="top" icon={<ArrowUpToLine size={16} aria-hidden />}>
            To the top
          </MenuItem>
          <MenuItem
            id="up"
            icon={<ArrowUp size={16} aria-hidden />}
            {...(above ? { detail: `Before ${above.key}` } : {})}
          >
            One up
          </MenuItem>
          <MenuItem
            id="down"
            icon={<ArrowDown size={16} aria-hidden />}
            {...(below ? { detail: `After ${below.key}` } : {})}
          >
            One down
          </MenuItem>
          <MenuItem id="bottom" icon={<ArrowDownToLine size={16} aria-hidden />}>
            To the bottom
          </MenuItem>
        </MenuSection>
      )}
    </PopoverMenu>
  );
}
