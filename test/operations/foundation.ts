import { randomUUID } from 'node:crypto';
import { PASSWORD } from '../kit/people.ts';
import {
  ACCOUNT,
  ANYBODY,
  B,
  C,
  F,
  input,
  ITS_LEAD,
  mutation,
  N,
  OK,
  onStory,
  READER,
  type Row,
  U,
  WRITER,
} from './row.ts';

/** Sessions, partnerships, members, stories and their documents. */
export const foundation: Record<string, Row> = {
  'Query.viewer': { document: '{ viewer { person { id } } }', outcomes: ANYBODY },
  'Query.node': {
    document: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: ({ storyId }) => ({ id: storyId }),
    outcomes: READER,
  },
  'Query.partnership': {
    document: 'query ($slug: String!) { partnership(slug: $slug) { id members { email } } }',
    variables: ({ partnership }) => ({ slug: partnership.slug }),
    outcomes: READER,
  },
  'Query.story': {
    document: 'query ($slug: String!, $key: String!) { story(slug: $slug, key: $key) { id } }',
    variables: ({ partnership, storyKey }) => ({ slug: partnership.slug, key: storyKey }),
    outcomes: READER,
  },
  'Query.invitation': {
    document: 'query ($token: String!) { invitation(token: $token) { partyName } }',
    variables: async (world) => ({ token: (await world.invite()).token }),
    outcomes: ANYBODY,
  },
  'Mutation.updatePerson': {
    document: mutation('updatePerson', 'person { id }'),
    variables: () => ({ input: { name: 'Somebody', timeZone: 'Europe/London' } }),
    outcomes: ACCOUNT,
  },
  'Mutation.changePassword': {
    document: mutation('changePassword', 'viewer { person { id } }'),
    variables: () => ({ input: { currentPassword: 'not the password', newPassword: `${PASSWORD} 2` } }),
    outcomes: [U, B, B, B, B, B, B],
  },
  'Mutation.signOutSession': {
    document: mutation('signOutSession', 'signedOut'),
    variables: async (world) => ({ input: { sessionId: await world.spareSessionId() } }),
    outcomes: [U, N, N, N, N, N, OK],
  },
  'Mutation.startPartnership': {
    document: mutation('startPartnership', 'partnership { id }'),
    variables: () =>
      input({
        ...{ name: 'Another', purpose: 'Another', timeZone: 'UTC', firstIterationDay: 1, keyPrefix: 'AN' },
        ...{ clientName: 'One', vendorName: 'Two', side: 'VENDOR' },
      }),
    outcomes: ACCOUNT,
  },
  'Mutation.updatePartnership': {
    document: mutation('updatePartnership', 'partnership { id }'),
    variables: ({ partnership }) =>
      input({
        partnershipId: partnership.id,
        ...{ name: 'Renamed', purpose: 'Renamed', timeZone: 'UTC', firstIterationDay: 2 },
      }),
    outcomes: [U, N, N, F, OK, F, OK],
  },
  'Mutation.inviteMember': {
    document: mutation('inviteMember', 'invitation { id }'),
    variables: ({ partnership }) => input({ partyId: partnership.clientPartyId, role: 'MEMBER' }),
    outcomes: ITS_LEAD,
  },
  'Mutation.revokeInvitation': {
    document: mutation('revokeInvitation', 'invitation { id }'),
    variables: async (world) => input({ invitationId: (await world.invite()).invitationId }),
    outcomes: ITS_LEAD,
  },
  'Mutation.changeMemberRole': {
    document: mutation('changeMemberRole', 'member { id }'),
    variables: ({ spareMemberId }) => input({ memberId: spareMemberId, role: 'SPONSOR' }),
    outcomes: ITS_LEAD,
  },
  'Mutation.updateMember': {
    document: mutation('updateMember', 'member { id }'),
    variables: ({ spareMemberId }) => input({ memberId: spareMemberId, title: 'Dispatcher', expertise: 'Night buses' }),
    outcomes: ITS_LEAD,
  },
  'Mutation.createLabel': {
    document: mutation('createLabel', 'label { id }'),
    variables: ({ partnership }, actor) => input({ partnershipId: partnership.id, name: `Label of ${actor}` }),
    outcomes: WRITER,
  },
  'Mutation.createStory': {
    document: mutation('createStory', 'story { id }'),
    variables: ({ partnership }) => input({ partnershipId: partnership.id, title: 'A story' }),
    outcomes: WRITER,
  },
  'Mutation.estimateStory': onStory('estimateStory', WRITER, () => ({ points: 3 })),
  'Mutation.rankStory': onStory('rankStory', WRITER, ({ otherStoryId }) => ({ afterId: otherStoryId })),
  'Mutation.assignStory': onStory('assignStory', WRITER, ({ spareMemberId }) => ({ memberId: spareMemberId })),
  'Mutation.unassignStory': onStory('unassignStory', WRITER, ({ spareMemberId }) => ({ memberId: spareMemberId })),
  'Mutation.labelStory': onStory('labelStory', WRITER, ({ labelId }) => ({ labelId })),
  'Mutation.unlabelStory': onStory('unlabelStory', WRITER, ({ labelId }) => ({ labelId })),
  'Mutation.transitionStory': onStory('transitionStory', WRITER, (_world, actor) => ({
    to: { otherParty: 'DROPPED', member: 'DRAFT' }[actor as string] ?? 'DROPPED',
    reason: 'It is bought instead.',
  })),
  'Mutation.nameVersion': onStory('nameVersion', WRITER, (_world, actor) => ({ name: `As ${actor} left it` })),
  'Mutation.restoreVersion': onStory('restoreVersion', WRITER, () => ({ seq: 1 })),
  'Mutation.pushUpdate': {
    document: mutation('pushUpdate', 'seq'),
    variables: async (world, actor) => ({ input: await world.edit(world.actors[actor]) }),
    outcomes: WRITER,
    live: true,
  },
  'Mutation.handInUpdates': {
    document: mutation('handInUpdates', 'seq'),
    variables: async (world, actor) => ({ input: await world.relayedTo(world.actors[actor]) }),
    outcomes: WRITER,
    live: true,
  },
  'Mutation.movePresence': {
    document: mutation('movePresence', 'moved'),
    variables: async (world, actor) => {
      const { documentId, connectionId } = await world.edit(world.actors[actor]);
      return { input: { documentId, connectionId, field: 'title' } };
    },
    outcomes: READER,
    live: true,
  },
  'Subscription.changes': {
    document: 'subscription ($id: ID!) { changes(partnershipId: $id, after: 0) { seq } }',
    variables: ({ partnership }) => ({ id: partnership.id }),
    outcomes: READER,
    live: true,
  },
  'Subscription.here': {
    document: 'subscription ($id: ID!) { here(partnershipId: $id, place: "today") { present { place } } }',
    variables: ({ partnership }) => ({ id: partnership.id }),
    outcomes: READER,
    live: true,
  },
  'Subscription.document': {
    document: 'subscription ($id: ID!) { document(documentId: $id) { ... on DocumentSync { seq } } }',
    variables: ({ storyId }) => ({ id: storyId }),
    outcomes: READER,
    live: true,
  },
};

