import { lazy } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { PopoverButton } from '../ui/PopoverButton';
import type { Week } from './planned-stories';

const CapacityPopover = lazy(() => import('./CapacityPopover'));

/** The vendor's word: how many points it takes on. */
export function CapacityControl({ week, editable }: { week: Week; editable: boolean }) {
  const { me } = usePartnership();
  if (!editable || me.party.kind !== 'VENDOR') return null;
  return (
    <PopoverButton
      opens="dialog"
      size="small"
      label={week.capacity === null ? 'Set capacity' : `Change the capacity of ${week.capacity}`}
      popover={(anchor) => <CapacityPopover {...anchor} week={week} />}
    >
      {week.capacity === null ? 'Set capacity' : 'Change'}
    </PopoverButton>
  );
}
