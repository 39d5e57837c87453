import { UpdatePartnership } from '@tandem/schema/partnership/inputs';
import * as v from 'valibot';
import { UpdatePartnershipDocument } from './settings.gql';
import { act } from '../platform/act';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import { SelectField } from '../ui/SelectField';
import { TextArea, TextField } from '../ui/TextField';
import { toast } from '../ui/toast';
import { WEEKDAY, WEEKDAYS, zoneOptions } from './fields';
import css from './SettingsPage.module.css';
import { usePartnership } from './use-partnership';

const PARTNERSHIP = v.object({ ...UpdatePartnership.entries, firstIterationDay: WEEKDAY });

/** A lead of either party may change what the partnership says of itself; everybody may read it. */
export function PartnershipForm() {
  const { id, name, purpose, timeZone, firstIterationDay, keyPrefix, managesMembers } = usePartnership();
  const form = useForm(PARTNERSHIP, async (values) => {
    await act(UpdatePartnershipDocument, { partnershipId: id, ...values });
    toast('The partnership’s settings are saved');
  });
  if (!managesMembers)
    return (
      <dl className={css.facts}>
        <dt>Name</dt>
        <dd>{name}</dd>
        <dt>Purpose</dt>
        <dd>{purpose || 'Not written yet'}</dd>
        <dt>Time zone</dt>
        <dd>{timeZone.replaceAll('_', ' ')}</dd>
        <dt>Week starts on</dt>
        <dd>{WEEKDAYS[firstIterationDay - 1]?.label}</dd>
        <dt>Story keys</dt>
        <dd>{keyPrefix}-…</dd>
      </dl>
    );
  return (
    // A change by the other side shows here unless this one is being written: the key follows what is stored.
    <form
      key={`${name}|${purpose}|${timeZone}|${firstIterationDay}`}
      className={css.form}
      onSubmit={form.onSubmit}
      noValidate
    >
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <TextField label="Name" name="name" defaultValue={name} error={form.errors.name} />
      <TextArea
        label="Purpose"
        name="purpose"
        defaultValue={purpose}
        hint="Why you build together, in a sentence both sides would sign."
        error={form.errors.purpose}
      />
      <div className={css.pair}>
        <SelectField label="Time zone" name="timeZone" defaultValue={timeZone} options={zoneOptions(timeZone)} />
        <SelectField
          label="Week starts on"
          name="firstIterationDay"
          defaultValue={String(firstIterationDay)}
          options={WEEKDAYS}
        />
      </div>
      <Button type="submit" variant="primary" isPending={form.pending}>
        Save
      </Button>
    </form>
  );
}
