import { ChevronDown, HandHelping } from 'lucide-react';
import { lazy } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import { PopoverButton } from '../../ui/PopoverButton';
import type { Meeting } from '../meeting';
import css from './Facilitator.module.css';
import { facilitates } from './rights';
import { useIsGone } from './use-is-gone';
import type { Facilitation } from './use-facilitation';

const HandOverMenu = lazy(() => import('./HandOverMenu'));

/** Whom the screens follow. Who it is hands over from here; when their page is gone, anybody may take over. */
export function Facilitator({ meeting, facilitation }: { meeting: Meeting; facilitation: Facilitation }) {
  const { me, canWrite } = usePartnership();
  const { facilitator } = meeting;
  const gone = useIsGone(facilitator?.id);
  if (!facilitator) return null;
  return (
    <div className={css.who}>
      <PartyMark kind={facilitator.party.kind} initials={facilitator.initials} size={24} />
      {facilitates(meeting, me) ? (
        <PopoverButton
          opens="menu"
          variant="quiet"
          label="You facilitate: hand over to…"
          popover={(anchor) => <HandOverMenu {...anchor} meeting={meeting} facilitation={facilitation} />}
        >
          You facilitate <ChevronDown size={14} aria-hidden />
        </PopoverButton>
      ) : (
        <span>{facilitator.name} facilitates</span>
      )}
      {gone && canWrite && (
        <span className={css.gone}>
          <span>is not here any more</span>
          <Button
            icon={<HandHelping size={16} aria-hidden />}
            isPending={facilitation.takingOver}
            onPress={() => void facilitation.takeOver()}
          >
            Take over
          </Button>
        </span>
      )}
    </div>
  );
}
