import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { send, toastRefusal } from '../../platform/act';
import { shownByThePage } from '../../platform/apollo';
import { usePartnership } from '../use-partnership';
import { InboxDocument, type InboxQuery, ReadNotificationsDocument } from './inbox.gql';
import { useOnInboxMove } from './inbox-state';

type Loaded = NonNullable<InboxQuery['partnership']>;
export type Notification = Loaded['inbox']['edges'][number]['node'];

const PAGE = 50;
const SHOWN_MAX = 500;

/** The viewer's notifications, the newest first, kept current; what is read shows as read at once. */
export function useInbox(unreadOnly: boolean) {
  const { id: partnershipId, slug } = usePartnership();
  const [first, setFirst] = useState(PAGE);
  const { data, previousData, error, refetch } = useQuery(InboxDocument, {
    variables: { slug, first, unreadOnly },
    fetchPolicy: 'cache-and-network',
  });
  useOnInboxMove(() => void refetch().catch(shownByThePage));
  // While more is on the way, what is there stays; the other list does not stand in for it.
  const partnership = (data ?? (first > PAGE ? previousData : undefined))?.partnership;

  const read = async (notifications: readonly Notification[] | 'all'): Promise<void> => {
    const unread = notifications === 'all' ? 'all' : notifications.filter(({ readAt }) => !readAt);
    if (unread.length === 0) return;
    const shown = partnership?.inbox.edges.map(({ node }) => node) ?? [];
    const readAt = new Date().toISOString();
    const left = unread === 'all' ? 0 : Math.max(0, (partnership?.unreadCount ?? 0) - unread.length);
    try {
      await send(
        ReadNotificationsDocument,
        { partnershipId, ...(unread === 'all' ? { all: true } : { ids: unread.map(({ id }) => id) }) },
        {
          optimistic: {
            readNotifications: {
              __typename: 'ReadNotificationsPayload',
              partnership: { __typename: 'Partnership', id: partnershipId, unreadCount: left },
              notifications: (unread === 'all' ? shown.filter((one) => !one.readAt) : unread).map(({ id }) => ({
                ...{ __typename: 'Notification' as const, id, readAt },
              })),
            },
          },
        },
      );
    } catch (refused) {
      toastRefusal('It is still unread', refused);
    }
  };

  return {
    notifications: partnership?.inbox.edges.map(({ node }) => node),
    unreadCount: partnership?.unreadCount ?? 0,
    more: partnership?.inbox.pageInfo.hasNextPage && first < SHOWN_MAX ? () => setFirst(first + PAGE) : null,
    error: partnership ? undefined : error,
    retry: () => void refetch().catch(shownByThePage),
    read,
  };
}
