import { randomUUID } from 'node:crypto';
import type { GraphQLClient } from '../kit/graphql-client.ts';

/** The operations these tests send, and the shapes they read. */
const MEMBER = 'id name initials role title expertise timeZone joinedAt leftAt party { id name kind }';
const INVITATION = 'id state role email expiresAt party { name } createdBy { name } acceptedBy { name }';

export interface MemberShape {
  id: string;
  name: string;
  initials: string;
  role: string;
  title: string;
  expertise: string;
  timeZone: string;
  joinedAt: string;
  leftAt: string | null;
  party: { id: string; name: string; kind: string };
}
export interface InvitationShape {
  id: string;
  state: string;
  role: string;
  email: string | null;
  expiresAt: string;
  party: { name: string };
  createdBy: { name: string };
  acceptedBy: { name: string } | null;
}
export interface PartnershipShape {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  timeZone: string;
  seq: number;
  isSample: boolean;
  me: MemberShape;
  parties: { id: string; kind: string; name: string; members: MemberShape[] }[];
  members: MemberShape[];
  invitations: InvitationShape[];
}
const PARTNERSHIP = `id slug name purpose timeZone seq isSample me { ${MEMBER} } parties { id kind name members { ${MEMBER} } }
  members { ${MEMBER} } invitations { ${INVITATION} }`;

export const mutation = (name: string, selection: string): string =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`;

export const START = mutation('startPartnership', `partnership { ${PARTNERSHIP} }`);
export const UPDATE_PARTNERSHIP = mutation('updatePartnership', `partnership { ${PARTNERSHIP} }`);
export const INVITE = mutation('inviteMember', `url invitation { ${INVITATION} }`);
export const REVOKE = mutation('revokeInvitation', `invitation { ${INVITATION} }`);
export const ACCEPT = mutation('acceptInvitation', `member { ${MEMBER} partnership { slug } }`);
export const CHANGE_ROLE = mutation('changeMemberRole', `member { ${MEMBER} }`);
export const REMOVE = mutation('removeMember', `member { ${MEMBER} }`);
export const UPDATE_MEMBER = mutation('updateMember', `member { ${MEMBER} }`);
export const UPDATE_PERSON = mutation('updatePerson', 'person { name timeZone }');
export const READ = `query ($slug: String!) { partnership(slug: $slug) { ${PARTNERSHIP} } }`;
export const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
export const PREVIEW = `query ($token: String!) {
  invitation(token: $token) { partnershipName partyName partyKind role invitedBy state }
}`;
export const HISTORY = `query ($slug: String!) {
  partnership(slug: $slug) { changes(last: 50) { edges { node { seq kind summary actor { name } node { __typename id } } } } }
}`;
export const CHANGES = `subscription ($partnershipId: ID!, $after: Int) {
  changes(partnershipId: $partnershipId, after: $after) { seq resync changes { seq kind node { __typename id } } }
}`;

/** A mutation's input with a fresh mutation id. */
export const input = <Fields extends object>(fields: Fields): { input: Fields & { mutationId: string } } => ({
  input: { mutationId: randomUUID(), ...fields },
});

export const newPartnership = {
  name: 'Meridian Transit × Fieldnote',
  purpose: 'Passengers know before they wait.',
  timeZone: 'Europe/London',
  firstIterationDay: 1,
  keyPrefix: 'MT',
  clientName: 'Meridian Transit',
  vendorName: 'Fieldnote Software',
  side: 'CLIENT',
};

export async function readPartnership(who: GraphQLClient, slug: string): Promise<PartnershipShape> {
  return (await who.gql<{ partnership: PartnershipShape }>(READ, { slug })).partnership;
}

export async function invite(
  by: GraphQLClient,
  partyId: string,
  role: string,
  email?: string,
): Promise<{ token: string; url: string; invitation: InvitationShape }> {
  const { inviteMember } = await by.gql<{ inviteMember: { url: string; invitation: InvitationShape } }>(
    INVITE,
    input({ partyId, role, ...(email && { email }) }),
  );
  return { ...inviteMember, token: inviteMember.url.split('#')[1] ?? '' };
}
