import { Plus } from 'lucide-react';
import { MenuItem, MenuSection } from '../../ui/Menu';
import type { PopoverAnchor } from '../../ui/PopoverButton';
import { PopoverMenu } from '../../ui/PopoverMenu';
import type { Stage } from '../meeting';
import type { Facilitation } from './use-facilitation';

const LENGTHS = [1, 2, 5, 10] as const;

interface TimerMenuProps extends PopoverAnchor {
  stage: Stage;
  spentMs: number;
  facilitation: Facilitation;
}

export default function TimerMenu({ stage, spentMs, facilitation, ...anchor }: TimerMenuProps) {
  return (
    <PopoverMenu
      {...anchor}
      placement="top start"
      aria-label="More time for this stage"
      onAction={(minutes) => facilitation.extend(stage, Number(minutes), spentMs)}
    >
      <MenuSection title="More time for this stage">
        {LENGTHS.map((minutes) => (
          <MenuItem key={minutes} id={minutes} icon={<Plus size={16} aria-hidden />}>
            {minutes === 1 ? '1 minute' : `${minutes} minutes`}
          </MenuItem>
        ))}
      </MenuSection>
    </PopoverMenu>
  );
}
