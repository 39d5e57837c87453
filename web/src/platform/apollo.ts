import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import { ErrorLink } from '@apollo/client/link/error';
import { RetryLink } from '@apollo/client/link/retry';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { isRepeatable, neverOlder } from './newer';
import { socket } from './socket';

declare module '@apollo/client' {
  interface DefaultContext {
    /** Send this operation over the socket, beside the subscriptions, rather than as an HTTP request. */
    live?: boolean;
  }
}

let onSignedOut: () => void = () => {};

/** What happens when the server no longer knows who we are; the session module sets it. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

const noticeSignedOut = new ErrorLink(({ error }) => {
  if (CombinedGraphQLErrors.is(error) && error.errors.some((e) => e.extensions?.code === 'UNAUTHENTICATED'))
    onSignedOut();
});

/** A lost answer is asked for again, where that is harmless. */
const askAgain = new RetryLink({
  delay: { initial: 500, max: 4_000, jitter: true },
  attempts: {
    max: 3,
    retryIf: (error, op) =>
      !CombinedGraphQLErrors.is(error) &&
      !ServerError.is(error) &&
      !ServerParseError.is(error) &&
      navigator.onLine &&
      isRepeatable(op),
  },
});

const overSocket = new GraphQLWsLink(socket);
const overHttp = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });

export const client = new ApolloClient({
  link: noticeSignedOut.concat(
    ApolloLink.split(
      (op) => op.operationType === OperationTypeNode.SUBSCRIPTION || op.getContext().live === true,
      overSocket,
      neverOlder.concat(askAgain).concat(overHttp),
    ),
  ),
  cache: new InMemoryCache({
    possibleTypes: {
      Node: [
        ...['Person', 'Session', 'Partnership', 'Party', 'Member', 'Invitation', 'Label', 'Story', 'Criterion'],
        ...['Iteration', 'Goal'],
        ...['WorkingAgreement', 'PartyProfile'],
        ...['Iteration', 'Goal', 'Notification'],
        ...['Iteration', 'Goal', 'Question'],
        ...['StandupEntry', 'Concern', 'Promise', 'Meeting'],
      ],
      DocumentEvent: ['DocumentSync', 'DocumentUpdates', 'DocumentPresence'],
    },
    typePolicies: { Viewer: { keyFields: [] } },
  }),
  clientAwareness: { name: 'web' },
});

/** For a reading whose failure the page's own query shows. */
export const shownByThePage = () => {};

/** Asks again for everything in view: it may be out of date, or no longer ours to see. */
export function readAgain(): void {
  client.refetchQueries({ include: 'active' }).catch(shownByThePage);
}
