import { Mail } from 'lucide-react';
import { type InvitationFactsFragment, RevokeInvitationDocument } from './people.gql';
import { useAct } from '../platform/act';
import { longDate } from '../platform/time';
import { Button } from '../ui/Button';
import { toast } from '../ui/toast';
import css from './PeoplePage.module.css';
import { ROLE_WORD } from './role-words';

export function PendingInvitation({
  invitation,
  mayRevoke,
}: {
  invitation: InvitationFactsFragment;
  mayRevoke: boolean;
}) {
  const [revoke, revoking] = useAct(RevokeInvitationDocument, 'The invitation still stands');
  const whom = invitation.email ?? 'Whoever has the link';
  const onRevoke = async () => {
    const done = await revoke({ invitationId: invitation.id });
    if (done) toast('Invitation taken back', { detail: 'Its link no longer works.' });
  };
  return (
    <li className={css.invitation}>
      <Mail size={16} aria-hidden />
      <div className={css.facts}>
        <p>
          {whom} · {ROLE_WORD[invitation.role].toLowerCase()}
        </p>
        <p className={css.minor}>
          By {invitation.createdBy.name}, good until {longDate(invitation.expiresAt)}
        </p>
      </div>
      {mayRevoke && (
        <Button
          size="small"
          onPress={() => void onRevoke()}
          isPending={revoking}
          aria-label={`Take back the invitation of ${whom}`}
        >
          Take back
        </Button>
      )}
    </li>
  );
}
