import { useNavigate } from '@tanstack/react-router';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { announce } from '../../ui/announce';
import { ConfirmDialog } from '../../ui/Dialog';
import type { Meeting } from '../meeting';
import { CloseMeetingDocument } from './close.gql';

/** Asks once more: after this, nobody changes the minutes. */
export default function CloseDialog({
  meeting,
  unsaid,
  onClose,
}: {
  meeting: Meeting;
  unsaid: readonly string[];
  onClose: () => void;
}) {
  const { slug } = usePartnership();
  const navigate = useNavigate();
  const [close, pending] = useAct(CloseMeetingDocument, 'The meeting is still open');
  const confirm = async () => {
    if (!(await close({ meetingId: meeting.id }))) return;
    announce(`Meeting ${meeting.number} is closed. Its minutes are frozen.`);
    onClose();
    await navigate({ to: '/p/$slug/meetings/$number/minutes', params: { slug, number: String(meeting.number) } });
  };
  return (
    <ConfirmDialog
      title={`Close meeting ${meeting.number}?`}
      isOpen
      onClose={onClose}
      onConfirm={() => void confirm()}
      confirm="Close and freeze the minutes"
      isPending={pending}
    >
      <p>
        The minutes are frozen as they are now, with a hash that both sides can check. Each party then ratifies them or
        objects; what comes later is an amendment.
      </p>
      {unsaid.length > 0 && (
        <ul>
          {unsaid.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  );
}
