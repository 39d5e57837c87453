import * as v from 'valibot';
import { act } from '../../platform/act';
import { cityOf, ownTimeZone } from '../../platform/time';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import type { Meeting } from '../meeting';
import css from './MeetingDialog.module.css';
import { MOMENT, toField } from './moment-field';
import { MoveMeetingDocument } from './schedule-acts.gql';

const FORM = v.object({ startsAt: MOMENT });

export default function MoveDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const form = useForm(FORM, async ({ startsAt }) => {
    await act(MoveMeetingDocument, { meetingId: meeting.id, startsAt });
    toast('The meeting has another time', { detail: 'Both sides are told.' });
    onClose();
  });
  return (
    <Dialog title="Another time for the meeting" isOpen onClose={onClose} size="small">
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <TextField
          type="datetime-local"
          name="startsAt"
          label="It begins"
          hint={`By your clock, in ${cityOf(ownTimeZone())}. The deadline for verdicts moves with it.`}
          defaultValue={toField(meeting.startsAt)}
          error={form.errors.startsAt}
          autoFocus
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            Move it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
