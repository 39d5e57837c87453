import { SetBudget } from '@tandem/schema/iteration/inputs';
import { useState } from 'react';
import * as v from 'valibot';
import { act } from '../platform/act';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverDialog, startsInField } from '../ui/PopoverDialog';
import { SelectField } from '../ui/SelectField';
import { TextField } from '../ui/TextField';
import { AMOUNT } from './amount-field';
import type { Week } from './planned-stories';
import css from './Popovers.module.css';
import { SetBudgetDocument } from './set-budget.gql';

type Unit = 'POINTS' | 'MONEY';

const FORM = v.pipe(
  v.object({
    unit: v.picklist(['POINTS', 'MONEY']),
    amount: AMOUNT,
    currency: v.optional(v.pipe(v.string(), v.trim(), v.toUpperCase())),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { message, path } of v.safeParse(SetBudget, dataset.value).issues ?? [])
      addIssue({ message, ...(path ? { path } : {}) });
  }),
);

export default function BudgetPopover({ week, ...anchor }: PopoverAnchor & { week: Week }) {
  const { budget } = week;
  const [unit, setUnit] = useState<Unit>(budget?.unit ?? 'POINTS');
  const { onSubmit, errors, problem, pending } = useForm(FORM, async (values) => {
    await act(SetBudgetDocument, { iterationId: week.id, ...values, currency: values.currency ?? null });
    anchor.onClose();
  });
  const clear = async () => {
    await act(SetBudgetDocument, { iterationId: week.id, amount: null });
    anchor.onClose();
  };
  return (
    <PopoverDialog {...anchor} label="Budget" className={css.form!}>
      <form onSubmit={onSubmit} noValidate>
        <SelectField<Unit>
          label="Counted in"
          name="unit"
          value={unit}
          onChange={(event) => setUnit(event.target.value === 'MONEY' ? 'MONEY' : 'POINTS')}
          options={[
            { value: 'POINTS', label: 'Points' },
            { value: 'MONEY', label: 'Money' },
          ]}
        />
        <div className={unit === 'MONEY' ? css.pair : undefined}>
          <TextField
            label="Amount"
            name="amount"
            inputMode="decimal"
            autoFocus={startsInField()}
            defaultValue={budget ? String(budget.amount) : ''}
            error={errors.amount}
          />
          {unit === 'MONEY' && (
            <TextField
              label="Currency"
              name="currency"
              maxLength={3}
              autoCapitalize="characters"
              defaultValue={budget?.currency ?? 'GBP'}
              error={errors.currency}
            />
          )}
        </div>
        {problem && <p role="alert">{problem}</p>}
        <div className={css.actions}>
          {budget && (
            <Button variant="quiet" onPress={() => void clear().catch(() => anchor.onClose())}>
              Take it back
            </Button>
          )}
          <Button type="submit" variant="primary" isPending={pending}>
            Set
          </Button>
        </div>
      </form>
    </PopoverDialog>
  );
}
