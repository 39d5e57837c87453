import * as Y from 'yjs';
import { type Events, type GraphQLClient, RefusedError } from '../kit/graphql-client.ts';

/** All that a program needs to write with others: Yjs, and these three operations over one graphql-transport-ws socket. */
export const OPEN = `subscription ($documentId: ID!, $stateVector: String) {
  document(documentId: $documentId, stateVector: $stateVector) {
    __typename
    ... on DocumentSync {
      connectionId clientId writable seq updates stateVector
      writers { clientId member { id name party { kind } } }
      peers { ...presence }
    }
    ... on DocumentUpdates { updates writers { clientId member { id name party { kind } } } }
    ... on DocumentPresence { changed { ...presence } gone }
  }
}
fragment presence on Presence { connectionId clientId member { id name party { kind } } field cursor writing }`;
export const PUSH = 'mutation ($input: PushUpdateInput!) { pushUpdate(input: $input) { seq } }';
export const MOVE = 'mutation ($input: MovePresenceInput!) { movePresence(input: $input) { moved } }';

interface Who {
  id: string;
  name: string;
  party: { kind: 'CLIENT' | 'VENDOR' };
}
export interface PeerPresence {
  connectionId: string;
  clientId: number;
  member: Who;
  field: string | null;
  cursor: string | null;
  writing: boolean;
}
export type SyncEvent = {
  __typename: 'DocumentSync';
  connectionId: string;
  clientId: number;
  writable: boolean;
  seq: number;
  updates: string[];
  stateVector: string;
  writers: { clientId: number; member: Who }[];
  peers: PeerPresence[];
};
export type LiveEvent =
  | SyncEvent
  | { __typename: 'DocumentUpdates'; updates: string[]; writers: { clientId: number; member: Who }[] }
  | { __typename: 'DocumentPresence'; changed: PeerPresence[]; gone: string[] };

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const REMOTE = 'remote';

/** A small, complete client: it edits offline, sends what is unsaved when it is connected, and never loses an edit. */
export class ExampleClient {
  readonly doc = new Y.Doc();
  readonly peers = new Map<string, PeerPresence>();
  readonly writers = new Map<number, Who>();
  /** Edits that the server has not acknowledged, in their order. */
  unsaved: Uint8Array[] = [];
  sync: SyncEvent | null = null;
  /** Why the stream ended, as a code; null while it goes on. */
  endedWith: string | null = null;
  seq = 0;
  #events: Events<{ document: LiveEvent }> | null = null;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    readonly user: GraphQLClient,
    readonly documentId: string,
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.unsaved.push(update);
    });
  }

  /** Joins; resolves when the document equals the server's. What is unsaved is on its way then. */
  async open(): Promise<this> {
    this.endedWith = null;
    const stateVector = toBase64(Y.encodeStateVector(this.doc));
    const events = this.user.subscribe<{ document: LiveEvent }>(OPEN, { documentId: this.documentId, stateVector });
    this.#events = events;
    this.#receive((await events.next()).document);
    this.#listen(events).catch(() => undefined);
    this.#send();
    return this;
  }

  /** Edits at once, here; the others have it a moment later. Works offline too. */
  edit(write: (doc: Y.Doc) => void): void {
    this.doc.transact(() => write(this.doc));
    this.#send();
  }

  /** Resolves when everything written so far is durable. @throws RefusedError. */
  async saved(): Promise<void> {
    await this.#sending;
  }

  move(field: string | null, cursor: string | null = null, writing = false): Promise<unknown> {
    const connectionId = this.sync?.connectionId;
    return this.user.overSocket(MOVE, { input: { documentId: this.documentId, connectionId, field, cursor, writing } });
  }

  close(): void {
    this.#events?.end();
    this.#events = null;
    this.sync = null;
  }

  async #listen(events: Events<{ document: LiveEvent }>): Promise<void> {
    try {
      for (;;) this.#receive((await events.next(2 ** 30)).document);
    } catch (error) {
      if (this.#events === events) this.sync = null;
      this.endedWith = error instanceof RefusedError ? error.code : 'LOST';
    }
  }

  #receive(event: LiveEvent): void {
    if (event.__typename === 'DocumentPresence') {
      for (const peer of event.changed) this.peers.set(peer.connectionId, peer);
      for (const connectionId of event.gone) this.peers.delete(connectionId);
      return;
    }
    for (const { clientId, member } of event.writers) this.writers.set(clientId, member);
    for (const update of event.updates) Y.applyUpdate(this.doc, Buffer.from(update, 'base64'), REMOTE);
    if (event.__typename === 'DocumentUpdates') return;
    this.peers.clear();
    for (const peer of event.peers) this.peers.set(peer.connectionId, peer);
    this.doc.clientID = event.clientId;
    this.sync = event;
  }

  /** One push at a time; what was written meanwhile goes together in the next one. */
  #send(): void {
    this.#sending = this.#sending.then(async () => {
      while (this.sync && this.unsaved.length > 0) {
        const batch = this.unsaved.slice(0, 100);
        const input = {
          documentId: this.documentId,
          connectionId: this.sync.connectionId,
          updates: batch.map(toBase64),
        };
        const { pushUpdate } = await this.user.overSocket<{ pushUpdate: { seq: number } }>(PUSH, { input });
        this.seq = pushUpdate.seq;
        this.unsaved = this.unsaved.slice(batch.length);
      }
    });
    // Whoever wants to know asks `saved`; what failed stays unsaved, and the next opening sends it again.
    this.#sending.catch(() => undefined);
  }
}
