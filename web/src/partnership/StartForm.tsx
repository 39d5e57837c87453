import { StartPartnership } from '@tandem/schema/partnership/inputs';
import { useState } from 'react';
import * as v from 'valibot';
import { StartPartnershipDocument } from './start.gql';
import { act } from '../platform/act';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import { Choices, SelectField } from '../ui/SelectField';
import { TextArea, TextField } from '../ui/TextField';
import { WEEKDAY, WEEKDAYS, zoneOptions } from './fields';
import css from './Welcome.module.css';

const START = v.object({
  ...StartPartnership.entries,
  keyPrefix: v.pipe(v.string(), v.trim(), v.toUpperCase(), StartPartnership.entries.keyPrefix),
  firstIterationDay: WEEKDAY,
  side: v.picklist(['CLIENT', 'VENDOR']),
  keepSample: v.optional(v.string()),
});

/** "Meridian Transit" → "MT": a prefix to begin with. */
function prefixOf(name: string): string {
  const words = name.toUpperCase().match(/[A-Z][A-Z0-9]*/g) ?? [];
  const initials = words.map((word) => word[0]).join('');
  return (initials.length >= 2 ? initials : (words[0] ?? '')).slice(0, 4);
}

export function StartForm({ sample, zone }: { sample: boolean; zone: string }) {
  const [client, setClient] = useState('');
  const [vendor, setVendor] = useState('');
  // Suggested from the parties until the person types their own.
  const [name, setName] = useState<string | null>(null);
  const [prefix, setPrefix] = useState<string | null>(null);
  const form = useForm(START, async ({ keepSample, ...values }) => {
    const { startPartnership } = await act(StartPartnershipDocument, {
      ...values,
      clearSample: sample && keepSample === undefined,
    });
    location.assign(`/p/${startPartnership.partnership.slug}/today`);
  });
  const suggested =
    client.trim() && vendor.trim() ? `${client.trim().split(' ')[0]} × ${vendor.trim().split(' ')[0]}` : '';
  return (
    <form onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <div className={css.pair}>
        <TextField
          label="Client"
          name="clientName"
          hint="Who needs the software."
          value={client}
          onChange={(e) => setClient(e.target.value)}
          error={form.errors.clientName}
        />
        <TextField
          label="Vendor"
          name="vendorName"
          hint="Who builds it."
          value={vendor}
          onChange={(e) => setVendor(e.target.value)}
          error={form.errors.vendorName}
        />
      </div>
      <Choices
        label="Your side"
        name="side"
        defaultValue="CLIENT"
        options={[
          { value: 'CLIENT', label: 'Client', hint: 'Your colleagues decide what is needed.' },
          { value: 'VENDOR', label: 'Vendor', hint: 'Your colleagues build it.' },
        ]}
      />
      <TextField
        label="Partnership’s name"
        name="name"
        value={name ?? suggested}
        onChange={(e) => setName(e.target.value)}
        hint="Such as Meridian × Fieldnote."
        error={form.errors.name}
      />
      <TextArea
        label="Purpose (may wait)"
        name="purpose"
        hint="Why you build together, in a sentence both sides would sign."
        error={form.errors.purpose}
      />
      <TextField
        label="Story keys begin with"
        name="keyPrefix"
        value={prefix ?? prefixOf(client)}
        onChange={(e) => setPrefix(e.target.value)}
        hint="Stories are then called MT-101, MT-102… This stays as it is."
        autoCapitalize="characters"
        error={form.errors.keyPrefix}
      />
      <div className={css.pair}>
        <SelectField label="Time zone" name="timeZone" defaultValue={zone} options={zoneOptions(zone)} />
        <SelectField label="Week starts on" name="firstIterationDay" defaultValue="1" options={WEEKDAYS} />
      </div>
      {sample && (
        <label className={css.check}>
          <input type="checkbox" name="keepSample" value="yes" /> Keep the sample partnership
        </label>
      )}
      <Button type="submit" variant="primary" isPending={form.pending}>
        Start the partnership
      </Button>
    </form>
  );
}
