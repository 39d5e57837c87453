import { Ellipsis } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { PopoverButton } from '../../ui/PopoverButton';
import { type Meeting, type Stage, stageName } from '../meeting';
import type { Agenda } from './use-agenda';

const StageMenu = lazy(() => import('./StageMenu'));
const RemoveStandingDialog = lazy(() => import('./RemoveStandingDialog'));

interface StageMenuButtonProps {
  meeting: Meeting;
  stage: Stage;
  agenda: Agenda;
  onBring?: (() => void) | null;
}

/** A part that every meeting has cannot be put back once it is off: that is asked for first. */
export function StageMenuButton({ meeting, stage, agenda, onBring = null }: StageMenuButtonProps) {
  const [asking, setAsking] = useState(false);
  const isOwn = stage.kind === 'TOPIC' || stage.kind === 'DEMO';
  return (
    <>
      <PopoverButton
        opens="menu"
        size="small"
        label={`Change ${stageName(stage)} on the agenda`}
        icon={<Ellipsis size={16} aria-hidden />}
        popover={(anchor) => (
          <StageMenu
            {...anchor}
            meeting={meeting}
            stage={stage}
            agenda={agenda}
            onBring={onBring}
            onRemove={() => (isOwn ? void agenda.remove(stage) : setAsking(true))}
          />
        )}
      />
      {asking && (
        <Suspense fallback={null}>
          <RemoveStandingDialog
            stage={stage}
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              void agenda.remove(stage);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
