import { Link, useSearch } from '@tanstack/react-router';
import { SignUpForm } from './SignUpForm';
import { useEnter } from './use-enter';
import { Welcome } from './Welcome';
import css from './Welcome.module.css';

export default function SignUpPage() {
  const { back } = useSearch({ from: '/sign-up' });
  const enter = useEnter();
  return (
    <Welcome title="Create your account" lede="Then start a partnership, or open the invitation you were sent.">
      <SignUpForm onDone={(viewer) => enter(viewer, back)} />
      <p className={css.foot}>
        Already have one?{' '}
        <Link to="/sign-in" search={back ? { back } : {}}>
          Sign in
        </Link>
      </p>
    </Welcome>
  );
}
