import { useAct } from '../../platform/act';
import { ConfirmDialog } from '../../ui/Dialog';
import type { Meeting } from '../meeting';
import { RemoveEvidenceDocument } from './demo-acts.gql';
import type { Evidence } from './EvidenceList';
import type { Demo } from './verdict-words';

interface RemoveEvidenceDialogProps {
  meeting: Meeting;
  demo: Demo;
  evidence: Evidence;
  onClose: () => void;
}

export default function RemoveEvidenceDialog({ meeting, demo, evidence, onClose }: RemoveEvidenceDialogProps) {
  const [remove, pending] = useAct(RemoveEvidenceDocument, `“${evidence.title}” was not removed`);
  const confirm = async () => {
    if (await remove({ meetingId: meeting.id, storyId: demo.story.id, evidenceId: evidence.id })) onClose();
  };
  return (
    <ConfirmDialog
      title={`Remove “${evidence.title}”?`}
      isOpen
      onClose={onClose}
      onConfirm={() => void confirm()}
      confirm="Remove it"
      danger
      isPending={pending}
    >
      <p>Neither side can look at it then, and the minutes will not have it.</p>
    </ConfirmDialog>
  );
}
