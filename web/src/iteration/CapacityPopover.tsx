import { CAPACITY_MAX } from '@tandem/schema/iteration/rules';
import { type FormEvent, useState } from 'react';
import { useAct } from '../platform/act';
import { Button } from '../ui/Button';
import type { PopoverAnchor } from '../ui/PopoverButton';
import { PopoverDialog, startsInField } from '../ui/PopoverDialog';
import { TextField } from '../ui/TextField';
import type { Week } from './planned-stories';
import css from './Popovers.module.css';
import { SetCapacityDocument } from './set-capacity.gql';

export default function CapacityPopover({ week, ...anchor }: PopoverAnchor & { week: Week }) {
  const [set, pending] = useAct(SetCapacityDocument, 'The capacity was not set');
  const [typed, setTyped] = useState(String(week.capacity ?? ''));
  const [refused, setRefused] = useState(false);
  const apply = async (points: number | null) => {
    if (await set({ iterationId: week.id, points })) anchor.onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/^\d{1,4}$/.test(typed.trim()) && Number(typed) <= CAPACITY_MAX) void apply(Number(typed));
    else setRefused(true);
  };
  return (
    <PopoverDialog {...anchor} label="Capacity" className={css.form!}>
      <form onSubmit={submit} noValidate>
        <TextField
          label="Points you can take on"
          hint="Holidays and other duties taken off. The client sees it at once."
          inputMode="numeric"
          autoFocus={startsInField()}
          value={typed}
          error={refused ? `Enter a whole number from 0 to ${CAPACITY_MAX}.` : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setRefused(false);
          }}
        />
        <div className={css.actions}>
          {week.capacity !== null && (
            <Button variant="quiet" onPress={() => void apply(null)}>
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
