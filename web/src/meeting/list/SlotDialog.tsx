import { MeetingSlotForm } from '@tandem/schema/meeting/inputs';
import { PULSE_QUESTION_MAX } from '@tandem/schema/meeting/rules';
import * as v from 'valibot';
import { WEEKDAYS } from '../../partnership/fields';
import { usePartnership } from '../../partnership/use-partnership';
import { act, useAct } from '../../platform/act';
import { cityOf } from '../../platform/time';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import css from './MeetingDialog.module.css';
import type { SlotFactsFragment } from './meeting-list.gql';
import { EndMeetingSlotDocument, SetMeetingSlotDocument } from './slot-acts.gql';
import { clockOf, minutesOf } from './when-words';

const { weekday, startsAt, duration, everyWeeks, quorum, verdictHours, pulseQuestion } = MeetingSlotForm.entries;
const number = <Rule extends v.GenericSchema<number, number>>(rule: Rule) =>
  v.pipe(v.string(), v.transform(Number), rule);
const FORM = v.object({
  ...{ weekday: number(weekday), duration: number(duration), everyWeeks: number(everyWeeks) },
  ...{ quorum: number(quorum), verdictHours: number(verdictHours), pulseQuestion },
  startsAt: v.pipe(v.string(), v.regex(/^\d\d:\d\d/, 'Say at what time.'), v.transform(minutesOf), startsAt),
});
const FIRST = { weekday: 4, startsAt: 840, duration: 60, everyWeeks: 1, quorum: 1, verdictHours: 24 };
const QUESTION = 'How well did we work together this week?';

const options = (values: readonly number[], label: (value: number) => string) =>
  values.map((value) => ({ value: String(value), label: label(value) }));

/** The usual time of both parties' meeting, and what holds in each; meetings to come that nobody moved follow. */
export default function SlotDialog({ slot, onClose }: { slot: SlotFactsFragment | null; onClose: () => void }) {
  const { id: partnershipId, timeZone } = usePartnership();
  const [end, ending] = useAct(EndMeetingSlotDocument, 'The usual time stays');
  const form = useForm(FORM, async (values) => {
    await act(SetMeetingSlotDocument, { partnershipId, ...values });
    toast('The usual time is set', { detail: 'Meetings to come that nobody moved follow it.' });
    onClose();
  });
  const was = slot ?? FIRST;
  return (
    <Dialog title="When you meet" isOpen onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <div className={css.three}>
          <SelectField label="On" name="weekday" defaultValue={String(was.weekday)} options={WEEKDAYS} autoFocus />
          <TextField
            type="time"
            label={`At, in ${cityOf(timeZone)}`}
            name="startsAt"
            defaultValue={clockOf(was.startsAt)}
            error={form.errors.startsAt}
          />
          <TextField
            label="Minutes"
            name="duration"
            inputMode="numeric"
            defaultValue={String(was.duration)}
            error={form.errors.duration}
          />
        </div>
        <SelectField
          label="How often"
          name="everyWeeks"
          defaultValue={String(was.everyWeeks)}
          options={options([1, 2, 3, 4], (weeks) => (weeks === 1 ? 'Every week' : `Every ${weeks} weeks`))}
        />
        <div className={css.pair}>
          <TextField
            label="Quorum, of each party"
            name="quorum"
            inputMode="numeric"
            hint="So many have to be there for verdicts to count at once."
            defaultValue={String(was.quorum)}
            error={form.errors.quorum}
          />
          <TextField
            label="Hours for verdicts from afar"
            name="verdictHours"
            inputMode="numeric"
            hint="After the start; then what is provisional counts."
            defaultValue={String(was.verdictHours)}
            error={form.errors.verdictHours}
          />
        </div>
        <TextField
          label="What the pulse asks"
          name="pulseQuestion"
          maxLength={PULSE_QUESTION_MAX}
          hint="Answered by each alone, 1 to 5, and seen by nobody until both sides have."
          defaultValue={slot?.pulseQuestion ?? QUESTION}
          error={form.errors.pulseQuestion}
        />
        <DialogActions>
          {slot && (
            <Button
              variant="quiet"
              isPending={ending}
              onPress={() => void end({ partnershipId }).then((done) => done && onClose())}
            >
              No usual time any more
            </Button>
          )}
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            Set it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
