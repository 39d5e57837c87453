import { UpdateMember, UpdatePerson } from '@tandem/schema/partnership/inputs';
import * as v from 'valibot';
import { useQuery } from '@apollo/client/react';
import { UpdateMemberDocument, UpdatePersonDocument } from './settings.gql';
import { act, send } from '../platform/act';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import { SelectField } from '../ui/SelectField';
import { TextArea, TextField } from '../ui/TextField';
import { toast } from '../ui/toast';
import { zoneOptions } from './fields';
import css from './SettingsPage.module.css';
import { type MemberProfileFragment, MemberProfilesDocument } from './profile/profile.gql';
import { type Member, usePartnership } from './use-partnership';

const PROFILE = v.object({ ...UpdatePerson.entries, ...UpdateMember.entries });

/** The person (everywhere) and the member (in this partnership) as one form: nobody thinks of them as two. */
export function ProfileForm() {
  const { me, slug } = usePartnership();
  const { data } = useQuery(MemberProfilesDocument, { variables: { slug } });
  const profile = data?.partnership?.members.find(({ id }) => id === me.id);
  return profile && <Form key={profile.id} me={me} profile={profile} />;
}

function Form({ me, profile }: { me: Member; profile: MemberProfileFragment }) {
  const form = useForm(PROFILE, async ({ name, timeZone, expertise, title, ...said }) => {
    // Only what differs: saving twice must not fill the partnership's history.
    if (name !== me.name || timeZone !== me.timeZone) await send(UpdatePersonDocument, { name, timeZone });
    const { strengths, wantsToLearn, workingWithMe } = { ...profile, ...said };
    const words = { expertise, title, strengths, wantsToLearn, workingWithMe };
    const before: Readonly<Record<string, unknown>> = { ...me, ...profile };
    if (Object.entries(words).some(([field, text]) => text !== before[field]))
      await act(UpdateMemberDocument, { memberId: me.id, ...words });
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
        label="What I know"
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
      <TextField
        label="My strengths"
        name="strengths"
        defaultValue={profile.strengths}
        hint="How you help when it gets difficult. Such as: asking the plain question, calm on a bad day."
        error={form.errors.strengths}
      />
      <TextField
        label="What I want to learn"
        name="wantsToLearn"
        defaultValue={profile.wantsToLearn}
        error={form.errors.wantsToLearn}
      />
      <TextArea
        label="Working with me"
        name="workingWithMe"
        rows={4}
        defaultValue={profile.workingWithMe}
        hint="When you are reached best, and how you like to be asked, told and disagreed with."
        error={form.errors.workingWithMe}
      />
      <Button type="submit" variant="primary" isPending={form.pending}>
        Save
      </Button>
    </form>
  );
}
