import * as Y from 'yjs';
import { fromBase64, toBase64 } from './base64';
import { asLiveError, Delivery, FINAL_CODES } from './delivery';
import { INITIAL, type LiveStatus } from './live-status';
import { Outbox } from './outbox';
import { Presence } from './presence';
import { Relayed } from './relayed';
import { Retry } from './retry';
import { type DocumentEvent, type DocumentSync, LiveError, type LiveTransport, type LiveWriter } from './transport';

/** Origin of everything that came from the server or from the outbox: it is not sent again and not undone. */
export const REMOTE = Symbol('remote');

export type WriterMember = LiveWriter['member'];

/** One co-written document, kept the same as everybody else's through lost sockets, reloads and other pages. */
export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly presence: Presence;
  /** Who wrote with which client id, for the inks. */
  readonly writers = new Map<number, WriterMember>();
  /** Whose page this is: the server tells of others' client ids, and our own are ours from the first keystroke. */
  me: WriterMember | null = null;
  readonly #documentId: string;
  readonly #transport: LiveTransport;
  readonly #outbox: Outbox;
  readonly #relayed = new Relayed();
  readonly #retry = new Retry();
  readonly #delivery: Delivery;
  readonly #listeners = new Set<() => void>();
  readonly #stopLost: () => void;
  #close: (() => void) | null = null;
  #connectionId: string | null = null;
  #unapplied: Uint8Array[] = [];
  #destroyed = false;
  #status: LiveStatus = INITIAL;

  constructor(documentId: string, personId: string, transport: LiveTransport) {
    this.#documentId = documentId;
    this.#transport = transport;
    this.#outbox = new Outbox(
      documentId,
      personId,
      () => this.#outboxChanged(),
      () => this.#relayed.takeUnstored(),
    );
    this.#delivery = new Delivery(this.#outbox, this.#retry, {
      connectionId: () => this.#connectionId,
      isOver: () => this.#destroyed || this.#status.refused !== null,
      push: (connectionId, updates) => transport.push({ documentId, connectionId, updates }),
      saved: () => this.#set({ lastSavedAt: Date.now() }),
      reopen: () => this.#reopen(),
      refuse: (error) => this.#refuse(error),
    });
    this.presence = new Presence(
      this.doc,
      (move) => this.#move(move),
      () => this.#emit(),
    );
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      // An editor may mend what it cannot show even where its reader may not write: that stays here.
      if (origin === REMOTE || !this.#status.writable) return;
      this.presence.wrote();
      this.#outbox.add(update);
    });
    this.#stopLost = transport.onLost(() => this.#lost('offline'));
    addEventListener('pagehide', this.#leave);
    this.#start().catch((reason: unknown) => this.#refuse(asLiveError(reason)));
  }

  get status(): LiveStatus {
    return this.#status;
  }

  /** False while leaving the page would lose edits, which only happens where the browser stores nothing. */
  get safeToLeave(): boolean {
    return this.#outbox.unsaved === 0 || this.#outbox.kept;
  }

  /** Called on any change of status, writers or peers. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Gives up what the server refused, so that a fresh copy can be opened. */
  discard(): Promise<void> {
    return this.#outbox.discard();
  }

  destroy(): void {
    this.#destroyed = true;
    this.#retry.stop();
    removeEventListener('pagehide', this.#leave);
    this.#stopLost();
    this.#close?.();
    this.#outbox.leave();
    this.presence.destroy();
    this.doc.destroy();
  }

  #leave = (): void => this.#outbox.leave();

  async #start(): Promise<void> {
    const { adopted, under } = await this.#outbox.adopt();
    this.#unapplied = adopted;
    this.#relayed.adopt(under);
    if (!this.#destroyed) this.#open();
  }

  #open(): void {
    this.#close?.();
    this.#close = this.#transport.open(this.#documentId, () => toBase64(Y.encodeStateVector(this.doc)), {
      event: (event) => this.#receive(event),
      ended: (error) => this.#ended(error),
    });
  }

  #receive(event: DocumentEvent): void {
    if (this.#destroyed) return;
    if (event.__typename === 'DocumentSync') return this.#sync(event);
    if (event.__typename === 'DocumentPresence') return this.presence.update(event.changed, event.gone);
    this.#learn(event.writers);
    this.#relayed.take(event);
    this.#relayed.durable(event.durableRelay);
    this.#apply(event.updates.map(fromBase64));
  }

  #sync(sync: DocumentSync): void {
    this.#learn(sync.writers);
    // Ours before any edit of this connection; what was typed under an earlier id stays ours on the server.
    this.doc.clientID = sync.clientId;
    this.#claim([sync.clientId, ...this.#unapplied.flatMap((update) => [...Y.parseUpdateMeta(update).to.keys()])]);
    this.#relayed.opened(sync);
    this.#apply([...sync.updates.map(fromBase64), ...this.#relayed.lost, ...this.#unapplied]);
    this.#unapplied = [];
    this.#connectionId = sync.connectionId;
    // With edits to send, only their being taken says that all is well.
    if (this.#outbox.unsaved === 0) this.#retry.wentWell();
    this.presence.connected(sync.clientId, sync.peers);
    this.#set({ connection: 'live', synced: true, writable: sync.writable });
    // Both at once: others' words may stand on ours, and ours on theirs.
    this.#bringBack(sync.connectionId).catch((reason: unknown) => this.#refuse(asLiveError(reason)));
    this.#delivery.start();
  }

  async #bringBack(connectionId: string): Promise<void> {
    const documentId = this.#documentId;
    if (!this.#status.writable) return;
    await this.#relayed.bringBack((updates) => {
      if (this.#connectionId !== connectionId) throw new LiveError('DISCONNECTED', 'The connection was lost.');
      return this.#transport.handIn({ documentId, connectionId, updates });
    });
  }

  #apply(updates: readonly Uint8Array[]): void {
    if (updates.length === 0) return;
    // One transaction: each editor renders once. Not local, so that nobody's undo takes it back.
    Y.transact(this.doc, () => updates.forEach((update) => Y.applyUpdate(this.doc, update, REMOTE)), REMOTE, false);
  }

  #claim(clientIds: readonly number[]): void {
    if (!this.me) return;
    for (const clientId of clientIds) if (!this.writers.has(clientId)) this.writers.set(clientId, this.me);
  }

  #learn(writers: readonly LiveWriter[]): void {
    for (const { clientId, member } of writers) this.writers.set(clientId, member);
  }

  #outboxChanged(): void {
    this.#set({ unsaved: this.#outbox.unsaved });
    this.#delivery.start();
  }

  /** What the last opening gave is not good any more. */
  #reopen(): void {
    this.#connectionId = null;
    this.#open();
  }

  #ended(error: LiveError | null): void {
    if (this.#destroyed) return;
    const isFinal = error !== null && FINAL_CODES.has(error.code);
    this.#lost(error && !isFinal && error.code !== 'DISCONNECTED' ? 'failing' : 'offline');
    if (isFinal) this.#refuse(error);
    else this.#retry.later(() => this.#open());
  }

  #lost(now: 'offline' | 'failing'): void {
    if (this.#destroyed) return;
    this.#connectionId = null;
    this.presence.disconnected();
    this.#set({ connection: this.#status.synced ? now : 'connecting' });
  }

  #refuse(error: LiveError): void {
    this.#connectionId = null;
    this.#set({ refused: { code: error.code, message: error.message }, writable: false });
  }

  async #move(move: { field: string | null; cursor: string | null; writing: boolean }): Promise<void> {
    const connectionId = this.#connectionId;
    if (connectionId) await this.#transport.move({ documentId: this.#documentId, connectionId, ...move });
  }

  #set(change: Partial<LiveStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#emit();
  }

  #emit(): void {
    for (const listener of this.#listeners) listener();
  }
}
