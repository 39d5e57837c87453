import { ConfirmDialog } from '../../ui/Dialog';
import { type Stage, stageName } from '../meeting';

interface RemoveStandingDialogProps {
  stage: Stage;
  onClose: () => void;
  onConfirm: () => void;
}

export default function RemoveStandingDialog({ stage, onClose, onConfirm }: RemoveStandingDialogProps) {
  return (
    <ConfirmDialog
      title={`This meeting without “${stageName(stage)}”?`}
      isOpen
      onClose={onClose}
      onConfirm={onConfirm}
      confirm="Take it off"
      danger
    >
      <p>It is part of every meeting. It comes back with the next one, but cannot be put back into this one.</p>
    </ConfirmDialog>
  );
}
