import * as v from 'valibot';
import { SignInDocument } from './sign-in.gql';
import { send } from '../platform/act';
import { becomeViewer, type Viewer } from '../platform/session';
import { useForm } from '../platform/use-form';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import css from './Welcome.module.css';

const SIGN_IN = v.object({
  email: v.pipe(v.string(), v.trim(), v.minLength(1, 'Enter your e-mail address.')),
  password: v.pipe(v.string(), v.minLength(1, 'Enter your password.')),
});

export function SignInForm({ onDone }: { onDone: (viewer: Viewer) => void }) {
  const form = useForm(SIGN_IN, async (values) => {
    const { signIn } = await send(SignInDocument, values);
    await becomeViewer(signIn.viewer);
    onDone(signIn.viewer);
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <TextField label="E-mail" name="email" type="email" autoComplete="username" error={form.errors.email} />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        error={form.errors.password}
      />
      <Button type="submit" variant="primary" isPending={form.pending}>
        Sign in
      </Button>
    </form>
  );
}