/** Last, for each actor becomes somebody else or nobody by them. */
export const leaving: Record<string, Row> = {
  'Mutation.removeMember': {
    document: mutation('removeMember', 'member { id }'),
    variables: ({ spareMemberId }) => input({ memberId: spareMemberId }),
    outcomes: ITS_LEAD,
  },
  'Mutation.acceptInvitation': {
    document: mutation('acceptInvitation', 'member { id }'),
    variables: async (world) => input({ token: (await world.invite()).token }),
    outcomes: [U, OK, OK, C, C, C, C],
  },
  // From here on every actor becomes somebody else, or nobody.
  'Mutation.signUp': {
    document: mutation('signUp', 'viewer { person { id } }'),
    variables: () => ({
      input: { name: 'Nia New', email: `${randomUUID()}@example.com`, password: PASSWORD, timeZone: 'UTC' },
    }),
    outcomes: ANYBODY,
  },
  'Mutation.signIn': {
    document: mutation('signIn', 'viewer { person { id } }'),
    variables: ({ people }) => ({ input: { email: people.observer.email, password: PASSWORD } }),
    outcomes: ANYBODY,
  },
  'Mutation.signInWithLink': {
    document: mutation('signInWithLink', 'viewer { person { id } }'),
    variables: async (world) => ({ input: { token: await world.signInToken() } }),
    outcomes: ANYBODY,
  },
  'Mutation.signOut': { document: 'mutation { signOut { signedOut } }', outcomes: ANYBODY },
};
