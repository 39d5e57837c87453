import { useNavigate } from '@tanstack/react-router';
import { weekAfter } from '@tandem/schema/iteration/iso-week';
import * as v from 'valibot';
import { weekName, weekNow, whenWords } from '../../iteration/week-words';
import { usePartnership } from '../../partnership/use-partnership';
import { act } from '../../platform/act';
import { cityOf, ownTimeZone, useNow } from '../../platform/time';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import css from './MeetingDialog.module.css';
import { MOMENT, MOMENT_OR_NONE } from './moment-field';
import { ScheduleMeetingDocument } from './schedule-acts.gql';

/** The week before this one, and those that can be looked ahead to. */
const WEEKS = [-1, 0, 1, 2, 3, 4];

interface ScheduleDialogProps {
  hasSlot: boolean;
  /** The weeks that have a meeting already. */
  taken: readonly string[];
  onClose: () => void;
}

export default function ScheduleDialog({ hasSlot, taken, onClose }: ScheduleDialogProps) {
  const { id: partnershipId, slug, timeZone, firstIterationDay } = usePartnership();
  const navigate = useNavigate();
  const current = weekNow(useNow(), timeZone, firstIterationDay);
  const weeks = WEEKS.map((ahead) => weekAfter(current, ahead)).filter((week) => !taken.includes(week));
  const schema = v.object({ isoWeek: v.string(), startsAt: hasSlot ? MOMENT_OR_NONE : MOMENT });
  const form = useForm(schema, async ({ isoWeek, startsAt }) => {
    const { scheduleMeeting } = await act(ScheduleMeetingDocument, { partnershipId, isoWeek, startsAt });
    const { number } = scheduleMeeting.meeting;
    toast(`Meeting ${number} is in the calendar`, {
      action: {
        label: 'Open it',
        onPress: () => void navigate({ to: '/p/$slug/meetings/$number', params: { slug, number: String(number) } }),
      },
    });
    onClose();
  });
  return (
    <Dialog title="Schedule a meeting" isOpen onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <SelectField
          label="It looks back on"
          name="isoWeek"
          hint="What was delivered in that week comes onto its agenda by itself."
          defaultValue={weeks.includes(current) ? current : weeks[0]}
          options={weeks.map((week) => ({ value: week, label: `${weekName(week)}, ${whenWords(week, current)}` }))}
          autoFocus
        />
        <TextField
          type="datetime-local"
          name="startsAt"
          label={hasSlot ? 'It begins (left empty: at the usual time)' : 'It begins'}
          hint={`By your clock, in ${cityOf(ownTimeZone())}.`}
          error={form.errors.startsAt}
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            Schedule it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
