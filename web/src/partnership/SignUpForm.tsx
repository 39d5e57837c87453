import { SignUp } from '@tandem/schema/partnership/inputs';
import { PASSWORD_MIN } from '@tandem/schema/partnership/rules';
import { SignUpDocument } from './sign-in.gql';
import { send } from '../platform/act';
import { becomeViewer, type Viewer } from '../platform/session';
import { ownTimeZone } from '../platform/time';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import { SelectField } from '../ui/SelectField';
import { TextField } from '../ui/TextField';
import { zoneOptions } from './fields';
import css from './Welcome.module.css';

export function SignUpForm({ onDone, email }: { onDone: (viewer: Viewer) => void; email?: string }) {
  const form = useForm(SignUp, async (values) => {
    const { signUp } = await send(SignUpDocument, values);
    await becomeViewer(signUp.viewer);
    onDone(signUp.viewer);
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <TextField label="Your name" name="name" autoComplete="name" error={form.errors.name} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        error={form.errors.email}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint={`At least ${PASSWORD_MIN} characters.`}
        error={form.errors.password}
      />
      <SelectField
        label="Your time zone"
        name="timeZone"
        defaultValue={ownTimeZone()}
        options={zoneOptions(ownTimeZone())}
        hint="Both sides see your local time beside your name."
      />
      <Button type="submit" variant="primary" isPending={form.pending}>
        Create my account
      </Button>
    </form>
  );
}
