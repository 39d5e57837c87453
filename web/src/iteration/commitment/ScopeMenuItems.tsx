import { CalendarMinus, CalendarPlus, Scale, Split } from 'lucide-react';
import { MenuItem } from '../../ui/Menu';
import type { PopoverAnchor } from '../../ui/PopoverButton';
import { PopoverMenu } from '../../ui/PopoverMenu';
import type { Week } from '../planned-stories';
import { changeable, type ScopeKind } from './scope-kinds';

interface ScopeMenuItemsProps extends PopoverAnchor {
  week: Week;
  onChoose: (kind: ScopeKind) => void;
}

const CHANGES = ['REMOVE', 'REESTIMATE', 'SPLIT'] as const;

/** A week that is over takes nothing in; what was not built can still leave it. */
export default function ScopeMenuItems({ week, onChoose, ...anchor }: ScopeMenuItemsProps) {
  const disabled = [
    ...(week.phase === 'FINISHED' ? ['ADD'] : []),
    ...CHANGES.filter((kind) => changeable(week, kind).length === 0),
  ];
  return (
    <PopoverMenu
      {...anchor}
      aria-label="Change the scope"
      disabledKeys={disabled}
      onAction={(key) => onChoose(key as ScopeKind)}
    >
      <MenuItem id="ADD" icon={<CalendarPlus size={16} aria-hidden />} detail="A ready story comes in">
        Add a story
      </MenuItem>
      <MenuItem id="REMOVE" icon={<CalendarMinus size={16} aria-hidden />} detail="It goes back to the backlog">
        Take a story out
      </MenuItem>
      <MenuItem id="REESTIMATE" icon={<Scale size={16} aria-hidden />} detail="It gets other points">
        Re-estimate a story
      </MenuItem>
      <MenuItem id="SPLIT" icon={<Split size={16} aria-hidden />} detail="A part becomes a draft of its own">
        Split a story
      </MenuItem>
    </PopoverMenu>
  );
}
