import { RecordSpend } from '@tandem/schema/iteration/inputs';
import { SPEND_NOTE_MAX } from '@tandem/schema/iteration/rules';
import * as v from 'valibot';
import { act } from '../platform/act';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverDialog, startsInField } from '../ui/PopoverDialog';
import { TextField } from '../ui/TextField';
import { AMOUNT } from './amount-field';
import type { Week } from './planned-stories';
import css from './Popovers.module.css';
import { RecordSpendDocument } from './record-spend.gql';

const FORM = v.pipe(v.object({ amount: AMOUNT, note: v.string() }), RecordSpend);

export default function SpendPopover({ week, ...anchor }: PopoverAnchor & { week: Week }) {
  const { onSubmit, errors, problem, pending } = useForm(FORM, async (values) => {
    await act(RecordSpendDocument, { iterationId: week.id, ...values });
    anchor.onClose();
  });
  return (
    <PopoverDialog {...anchor} label="Record what was spent" className={css.form!}>
      <form onSubmit={onSubmit} noValidate>
        <TextField
          label={`Amount, ${week.budget?.currency ?? ''}`}
          name="amount"
          hint="A minus corrects an earlier entry."
          inputMode="decimal"
          autoFocus={startsInField()}
          error={errors.amount}
        />
        <TextField
          label="What for"
          name="note"
          maxLength={SPEND_NOTE_MAX}
          placeholder="Two test tablets"
          error={errors.note}
        />
        {problem && <p role="alert">{problem}</p>}
        <div className={css.actions}>
          <Button type="submit" variant="primary" isPending={pending}>
            Record
          </Button>
        </div>
      </form>
    </PopoverDialog>
  );
}
