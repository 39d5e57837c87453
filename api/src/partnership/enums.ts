import type { PartyKind, Role } from '@tandem/schema/partnership/rules';
import { registerEnumType } from 'type-graphql';

export const PartyKinds: { [kind in PartyKind]: kind } = { CLIENT: 'CLIENT', VENDOR: 'VENDOR' };
registerEnumType(PartyKinds, {
  name: 'PartyKind',
  description: 'The two sides of a partnership.',
  valuesConfig: {
    CLIENT: {
      description:
        'The organisation whose business the software serves; its members accept or return what is delivered.',
    },
    VENDOR: { description: 'An organisation that builds the software; there may be more than one.' },
  },
});

export const Roles: { [role in Role]: role } = {
  LEAD: 'LEAD',
  MEMBER: 'MEMBER',
  SPONSOR: 'SPONSOR',
  OBSERVER: 'OBSERVER',
};
registerEnumType(Roles, {
  name: 'Role',
  description: 'What a member may do in a partnership.',
  valuesConfig: {
    LEAD: { description: 'Signs for the party, manages its members, and writes.' },
    MEMBER: { description: 'Writes and votes.' },
    SPONSOR: { description: 'A level above: receives escalations, signs, and may write.' },
    OBSERVER: { description: 'Reads everything and writes nothing but their own profile.' },
  },
});

export type InvitationState = 'OPEN' | 'ACCEPTED' | 'EXPIRED' | 'REVOKED';
export const InvitationStates: { [state in InvitationState]: state } = {
  OPEN: 'OPEN',
  ACCEPTED: 'ACCEPTED',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
};
registerEnumType(InvitationStates, {
  name: 'InvitationState',
  description: 'Whether an invitation’s link still works.',
  valuesConfig: {
    OPEN: { description: 'The link can be used once.' },
    ACCEPTED: { description: 'Somebody joined with it; it works no more.' },
    EXPIRED: { description: 'Nobody used it within its seven days.' },
    REVOKED: { description: 'A lead withdrew it.' },
  },
});
