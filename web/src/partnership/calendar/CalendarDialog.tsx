import { SetWorkingCalendar } from '@tandem/schema/partnership/calendar';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import * as v from 'valibot';
import { act, refusal } from '../../platform/act';
import { Button, IconButton } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import { WEEKDAYS, zoneOptions } from '../fields';
import { type CalendarFactsFragment, SetWorkingCalendarDocument } from '../profile/profile.gql';
import type { Party } from '../use-partnership';
import css from './Calendar.module.css';

interface CalendarDialogProps {
  party: Party;
  calendar: CalendarFactsFragment;
  onClose: () => void;
}

/** Weekdays, hours and holidays of one's own party. A time field cannot hold 24:00, so midnight is shown as 00:00. */
export default function CalendarDialog({ party, calendar, onClose }: CalendarDialogProps) {
  const [timeZone, setTimeZone] = useState(calendar.timeZone);
  const [weekdays, setWeekdays] = useState<ReadonlySet<number>>(() => new Set(calendar.weekdays));
  const [opensAt, setOpensAt] = useState(calendar.opensAt);
  const [closesAt, setClosesAt] = useState(calendar.closesAt === '24:00' ? '00:00' : calendar.closesAt);
  const [holidays, setHolidays] = useState(() => calendar.holidays.map(({ on, name }) => ({ key: on, on, name })));
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const change = (key: string, changed: { on?: string; name?: string }) =>
    setHolidays((now) => now.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const save = async () => {
    const wanted = {
      ...{ timeZone, weekdays: [...weekdays], opensAt, closesAt: closesAt === '00:00' ? '24:00' : closesAt },
      holidays: holidays.map(({ on, name }) => ({ on, name })),
    };
    const parsed = v.safeParse(SetWorkingCalendar, wanted, { abortPipeEarly: true });
    setProblem(parsed.success ? null : parsed.issues[0].message);
    if (!parsed.success) return;
    setPending(true);
    try {
      await act(SetWorkingCalendarDocument, { partyId: party.id, ...wanted });
      toast('The calendar is set');
      onClose();
    } catch (error) {
      setProblem(refusal(error).message);
      setPending(false);
    }
  };
  return (
    <Dialog title={`When ${party.name} works`} isOpen onClose={onClose} size="wide">
      <fieldset className={css.weekdays}>
        <legend>Working days</legend>
        {WEEKDAYS.map(({ value, label }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={weekdays.has(Number(value))}
              onChange={(event) => {
                const next = new Set(weekdays);
                if (event.target.checked) next.add(Number(value));
                else next.delete(Number(value));
                setWeekdays(next);
              }}
            />
            <span>{label.slice(0, 3)}</span>
            <span className="visually-hidden">{label.slice(3)}</span>
          </label>
        ))}
      </fieldset>
      <div className={css.times}>
        <TextField label="From" type="time" value={opensAt} onChange={(event) => setOpensAt(event.target.value)} />
        <TextField label="To" type="time" value={closesAt} onChange={(event) => setClosesAt(event.target.value)} />
        <SelectField
          label="By the clock in"
          value={timeZone}
          options={zoneOptions(timeZone)}
          onChange={(event) => setTimeZone(event.target.value)}
        />
      </div>
      <div className={css.list}>
        <h3>Holidays</h3>
        {holidays.length === 0 && <p className={css.more}>Nothing yet. Add the days on which nobody answers.</p>}
        <ul>
          {holidays.map(({ key, on, name }, index) => (
            <li key={key}>
              <TextField
                label={`Day of holiday ${index + 1}`}
                labelHidden
                type="date"
                value={on}
                onChange={(event) => change(key, { on: event.target.value })}
              />
              <TextField
                label={`Name of holiday ${index + 1}`}
                labelHidden
                value={name}
                placeholder="Such as Diwali"
                onChange={(event) => change(key, { name: event.target.value })}
              />
              <IconButton
                label={`Remove ${name || `holiday ${index + 1}`}`}
                icon={<Trash2 size={16} aria-hidden />}
                onPress={() => setHolidays((now) => now.filter((one) => one.key !== key))}
              />
            </li>
          ))}
        </ul>
        <Button
          variant="quiet"
          icon={<Plus size={16} aria-hidden />}
          onPress={() => setHolidays((now) => [...now, { key: crypto.randomUUID(), on: '', name: '' }])}
        >
          Add a holiday
        </Button>
      </div>
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" onPress={() => void save()} isPending={pending}>
          Save the calendar
        </Button>
      </DialogActions>
    </Dialog>
  );
}
