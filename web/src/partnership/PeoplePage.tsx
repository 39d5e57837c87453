import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { InvitationsDocument } from './people.gql';
import { useOnChange } from '../platform/changes';
import { useNow } from '../platform/time';
import { Page } from '../ui/Page';
import { ChangeRoleDialog } from './ChangeRoleDialog';
import { InviteDialog } from './InviteDialog';
import { PartyPanel } from './PartyPanel';
import css from './PeoplePage.module.css';
import { usePartyProfiles } from './profile/use-party-profiles';
import { RemoveMemberDialog } from './RemoveMemberDialog';
import { type Member, type Party, usePartnership } from './use-partnership';
import { shownByThePage } from '../platform/apollo';

type Open = { invite: Party } | { role: Member } | { remove: Member } | null;

/** Both parties side by side. Each manages its own people; the first lead of an empty party is invited by the other. */
export default function PeoplePage() {
  const partnership = usePartnership();
  const { data, refetch } = useQuery(InvitationsDocument, {
    variables: { slug: partnership.slug },
    fetchPolicy: 'cache-and-network',
  });
  useOnChange((change) => {
    if (/^(member|invitation)\./.test(change.kind)) refetch().catch(shownByThePage);
  });
  const profiles = usePartyProfiles();
  const now = useNow();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const waiting = (data?.partnership?.invitations ?? []).filter(
    ({ state, expiresAt }) => state === 'OPEN' && new Date(expiresAt) > now,
  );
  return (
    <Page
      title="People"
      context={partnership.name}
      lede="Who works together here. Each party invites and manages its own people."
    >
      <div className={css.parties}>
        {partnership.parties.map((party) => (
          <PartyPanel
            key={party.id}
            party={party}
            invitations={waiting.filter((invitation) => invitation.party.id === party.id)}
            calendar={profiles.get(party.id)?.calendar}
            now={now}
            onInvite={() => setOpen({ invite: party })}
            onChangeRole={(role) => setOpen({ role })}
            onRemove={(remove) => setOpen({ remove })}
          />
        ))}
      </div>
      {open && 'invite' in open && <InviteDialog party={open.invite} onClose={close} />}
      {open && 'role' in open && <ChangeRoleDialog member={open.role} onClose={close} />}
      {open && 'remove' in open && <RemoveMemberDialog member={open.remove} onClose={close} />}
    </Page>
  );
}
