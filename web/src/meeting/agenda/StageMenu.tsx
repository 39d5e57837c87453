import { STAGE_MINUTES_MAX } from '@tandem/schema/meeting/rules';
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  CircleParking,
  Megaphone,
  Minus,
  Plus,
  Trash2,
} from 'lucide-react';
import { MenuItem, MenuSection } from '../../ui/Menu';
import type { PopoverAnchor } from '../../ui/PopoverButton';
import { PopoverMenu } from '../../ui/PopoverMenu';
import { isMovable, type Meeting, type Stage, stageName } from '../meeting';
import { type Agenda, placesFor } from './use-agenda';

const STEP_MINUTES = 5;

export interface StageMenuProps {
  meeting: Meeting;
  stage: Stage;
  agenda: Agenda;
  /** Takes everybody there; null for who may not, and where the meeting is already. */
  onBring: (() => void) | null;
  onRemove: () => void;
}

/** Everything that may be done to one item of the agenda. */
export default function StageMenu(props: StageMenuProps & PopoverAnchor) {
  const { meeting, stage, agenda, onBring, onRemove, ...anchor } = props;
  const places = placesFor(meeting.stages, stage);
  const { minutes } = stage;
  const run: Record<string, () => unknown> = {
    bring: () => onBring?.(),
    more: () => agenda.setMinutes(stage, Math.min(STAGE_MINUTES_MAX, minutes + STEP_MINUTES)),
    less: () => agenda.setMinutes(stage, Math.max(1, minutes - STEP_MINUTES)),
    park: () => agenda.park(stage),
    remove: onRemove,
  };
  return (
    <PopoverMenu
      {...anchor}
      aria-label={`Change ${stageName(stage)}`}
      disabledKeys={[
        ...Object.keys(places).filter((key) => !places[key]),
        ...(minutes === 1 ? ['less'] : minutes === STAGE_MINUTES_MAX ? ['more'] : []),
      ]}
      onAction={(key) => {
        const place = places[key];
        if (place) void agenda.move(stage, place);
        else void run[key]?.();
      }}
    >
      {onBring && (
        <MenuItem id="bring" icon={<Megaphone aria-hidden />}>
          Bring everybody here
        </MenuItem>
      )}
      {isMovable(stage) && (
        <MenuSection title="Move to…">
          <MenuItem id="top" icon={<ArrowUpToLine aria-hidden />}>
            Right after the check-in
          </MenuItem>
          <MenuItem id="up" icon={<ArrowUp aria-hidden />}>
            One up
          </MenuItem>
          <MenuItem id="down" icon={<ArrowDown aria-hidden />}>
            One down
          </MenuItem>
          <MenuItem id="bottom" icon={<ArrowDownToLine aria-hidden />}>
            Right before the close
          </MenuItem>
        </MenuSection>
      )}
      <MenuSection title={`Time: ${minutes} min`}>
        <MenuItem id="more" icon={<Plus aria-hidden />}>
          {`${STEP_MINUTES} minutes more`}
        </MenuItem>
        <MenuItem id="less" icon={<Minus aria-hidden />}>
          {minutes > STEP_MINUTES ? `${STEP_MINUTES} minutes less` : 'One minute only'}
        </MenuItem>
      </MenuSection>
      {stage.kind === 'TOPIC' && meeting.meetingState === 'OPEN' && (
        <MenuItem
          id="park"
          icon={<CircleParking aria-hidden />}
          detail="The next meeting begins with it on its agenda."
        >
          Park it
        </MenuItem>
      )}
      {isMovable(stage) && (
        <MenuItem id="remove" danger icon={<Trash2 aria-hidden />}>
          Take it off the agenda
        </MenuItem>
      )}
    </PopoverMenu>
  );
}
