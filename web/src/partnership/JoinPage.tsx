import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InvitationState } from '../schema-types';
import { AcceptInvitationDocument, InvitationPreviewDocument } from './join.gql';
import { toastRefusal, useAct } from '../platform/act';
import { signOut, useSession } from '../platform/session';
import { longDate } from '../platform/time';
import { Button } from '../ui/Button';
import { Problem } from '../ui/Problem';
import { Choices } from '../ui/SelectField';
import { Skeleton } from '../ui/Skeleton';
import { ROLE_WORD } from './role-words';
import { SignInForm } from './SignInForm';
import { SignUpForm } from './SignUpForm';
import { Welcome } from './Welcome';
import css from './Welcome.module.css';
import { shownByThePage } from '../platform/apollo';

const OVER: Readonly<Record<Exclude<InvitationState, 'OPEN'>, string>> = {
  ACCEPTED: 'This invitation has been used already. If that was you, sign in; if not, ask for a new one.',
  EXPIRED: 'This invitation has run out. Ask whoever sent it for a new one.',
  REVOKED: 'This invitation was taken back. Ask whoever sent it if that was meant.',
};

/** `/join#<token>`: the token stays behind the #, so it reaches no server log and no Referer. */
export default function JoinPage() {
  const [token] = useState(() => location.hash.slice(1));
  const { data, error, refetch } = useQuery(InvitationPreviewDocument, {
    variables: { token },
    skip: !token,
    fetchPolicy: 'no-cache',
  });
  const { viewer, known } = useSession();
  const [accept, accepting] = useAct(AcceptInvitationDocument, 'You have not joined yet');
  const [hasAccount, setHasAccount] = useState<'new' | 'has'>('new');

  const invitation = data?.invitation;
  if (!token || (data && !invitation))
    return (
      <Welcome title="No such invitation">
        <p>The link may be incomplete. Copy all of it, or ask whoever sent it for a new one.</p>
        <p>
          <Link to="/">Go to your partnerships</Link>
        </p>
      </Welcome>
    );
  if (error)
    return (
      <Welcome title="Invitation">
        <Problem onRetry={() => refetch().catch(shownByThePage)} />
      </Welcome>
    );
  if (!invitation || !known)
    return (
      <Welcome title="Your invitation">
        <Skeleton height={60} />
        <Skeleton height={32} width={140} />
      </Welcome>
    );
  if (invitation.state !== 'OPEN')
    return (
      <Welcome title={`Invitation to ${invitation.partnershipName}`}>
        <p className={css.note}>{OVER[invitation.state]}</p>
        <p>
          <Link to="/sign-in">Sign in</Link>
        </p>
      </Welcome>
    );

  const join = async () => {
    const done = await accept({ token });
    // A full load: who we are, and what we may see, has changed everywhere.
    if (done) location.assign(`/p/${done.acceptInvitation.member.partnership.slug}/today`);
  };
  return (
    <Welcome
      title={`Join ${invitation.partnershipName}`}
      lede={
        <>
          {invitation.invitedBy} invites you to {invitation.partyName}, the{' '}
          {invitation.partyKind === 'CLIENT' ? 'client' : 'vendor'}, as {ROLE_WORD[invitation.role].toLowerCase()}. The
          invitation is good until {longDate(invitation.expiresAt)}.
        </>
      }
    >
      {viewer ? (
        <>
          <p className={css.note}>
            You are signed in as {viewer.person.name} ({viewer.person.email}).
          </p>
          <Button variant="primary" onPress={() => void join()} isPending={accepting}>
            Join as {viewer.person.name}
          </Button>
          <Button
            onPress={() =>
              void signOut({ stay: true }).catch((refused: unknown) => toastRefusal('You are still signed in', refused))
            }
          >
            I’m somebody else
          </Button>
        </>
      ) : (
        <>
          <Choices
            label="To join, say who you are"
            name="account"
            value={hasAccount}
            onChange={setHasAccount}
            options={[
              { value: 'new', label: 'I’m new here' },
              { value: 'has', label: 'I have an account' },
            ]}
          />
          {hasAccount === 'new' ? <SignUpForm onDone={() => void join()} /> : <SignInForm onDone={() => void join()} />}
        </>
      )}
    </Welcome>
  );
}
