import { type DocumentNode, print } from 'graphql';
import type { Client } from 'graphql-ws';
import {
  HandInUpdatesDocument,
  type HandInUpdatesMutationVariables,
  LiveDocumentDocument,
  type LiveDocumentSubscription,
  MovePresenceDocument,
  type MovePresenceMutationVariables,
  PushUpdateDocument,
  type PushUpdateMutationVariables,
} from './live.gql';

export type DocumentEvent = LiveDocumentSubscription['document'];
export type DocumentSync = Extract<DocumentEvent, { __typename: 'DocumentSync' }>;
export type DocumentUpdates = Extract<DocumentEvent, { __typename: 'DocumentUpdates' }>;
export type LiveWriter = DocumentSync['writers'][number];
export type LivePeer = DocumentSync['peers'][number];

/** What the server said no with. `code` is one of the contract's stable codes, or DISCONNECTED when the socket went first. */
export class LiveError extends Error {
  readonly code: string;
  /** When to ask again, where the server said so. */
  readonly retryAfterMs: number | null;
  constructor(code: string, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface DocumentSink {
  event(event: DocumentEvent): void;
  /** The server ended the subscription or refused it; a lost socket is not reported here but by a later DocumentSync. */
  ended(error: LiveError | null): void;
}

/** The live operations over one socket, which reconnects by itself and subscribes again. */
export interface LiveTransport {
  open(documentId: string, stateVector: () => string, sink: DocumentSink): () => void;
  /** Resolves when the updates are durable. @throws LiveError */
  push(input: PushUpdateMutationVariables['input']): Promise<void>;
  /** Brings back what others wrote. Resolves when it is durable. @throws LiveError */
  handIn(input: HandInUpdatesMutationVariables['input']): Promise<void>;
  move(input: MovePresenceMutationVariables['input']): Promise<void>;
  /** Calls back whenever the socket is lost; returns the way to stop. */
  onLost(handler: () => void): () => void;
}

// Apollo's cache and queue would cost every keystroke a normalisation for nothing: these go straight to the socket.
const OPEN = print(LiveDocumentDocument as DocumentNode);
const PUSH = print(PushUpdateDocument as DocumentNode);
const HAND_IN = print(HandInUpdatesDocument as DocumentNode);
const MOVE = print(MovePresenceDocument as DocumentNode);

export function createLiveTransport(client: Client): LiveTransport {
  return {
    open(documentId, stateVector, sink) {
      // graphql-ws subscribes again with the same payload after a lost socket: the getter makes it ask from where we are then.
      const variables = {
        documentId,
        get stateVector() {
          return stateVector();
        },
      };
      let over = false;
      // An answer of errors alone is completed after it, which says no more.
      const ended = (error: LiveError | null): void => {
        if (over) return;
        over = true;
        sink.ended(error);
      };
      return client.subscribe<LiveDocumentSubscription>(
        { query: OPEN, operationName: 'LiveDocument', variables },
        {
          next: (result) => (result.data ? sink.event(result.data.document) : ended(asLiveError(result.errors))),
          error: (reason) => ended(asLiveError(reason)),
          complete: () => ended(null),
        },
      );
    },
    push: (input) => execute(client, { query: PUSH, operationName: 'PushUpdate', variables: { input } }),
    handIn: (input) => execute(client, { query: HAND_IN, operationName: 'HandInUpdates', variables: { input } }),
    move: (input) => execute(client, { query: MOVE, operationName: 'MovePresence', variables: { input } }),
    onLost: (handler) => client.on('closed', handler),
  };
}

function execute(
  client: Client,
  request: { query: string; operationName: string; variables: Record<string, unknown> },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (error: LiveError | null) => {
      if (settled) return;
      settled = true;
      stopListening();
      if (error) reject(error);
      else resolve();
    };
    const cancel = client.subscribe(request, {
      next: (result) => settle(result.errors ? asLiveError(result.errors) : null),
      error: (reason) => settle(asLiveError(reason)),
      complete: () => settle(new LiveError('DISCONNECTED', 'The connection closed before the answer came.')),
    });
    // Left alone, graphql-ws would send it again on the next socket with a connection id that is no more.
    const stopListening = client.on('closed', () => {
      settle(new LiveError('DISCONNECTED', 'The connection was lost before the answer came.'));
      cancel();
    });
  });
}

function asLiveError(reason: unknown): LiveError {
  const first: unknown = Array.isArray(reason) ? reason[0] : reason;
  if (typeof first === 'object' && first !== null && 'message' in first && typeof first.message === 'string') {
    const extensions = 'extensions' in first ? (first.extensions as Record<string, unknown> | undefined) : undefined;
    const { code, retryAfterMs } = extensions ?? {};
    return new LiveError(
      typeof code === 'string' ? code : 'DISCONNECTED',
      first.message,
      typeof retryAfterMs === 'number' ? retryAfterMs : null,
    );
  }
  return new LiveError('DISCONNECTED', 'The connection was lost.');
}
