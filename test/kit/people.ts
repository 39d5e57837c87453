import { randomUUID } from 'node:crypto';
import { AcceptInvitationDocument } from '@tandem/web/partnership/join.gql.ts';
import { CreateStoryDocument } from '@tandem/web/story/create-story.gql.ts';
import { InviteMemberDocument } from '@tandem/web/partnership/people.gql.ts';
import { SignInDocument, SignUpDocument } from '@tandem/web/partnership/sign-in.gql.ts';
import { StartPartnershipDocument } from '@tandem/web/partnership/start.gql.ts';
import { GraphQLClient } from './graphql-client.ts';

type Role = 'LEAD' | 'MEMBER' | 'SPONSOR' | 'OBSERVER';
type Side = 'CLIENT' | 'VENDOR';

/** Somebody signed in, with a session and a socket of their own. */
export class Person extends GraphQLClient {
  constructor(
    url: string,
    readonly id: string,
    readonly name: string,
    readonly email: string,
  ) {
    super(url);
  }
}

/** A person in a partnership. */
export interface TestMember {
  person: Person;
  memberId: string;
}

export interface TestPartnership {
  id: string;
  slug: string;
  clientPartyId: string;
  vendorPartyId: string;
  /** Each party's first LEAD. */
  client: Person;
  vendor: Person;
  clientMemberId: string;
  vendorMemberId: string;
  /** Invites by the party's lead and accepts as a new person. */
  join(side: Side, role: Role, name?: string): Promise<TestMember>;
  /** Closes the sockets of everybody who joined. */
  close(): Promise<void>;
}

interface At {
  url: string;
}

export const PASSWORD = 'correct horse battery staple';

const WHO = 'query ($slug: String!) { partnership(slug: $slug) { me { id } parties { id kind } } }';

/** A new account with an address of its own, signed in. */
export async function signUp({ url }: At, name = 'Priya Raman'): Promise<Person> {
  const email = `${name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]+/g, '.')}.${randomUUID().slice(0, 8)}@example.com`;
  const visitor = new GraphQLClient(url);
  const { signUp: signed } = await visitor.gql(SignUpDocument, {
    input: { name, email, password: PASSWORD, timeZone: 'Europe/London' },
  });
  return personWithSession(visitor, signed.viewer.person.id, name, email);
}

/** The same account in another browser. */
export async function signInAgain({ url }: At, { email }: Person): Promise<Person> {
  const visitor = new GraphQLClient(url);
  const { signIn } = await visitor.gql(SignInDocument, {
    input: { email, password: PASSWORD },
  });
  return personWithSession(visitor, signIn.viewer.person.id, signIn.viewer.person.name, email);
}

function personWithSession(visitor: GraphQLClient, id: string, name: string, email: string): Person {
  const person = new Person(visitor.url, id, name, email);
  person.takeSessionOf(visitor);
  return person;
}

/** Somebody who is in no partnership of the test. */
export const stranger = (at: At): Promise<Person> => signUp(at, 'Sam Stranger');

/** A partnership with one LEAD on each side: started by the client's, the vendor's invited by link. */
export async function partnershipWithTwoParties(
  at: At,
  name = 'Meridian Transit × Fieldnote Software',
): Promise<TestPartnership> {
  const client = await signUp(at, 'Priya Raman');
  const { startPartnership } = await client.gql(StartPartnershipDocument, {
    input: {
      ...{ mutationId: randomUUID(), name, purpose: 'Passengers know before they wait.', timeZone: 'Europe/London' },
      ...{
        firstIterationDay: 1,
        keyPrefix: 'MT',
        clientName: 'Meridian Transit',
        vendorName: 'Fieldnote Software',
        side: 'CLIENT',
      },
    },
  });
  const { id, slug } = startPartnership.partnership;
  const { me, parties } = (
    await client.gql<{ partnership: { me: { id: string }; parties: { id: string; kind: Side }[] } }>(WHO, { slug })
  ).partnership;
  const partyOf = (side: Side): string => parties.find(({ kind }) => kind === side)?.id ?? '';
  const people = [client];

  const invite = async (by: Person, side: Side, role: Role, who: string): Promise<TestMember> => {
    const person = await signUp(at, who);
    people.push(person);
    const { inviteMember } = await by.gql(InviteMemberDocument, {
      input: { mutationId: randomUUID(), partyId: partyOf(side), role },
    });
    const token = inviteMember.url?.split('#')[1] ?? '';
    const { acceptInvitation } = await person.gql(AcceptInvitationDocument, {
      input: { mutationId: randomUUID(), token },
    });
    return { person, memberId: acceptInvitation.member.id };
  };
  const vendor = await invite(client, 'VENDOR', 'LEAD', 'Tomás Herrera');
  return {
    ...{ id, slug, client, vendor: vendor.person, clientMemberId: me.id, vendorMemberId: vendor.memberId },
    ...{ clientPartyId: partyOf('CLIENT'), vendorPartyId: partyOf('VENDOR') },
    join: (side, role, who = side === 'CLIENT' ? 'Ama Okafor' : 'Mei Zhang') =>
      invite(side === 'CLIENT' ? client : vendor.person, side, role, who),
    async close() {
      await Promise.all(people.map((person) => person.close()));
    },
  };
}

/** A story made by `by`, with its id (which is its document's id too) and key. */
export async function createStory(
  by: Person,
  partnershipId: string,
  story: { title?: string; narrative?: string; criteria?: string[]; estimate?: number } = {},
): Promise<{ id: string; key: string }> {
  const { createStory: made } = await by.gql(CreateStoryDocument, {
    input: { mutationId: randomUUID(), partnershipId, title: 'Dispatcher sees a late bus', ...story },
  });
  return made.story;
}
