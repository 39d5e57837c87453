import { Link } from '@tanstack/react-router';
import { UserPlus, UsersRound } from 'lucide-react';
import type { InvitationFactsFragment } from './people.gql';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { PARTY_WORD } from '../ui/PartyMark';
import type { WorkingTime } from './calendar/opening';
import { PartyHours } from './calendar/PartyHours';
import { MemberCard } from './MemberCard';
import { PendingInvitation } from './PendingInvitation';
import css from './PeoplePage.module.css';
import { type Member, type Party, usePartnership } from './use-partnership';

interface PartyPanelProps {
  party: Party;
  invitations: readonly InvitationFactsFragment[];
  calendar: WorkingTime | undefined;
  now: Date;
  onInvite: () => void;
  onChangeRole: (member: Member) => void;
  onRemove: (member: Member) => void;
}

/** One party: its people, its open invitations, and for its own leads the ways to change them. */
export function PartyPanel({ party, invitations, calendar, now, onInvite, onChangeRole, onRemove }: PartyPanelProps) {
  const { me, slug, managesMembers } = usePartnership();
  const members = party.members.filter((member) => !member.leftAt);
  const ours = party.id === me.party.id;
  const manages = managesMembers && ours;
  const invites = manages || (managesMembers && members.length === 0);
  return (
    <section className={css.party} data-party={party.kind} aria-labelledby={`party-${party.id}`}>
      <div className={css.partyHead}>
        <div>
          <h2 id={`party-${party.id}`}>{party.name}</h2>
          <p>
            <span className={css.kind}>{PARTY_WORD[party.kind]}</span>
            {ours && ' · your party'} · {members.length === 1 ? '1 person' : `${members.length} people`}
          </p>
          {calendar && (
            <p>
              <PartyHours calendar={calendar} now={now} />
            </p>
          )}
          <p>
            <Link to="/p/$slug/people/party/$partyId" params={{ slug, partyId: party.id }}>
              About {party.name}
            </Link>
          </p>
        </div>
        {invites && (
          <Button icon={<UserPlus size={16} aria-hidden />} onPress={onInvite}>
            {ours ? 'Invite' : 'Invite their first lead'}
          </Button>
        )}
      </div>
      <ul className={css.members}>
        {members.map((member) => (
          <MemberCard
            key={member.id}
            member={member}
            now={now}
            onChangeRole={manages ? () => onChangeRole(member) : undefined}
            onRemove={manages && member.id !== me.id ? () => onRemove(member) : undefined}
          />
        ))}
      </ul>
      {members.length === 0 && (
        <EmptyState icon={<UsersRound size={22} aria-hidden />} title={`Nobody of ${party.name} is here yet`}>
          {invites
            ? 'Invite their first lead; from then on they manage their own people.'
            : 'A lead can invite their first lead; from then on they manage their own people.'}
        </EmptyState>
      )}
      {invitations.length > 0 && (
        <div className={css.waiting}>
          <h3>Invited, not here yet</h3>
          <ul>
            {invitations.map((invitation) => (
              <PendingInvitation
                key={invitation.id}
                invitation={invitation}
                mayRevoke={managesMembers && (ours || invitation.createdBy.id === me.id)}
              />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
