import { CancelMeeting } from '@tandem/schema/meeting/inputs';
import { CANCEL_REASON_MAX } from '@tandem/schema/meeting/rules';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import type { Meeting } from '../meeting';
import css from './MeetingDialog.module.css';
import { CancelMeetingDocument } from './schedule-acts.gql';

export default function CancelDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const form = useForm(CancelMeeting, async ({ reason }) => {
    await act(CancelMeetingDocument, { meetingId: meeting.id, reason });
    toast('The meeting is cancelled', { detail: 'Both sides are told why.' });
    onClose();
  });
  return (
    <Dialog title={`Cancel meeting ${meeting.number}?`} isOpen onClose={onClose} size="small">
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <TextField
          name="reason"
          label="Why does it not take place?"
          hint="Both sides read it. What waits for a verdict waits until the next meeting."
          maxLength={CANCEL_REASON_MAX}
          error={form.errors.reason}
          autoComplete="off"
          autoFocus
        />
        <DialogActions>
          <Button onPress={onClose}>Keep it</Button>
          <Button type="submit" variant="danger" isPending={form.pending}>
            Cancel the meeting
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
