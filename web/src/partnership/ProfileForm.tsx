import { UpdateMember, UpdatePerson } from '@tandem/schema/partnership/inputs';
import * as v from 'valibot';
import { UpdateMemberDocument, UpdatePersonDocument } from './settings.gql';
import { act, send } from '../platform/act';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import { SelectField } from '../ui/SelectField';
import { TextField } from '../ui/TextField';
import { toast } from '../ui/toast';
import { zoneOptions } from './fields';
import css from './SettingsPage.module.css';
import { usePartnership } from './use-partnership';

const PROFILE = v.object({ ...UpdatePerson.entries, ...UpdateMember.entries });

/** The person (everywhere) and the member (in this partnership) as one form: nobody thinks of them as two. */
export function ProfileForm() {
  const { me } = usePartnership();
  const form = useForm(PROFILE, async ({ name, timeZone, expertise, title }) => {
    // Only what differs: saving twice must not fill the partnership's history.
    if (name !== me.name || timeZone !== me.timeZone) await send(UpdatePersonDocument, { name, timeZone });
    if (expertise !== me.expertise || title !== me.title)
      await act(UpdateMemberDocument, { memberId: me.id, expertise, title });
    toast('Your profile is saved');
  });
  return (
    <form className={css.form} onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <div className={css.pair}>
        <TextField label="Name" name="name" autoComplete="name" defaultValue={me.name} error={form.errors.name} />
        <SelectField label="Time zone" name="timeZone" defaultValue={me.timeZone} options={zoneOptions(me.timeZone)} />
      </div>
      <TextField
        label="What I am good at"
        name="expertise"
        defaultValue={me.expertise}
        hint="Such as: timetables, control-room work, regulator’s reports."
        error={form.errors.expertise}
      />
      <TextField
        label="Title"
        name="title"
        defaultValue={me.title}
        autoComplete="organization-title"
        error={form.errors.title}
      />
      <Button type="submit" variant="primary" isPending={form.pending}>
        Save
      </Button>
    </form>
  );
}
