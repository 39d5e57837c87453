import { nextWeek } from '@tandem/schema/iteration/iso-week';
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ArrowUpToLine,
  CalendarArrowUp,
  Hand,
} from 'lucide-react';
import { usePartnership } from '../partnership/use-partnership';
import type { Place } from '../story/story-optimism';
import { MenuItem, MenuSection } from '../ui/Menu';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverMenu } from '../ui/PopoverMenu';
import type { PlanningCardProps } from './PlanningCard';
import { heldIn } from './planned-stories';
import { weekShort } from './week-words';

export default function PlanningMenuItems(props: PlanningCardProps & PopoverAnchor) {
  const { story, side, week, list, planning, onDecline, triggerRef, onClose } = props;
  const { me } = usePartnership();
  const inWeek = side === 'week';
  const places: Record<string, Place | undefined> = inWeek ? placesIn(list, story.id) : {};
  const first = heldIn(week)[0]?.story;
  const name = weekShort(week.isoWeek);
  const run: Record<string, () => unknown> = {
    plan: () => planning.plan(story),
    first: () => planning.plan(story, first ? { beforeId: first.id } : {}),
    back: () => planning.unplan(story),
    next: () => planning.planNext(story),
    decline: () => onDecline(story),
  };
  return (
    <PopoverMenu
      triggerRef={triggerRef}
      onClose={onClose}
      aria-label={`Plan ${story.key}`}
      disabledKeys={Object.keys(places).filter((key) => !places[key])}
      onAction={(key) => {
        const place = places[key];
        if (place) void planning.plan(story, place);
        else void run[key]?.();
      }}
    >
      {inWeek ? (
        <MenuSection title="Move to…">
          <MenuItem id="back" icon={<ArrowLeft size={16} aria-hidden />}>
            The backlog
          </MenuItem>
          <MenuItem id="next" icon={<CalendarArrowUp size={16} aria-hidden />}>
            {`The next week, ${weekShort(nextWeek(week.isoWeek))}`}
          </MenuItem>
        </MenuSection>
      ) : (
        <MenuSection title="Plan it…">
          <MenuItem id="plan" icon={<ArrowRight size={16} aria-hidden />}>
            {`Plan for ${name}`}
          </MenuItem>
          {first && (
            <MenuItem id="first" icon={<ArrowUpToLine size={16} aria-hidden />} detail={`Before ${first.key}`}>
              {`First in ${name}`}
            </MenuItem>
          )}
          <MenuItem id="next" icon={<CalendarArrowUp size={16} aria-hidden />}>
            {`Plan for ${weekShort(nextWeek(week.isoWeek))}`}
          </MenuItem>
        </MenuSection>
      )}
      {inWeek && (
        <MenuSection title="Place in the week">
          <MenuItem id="top" icon={<ArrowUpToLine size={16} aria-hidden />}>
            To the top
          </MenuItem>
          <MenuItem id="up" icon={<ArrowUp size={16} aria-hidden />}>
            One up
          </MenuItem>
          <MenuItem id="down" icon={<ArrowDown size={16} aria-hidden />}>
            One down
          </MenuItem>
          <MenuItem id="bottom" icon={<ArrowDownToLine size={16} aria-hidden />}>
            To the bottom
          </MenuItem>
        </MenuSection>
      )}
      {inWeek && (
        <MenuItem id="decline" danger icon={<Hand size={16} aria-hidden />} detail="Not committing is an answer.">
          {`Decline for ${me.party.name}…`}
        </MenuItem>
      )}
    </PopoverMenu>
  );
}

function placesIn(list: PlanningCardProps['list'], storyId: string): Record<string, Place | undefined> {
  const at = list.findIndex(({ id }) => id === storyId);
  const [above, below] = [list[at - 1], list[at + 1]];
  return {
    top: above && { beforeId: list[0]?.id ?? '' },
    up: above && { beforeId: above.id },
    down: below && { afterId: below.id },
    bottom: below && { afterId: list.at(-1)?.id ?? '' },
  };
}
