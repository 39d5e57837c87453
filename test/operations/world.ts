import { randomUUID } from 'node:crypto';
import { createSignInLink } from '@tandem/api/platform/auth/sign-in-link';
import type { DocumentId, MemberId, PersonId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import { GraphQLClient } from '../kit/graphql-client.ts';
import {
  createStory,
  type Person,
  partnershipWithTwoParties,
  signInAgain,
  signUp,
  stranger,
  type TestPartnership,
} from '../kit/people.ts';
import { criteriaOf } from '../kit/ready-stories.ts';
import { startServer, type TestServer } from '../kit/server.ts';

export const ACTORS = ['signedOut', 'stranger', 'former', 'observer', 'otherParty', 'member', 'lead'] as const;
export type Actor = (typeof ACTORS)[number];

/** One partnership with somebody of each kind, and the things that operations act on. */
export interface World {
  server: TestServer;
  partnership: TestPartnership;
  actors: Record<Actor, GraphQLClient>;
  people: { lead: Person; observer: Person };
  spareMemberId: string;
  storyId: string;
  storyKey: string;
  /** Its one criterion as anybody reads it. */
  criterion: { criterionId: string; version: number; text: string };
  otherStoryId: string;
  labelId: string;
  /** A link to the client's party, unused; with its invitation. */
  invite(): Promise<{ token: string; invitationId: string }>;
  signInToken(): Promise<string>;
  /** Another session of the client's lead. */
  spareSessionId(): Promise<string>;
  /** Opens the story's document for `by`, and a valid edit for that connection. */
  edit(by: GraphQLClient): Promise<{ documentId: string; connectionId: string; updates: string[] }>;
  /** Opens the story's document for `by`, and words of somebody else as they reach that connection. */
  relayedTo(by: GraphQLClient): Promise<{
    documentId: string;
    connectionId: string;
    updates: { update: string; signature: string }[];
  }>;
}

const INVITE = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { url invitation { id } } }';
const LABEL = 'mutation ($input: CreateLabelInput!) { createLabel(input: $input) { label { id } } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }';
const SESSIONS = '{ viewer { sessions { id current } } }';
const OPEN = `subscription ($id: ID!) {
  document(documentId: $id) {
    ... on DocumentSync { connectionId clientId updates }
    ... on DocumentUpdates { updates signatures }
  }
}`;
type Sync = { connectionId: string; clientId: number; updates: string[] };
type Opened = { document: Sync & { signatures?: string[] } };

export async function makeWorld(): Promise<World> {
  const server = await startServer();
  const partnership = await partnershipWithTwoParties(server);
  const { client: lead, vendor: otherParty } = partnership;
  const [observer, member, former, spare] = await Promise.all([
    partnership.join('CLIENT', 'OBSERVER', 'Olu Observer'),
    partnership.join('CLIENT', 'MEMBER'),
    partnership.join('CLIENT', 'MEMBER', 'Fay Former'),
    partnership.join('CLIENT', 'MEMBER', 'Sal Spare'),
  ]);
  await lead.gql(REMOVE, { input: { mutationId: randomUUID(), memberId: former.memberId } });
  const [story, other] = [
    await createStory(lead, partnership.id, { criteria: ['It is seen'] }),
    await createStory(lead, partnership.id, { title: 'Driver reports a fault' }),
  ];
  const [criterion] = await criteriaOf(lead, story.id);
  const { createLabel } = await lead.gql<{ createLabel: { label: { id: string } } }>(LABEL, {
    input: { mutationId: randomUUID(), partnershipId: partnership.id, name: 'Control room' },
  });
  return {
    server,
    partnership,
    actors: {
      signedOut: new GraphQLClient(server.url),
      stranger: await stranger(server),
      former: former.person,
      observer: observer.person,
      otherParty,
      member: member.person,
      lead,
    },
    people: { lead, observer: observer.person },
    spareMemberId: spare.memberId,
    storyId: story.id,
    storyKey: story.key,
    criterion: { criterionId: criterion?.id ?? '', version: 1, text: 'It is seen' },
    otherStoryId: other.id,
    labelId: createLabel.label.id,
    async invite() {
      const { inviteMember } = await lead.gql<{ inviteMember: { url: string; invitation: { id: string } } }>(INVITE, {
        input: { mutationId: randomUUID(), partyId: partnership.clientPartyId, role: 'MEMBER' },
      });
      return { token: inviteMember.url.split('#')[1] ?? '', invitationId: inviteMember.invitation.id };
    },
    async signInToken() {
      const person = await signUp(server, 'Lin Linked');
      return (await createSignInLink(server.services, person.id as PersonId)).split('#')[1] ?? '';
    },
    async spareSessionId() {
      const elsewhere = await signInAgain(server, lead);
      const { viewer } = await elsewhere.gql<{ viewer: { sessions: { id: string; current: boolean }[] } }>(SESSIONS);
      return viewer.sessions.find(({ current }) => current)?.id ?? '';
    },
    async edit(by) {
      const events = by.subscribe<Opened>(OPEN, { id: story.id });
      const sync = await events.next().then(
        ({ document }) => document,
        () => ({ connectionId: randomUUID(), clientId: 1, updates: [] }),
      );
      const doc = new Y.Doc();
      for (const update of sync.updates) Y.applyUpdate(doc, Buffer.from(update, 'base64'));
      doc.clientID = sync.clientId;
      const before = Y.encodeStateVector(doc);
      doc.getText('title').insert(0, 'A');
      const update = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
      return { documentId: story.id, connectionId: sync.connectionId, updates: [update] };
    },
    async relayedTo(by) {
      const documentId = story.id;
      const events = by.subscribe<Opened>(OPEN, { id: documentId });
      const connectionId = await events.next().then(
        ({ document }) => document.connectionId,
        () => null,
      );
      if (!connectionId)
        return { documentId, connectionId: randomUUID(), updates: [{ update: 'AAA=', signature: '' }] };
      await server.services.live.edit(documentId as DocumentId, spare.memberId as MemberId, (doc) =>
        doc.getText('title').insert(0, 'B'),
      );
      const { document } = await events.until((event) => event.document.signatures !== undefined);
      const updates = document.updates.map((update, i) => ({ update, signature: document.signatures?.[i] ?? '' }));
      return { documentId, connectionId, updates };
    },
  };
}
