import { password } from '@tandem/schema/partnership/inputs';
import { PASSWORD_MIN } from '@tandem/schema/partnership/rules';
import { useState } from 'react';
import * as v from 'valibot';
import { ChangePasswordDocument } from './settings.gql';
import { send } from '../platform/act';
import { reconnect } from '../platform/socket';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import { toast } from '../ui/toast';
import css from './SettingsPage.module.css';

const PASSWORD = v.object({
  currentPassword: v.pipe(
    v.string(),
    v.transform((given) => given || null),
  ),
  newPassword: password,
});

export function PasswordForm() {
  const [round, setRound] = useState(0); // A new form after each change: no password stays on the page.
  const form = useForm(PASSWORD, async (values) => {
    await send(ChangePasswordDocument, values);
    reconnect();
    setRound(round + 1);
    toast('Your password is changed', { detail: 'Your other sessions were signed out.' });
  });
  return (
    <form key={round} className={css.form} onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <div className={css.pair}>
        <TextField
          label="Current password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          hint="Leave it empty if you have only used a link so far."
          error={form.errors.currentPassword}
        />
        <TextField
          label="New password"
          name="newPassword"
          type="password"
          autoComplete="new-password"
          hint={`At least ${PASSWORD_MIN} characters.`}
          error={form.errors.newPassword}
        />
      </div>
      <Button type="submit" isPending={form.pending}>
        Change password
      </Button>
    </form>
  );
}
