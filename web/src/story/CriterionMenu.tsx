import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Trash2 } from 'lucide-react';
import { MenuItem, MenuSection } from '../ui/Menu';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverMenu } from '../ui/PopoverMenu';
import type { CriterionRowActions } from './criterion-keys';

interface CriterionMenuProps extends PopoverAnchor {
  name: string;
  index: number;
  count: number;
  actions: CriterionRowActions;
}

export default function CriterionMenu({ name, index, count, actions, ...anchor }: CriterionMenuProps) {
  return (
    <PopoverMenu
      {...anchor}
      aria-label={name}
      disabledKeys={[...(index === 0 ? ['top', 'up'] : []), ...(index === count - 1 ? ['bottom', 'down'] : [])]}
      onAction={(key) => {
        if (key === 'remove') actions.remove();
        else actions.moveTo({ top: 0, up: index - 1, down: index + 1, bottom: count - 1 }[String(key)] ?? index);
      }}
    >
      <MenuSection title="Move to…">
        <MenuItem id="top" icon={<ArrowUpToLine size={16} aria-hidden />}>
          The top
        </MenuItem>
        <MenuItem id="up" icon={<ArrowUp size={16} aria-hidden />} detail="Alt + ↑ while writing">
          One up
        </MenuItem>
        <MenuItem id="down" icon={<ArrowDown size={16} aria-hidden />} detail="Alt + ↓ while writing">
          One down
        </MenuItem>
        <MenuItem id="bottom" icon={<ArrowDownToLine size={16} aria-hidden />}>
          The bottom
        </MenuItem>
      </MenuSection>
      <MenuItem id="remove" danger icon={<Trash2 size={16} aria-hidden />}>
        Remove
      </MenuItem>
    </PopoverMenu>
  );
}
