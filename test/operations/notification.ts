import { mutation, READER, type Row } from './row.ts';

/** What each member was told: everybody has an inbox of their own. */
export const notification: Record<string, Row> = {
  'Mutation.readNotifications': {
    document: mutation('readNotifications', 'partnership { unreadCount inbox { totalCount } } notifications { id }'),
    variables: ({ partnership }) => ({ input: { partnershipId: partnership.id, all: true } }),
    outcomes: READER,
  },
  'Mutation.setNotification': {
    document: mutation('setNotification', 'partnership { notificationSettings { kind } }'),
    variables: ({ partnership }) => ({
      input: { partnershipId: partnership.id, kind: 'MENTIONED', inPage: true, email: 'DIGEST' },
    }),
    outcomes: READER,
  },
  'Subscription.inbox': {
    document: 'subscription ($id: ID!) { inbox(partnershipId: $id) { unreadCount newestAt } }',
    variables: ({ partnership }) => ({ id: partnership.id }),
    outcomes: READER,
    live: true,
  },
};
