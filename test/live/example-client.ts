import * as Y from 'yjs';
import { type Events, type GraphQLClient, RefusedError } from '../kit/graphql-client.ts';
import { eventually } from '../kit/wait.ts';

/** All that a program needs to write with others: Yjs, and these operations over one graphql-transport-ws socket. */
export const OPEN = `subscription ($documentId: ID!, $stateVector: String) {
  document(documentId: $documentId, stateVector: $stateVector) {
    __typename
    ... on DocumentSync {
      connectionId clientId writable seq updates signatures relay stateVector
      writers { clientId member { id name party { kind } } }
      peers { ...presence }
    }
    ... on DocumentUpdates { updates signatures relay durableRelay writers { clientId member { id name party { kind } } } }
    ... on DocumentPresence { changed { ...presence } gone }
  }
}
fragment presence on Presence { connectionId clientId member { id name party { kind } } field cursor writing }`;
export const PUSH = 'mutation ($input: PushUpdateInput!) { pushUpdate(input: $input) { seq } }';
export const MOVE = 'mutation ($input: MovePresenceInput!) { movePresence(input: $input) { moved } }';

type Who = { id: string; name: string; party: { kind: 'CLIENT' | 'VENDOR' } };
type WriterOf = { clientId: number; member: Who };
type Place = { field: string | null; cursor: string | null; writing: boolean };
export type PeerPresence = WriterOf & Place & { connectionId: string };
type Relayed = { updates: string[]; signatures: (string | null)[]; relay: number };
export type SyncEvent = Relayed & {
  __typename: 'DocumentSync';
  connectionId: string;
  clientId: number;
  writable: boolean;
  seq: number;
  stateVector: string;
  writers: WriterOf[];
  peers: PeerPresence[];
};
export type LiveEvent =
  | SyncEvent
  | (Relayed & { __typename: 'DocumentUpdates'; durableRelay: number; writers: WriterOf[] })
  | { __typename: 'DocumentPresence'; changed: PeerPresence[]; gone: string[] };

const REMOTE = 'remote';
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A small, complete client: it edits offline, sends what is unsaved when it is connected, and never loses an edit. */
export class ExampleClient {
  readonly doc = new Y.Doc();
  readonly peers = new Map<string, PeerPresence>();
  readonly writers = new Map<number, Who>();
  /** Edits that the server has not acknowledged, in their order. */
  unsaved: Uint8Array[] = [];
  sync: SyncEvent | null = null;
  endedWith: string | null = null; // the code that ended the stream
  seq = 0;
  #events: Events<{ document: LiveEvent }> | null = null;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    /** Whose session it goes through; another one from the next opening on. */
    public user: GraphQLClient,
    readonly documentId: string,
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return; // what Yjs tidies up by itself after others' edits is ours
      this.unsaved.push(update);
      this.#send();
    });
  }

  /** Joins; resolves when the document equals the server's. What is unsaved is on its way then. */
  async open(): Promise<this> {
    this.endedWith = null;
    this.peers.clear();
    const stateVector = toBase64(Y.encodeStateVector(this.doc));
    const events = this.user.subscribe<{ document: LiveEvent }>(OPEN, { documentId: this.documentId, stateVector });
    this.#events = events;
    this.receive((await events.next()).document);
    this.#listen(events).catch(() => undefined);
    this.#send();
    return this;
  }

  /** Opens again after a lost stream or socket, as often as it takes. */
  async resume(): Promise<this> {
    this.close();
    return eventually('the document opens again', () => this.open().catch(() => null));
  }

  /** Edits at once, here; the others have it a moment later. Works offline too. */
  edit(write: (doc: Y.Doc) => void): void {
    const sending = this.#sending;
    this.doc.transact(() => write(this.doc));
    if (this.#sending === sending) this.#send();
  }

  /** Resolves when everything written so far is durable. @throws RefusedError. */
  saved = (): Promise<void> => this.#sending;

  move(field: string | null, cursor: string | null = null, writing = false): Promise<unknown> {
    const input = { documentId: this.documentId, connectionId: this.sync?.connectionId, field, cursor, writing };
    return this.user.overSocket(MOVE, { input });
  }

  close(): void {
    this.#events?.end();
    this.#events = null;
    this.sync = null;
  }

  async #listen(events: Events<{ document: LiveEvent }>): Promise<void> {
    try {
      for (;;) this.receive((await events.next(2 ** 30)).document);
    } catch (error) {
      if (this.#events === events) this.sync = null;
      this.endedWith = error instanceof RefusedError ? error.code : 'LOST';
    }
  }

  protected receive(event: LiveEvent): void {
    if (event.__typename === 'DocumentPresence') {
      for (const peer of event.changed) this.peers.set(peer.connectionId, peer);
      for (const connectionId of event.gone) this.peers.delete(connectionId);
      return;
    }
    for (const { clientId, member } of event.writers) this.writers.set(clientId, member);
    for (const update of event.updates) Y.applyUpdate(this.doc, Buffer.from(update, 'base64'), REMOTE);
    if (event.__typename === 'DocumentUpdates') return;
    for (const peer of event.peers) this.peers.set(peer.connectionId, peer);
    this.doc.clientID = event.clientId;
    this.sync = event;
  }

  /** One push at a time; what was written meanwhile goes together in the next one. */
  #send(): void {
    this.#sending = this.#sending
      .catch(() => undefined)
      .then(async () => {
        while (this.sync && this.unsaved.length > 0) {
          const batch = this.unsaved.slice(0, 100);
          const { connectionId } = this.sync;
          const input = { documentId: this.documentId, connectionId, updates: batch.map(toBase64) };
          const { pushUpdate } = await this.user.overSocket<{ pushUpdate: { seq: number } }>(PUSH, { input });
          this.seq = pushUpdate.seq;
          this.unsaved = this.unsaved.slice(batch.length);
        }
      });
    // Whoever wants to know asks `saved`; what failed stays unsaved, and the next opening sends it again.
    this.#sending.catch(() => undefined);
  }
}
