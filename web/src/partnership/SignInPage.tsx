import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { SignInWithLinkDocument } from './sign-in.gql';
import { refusal, send } from '../platform/act';
import { becomeViewer, type Viewer } from '../platform/session';
import { SignInForm } from './SignInForm';
import { useEnter } from './use-enter';
import { Welcome } from './Welcome';
import css from './Welcome.module.css';

/** A link works once, and an effect may run twice: one attempt for each token. */
const attempts = new Map<string, Promise<Viewer>>();

function signInWithLink(token: string): Promise<Viewer> {
  let attempt = attempts.get(token);
  if (!attempt) {
    attempt = send(SignInWithLinkDocument, { token }).then(async ({ signInWithLink: { viewer } }) => {
      await becomeViewer(viewer);
      return viewer;
    });
    attempts.set(token, attempt);
  }
  return attempt;
}

export default function SignInPage() {
  const { back } = useSearch({ from: '/sign-in' });
  const enter = useEnter();
  const [token] = useState(() => location.hash.slice(1));
  const [problem, setProblem] = useState<string | null>(null);
  const useLink = useEffectEvent((given: string) => {
    // The token leaves the address bar at once: it must not be bookmarked or shared by accident.
    history.replaceState(history.state, '', location.pathname + location.search);
    signInWithLink(given).then(
      (viewer) => enter(viewer, back),
      (error: unknown) => setProblem(refusal(error).message),
    );
  });
  useEffect(() => {
    if (token) useLink(token);
  }, [token]);

  if (token && !problem)
    return (
      <Welcome title="Signing you in">
        <p role="status">One moment, your link is being checked…</p>
      </Welcome>
    );
  return (
    <Welcome title="Sign in" lede="Both sides of the partnership work here, on one page.">
      {problem && (
        <p className={css.problem} role="alert">
          This link didn’t work. {problem} You can sign in with your password, or ask for a new link.
        </p>
      )}
      <SignInForm onDone={(viewer) => enter(viewer, back)} />
      <p className={css.foot}>
        New here?{' '}
        <Link to="/sign-up" search={back ? { back } : {}}>
          Create an account
        </Link>
      </p>
    </Welcome>
  );
}
