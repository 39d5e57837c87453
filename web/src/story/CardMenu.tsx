import type { StoryState } from '@tandem/schema/story/rules';
import { Ellipsis } from 'lucide-react';
import { lazy } from 'react';
import { PopoverButton } from '../ui/PopoverButton';
import type { Place, StoryCard } from './story-optimism';

const CardMenuItems = lazy(() => import('./CardMenuItems'));

export interface CardMenuProps {
  story: StoryCard;
  /** The list it stands in, in order: its rank is moved among these. Empty when the order is not the rank's. */
  list: readonly StoryCard[];
  onPlace: (place: Place) => void;
  onState: (to: StoryState) => void;
}

export function CardMenu(props: CardMenuProps) {
  return (
    <PopoverButton
      opens="menu"
      size="small"
      label={`Move ${props.story.key} to…`}
      icon={<Ellipsis size={16} aria-hidden />}
      popover={(anchor) => <CardMenuItems {...props} {...anchor} />}
    />
  );
}
