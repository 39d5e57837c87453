import { usePartnership } from '../partnership/use-partnership';
import { type Shortcut, useShortcuts } from '../ui/shortcuts';
import { mayMove } from './facilitation/rights';
import type { Facilitation } from './facilitation/use-facilitation';
import type { Following } from './follow';
import type { Meeting } from './meeting';

const group = 'Meeting';

interface Acts {
  following: Following;
  facilitation: Facilitation;
  onStep: (step: 'NEXT' | 'BACK') => void;
  /** Null where there is nothing to take over. */
  onTakeOver: (() => void) | null;
  /** Null outside the shared-screen view. */
  onLeaveView: (() => void) | null;
}

/** The meeting without a mouse. `r` raises a concern everywhere, here too, so “ready” is `y`. */
export function useMeetingKeys(meeting: Meeting, { following, facilitation, onStep, onTakeOver, onLeaveView }: Acts) {
  const { me, canWrite } = usePartnership();
  const open = meeting.meetingState === 'OPEN';
  const keys: (Shortcut | false)[] = [
    open && mayMove(meeting, me) && { keys: 'n', label: 'Go on, for everybody', group, run: () => onStep('NEXT') },
    open && mayMove(meeting, me) && { keys: 'b', label: 'Go back, for everybody', group, run: () => onStep('BACK') },
    open && { keys: 'i', label: 'Check in', group, run: () => void facilitation.checkIn() },
    open && canWrite && { keys: 'y', label: 'Ready to go on', group, run: () => facilitation.signal('READY') },
    open && canWrite && { keys: 'm', label: 'Need more time', group, run: () => facilitation.signal('MORE_TIME') },
    open && { keys: 'j', label: 'Rejoin the meeting', group, run: following.rejoin },
    onTakeOver !== null && { keys: 'f', label: 'Take facilitation over', group, run: onTakeOver },
    onLeaveView !== null && { keys: 'Escape', label: 'Leave the shared-screen view', group, run: onLeaveView },
  ];
  useShortcuts(keys.filter((one) => one !== false));
}
