import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { parseCursor } from './cursor';
import { LiveError, type LivePeer } from './transport';

/** Twenty moves a second look continuous and cost a busy document little. */
const MOVE_EVERY_MS = 50;
/** "… is writing" stays this long after the last key. */
const WRITING_MS = 2_000;

/** Where in a document somebody is: 'title', 'narrative' or 'criterion:<id>'. */
export type Field = string;

export interface Move {
  field: Field | null;
  cursor: string | null;
  writing: boolean;
}

interface LocalState {
  cursor?: { anchor: unknown; head: unknown } | null;
  field?: Field | null;
  writing?: boolean;
}

// The caret extension insists on a hex colour; the real colours come from the tokens through the party's class.
const CARET_COLOUR = '#5f636d';

/**
 * Ties a y-protocols Awareness, which the editors speak, to the server's presence. Names and parties come from the
 * server alone: what a peer could claim about itself never gets here.
 */
export class Presence {
  readonly awareness: Awareness;
  readonly #send: (move: Move) => Promise<void>;
  readonly #changed: () => void;
  #peers = new Map<string, LivePeer>();
  #snapshot: readonly LivePeer[] = [];
  #sent = '';
  #sending = false;
  #online = false;
  #moveTimer: ReturnType<typeof setTimeout> | undefined;
  #writingTimer: ReturnType<typeof setTimeout> | undefined;
  #waitTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(doc: Y.Doc, send: (move: Move) => Promise<void>, changed: () => void) {
    this.awareness = new Awareness(doc);
    this.#send = send;
    this.#changed = changed;
    this.awareness.on('change', (_change: unknown, origin: unknown) => {
      if (origin === 'local') this.#schedule();
    });
  }

  /** Everybody else's pages on this document; a new array whenever it changes. */
  get peers(): readonly LivePeer[] {
    return this.#snapshot;
  }

  /** A new connection: its client id is ours from now on, and its list of peers is complete. */
  connected(clientId: number, peers: readonly LivePeer[]): void {
    const { awareness } = this;
    const local = awareness.getLocalState();
    if (awareness.clientID !== clientId) {
      awareness.states.delete(awareness.clientID);
      awareness.meta.delete(awareness.clientID);
      awareness.clientID = clientId;
      awareness.setLocalState(local);
    }
    this.#online = true;
    this.#sent = '';
    this.update(peers, [...this.#peers.keys()]);
    this.#schedule();
  }

  /** Nobody can be known to be here while the socket is gone. */
  disconnected(): void {
    this.#online = false;
    this.update([], [...this.#peers.keys()]);
  }

  update(changed: readonly LivePeer[], gone: readonly string[]): void {
    const { states } = this.awareness;
    const added: number[] = [];
    const updated: number[] = [];
    const removed: number[] = [];
    for (const connectionId of gone) {
      const peer = this.#peers.get(connectionId);
      if (!peer) continue;
      this.#peers.delete(connectionId);
      states.delete(peer.clientId);
      removed.push(peer.clientId);
    }
    for (const peer of changed) {
      if (peer.clientId === this.awareness.clientID) continue;
      (states.has(peer.clientId) ? updated : added).push(peer.clientId);
      this.#peers.set(peer.connectionId, peer);
      states.set(peer.clientId, {
        user: {
          name: peer.member.name,
          kind: peer.member.party.kind,
          memberId: peer.member.id,
          color: CARET_COLOUR,
          writing: peer.writing,
        },
        cursor: parseCursor(peer.cursor),
      });
    }
    if (added.length + updated.length + removed.length === 0) return;
    this.#snapshot = [...this.#peers.values()];
    const change = { added, updated, removed };
    this.awareness.emit('change', [change, 'server']);
    this.awareness.emit('update', [change, 'server']);
    this.#changed();
  }

  focus(field: Field): void {
    this.awareness.setLocalStateField('field', field);
  }

  /** Only the field that has the focus may give it up: focus moves in before the old field hears of it. */
  blur(field: Field): void {
    if ((this.awareness.getLocalState() as LocalState | null)?.field === field) {
      this.awareness.setLocalStateField('field', null);
    }
  }

  wrote(): void {
    clearTimeout(this.#writingTimer);
    this.#writingTimer = setTimeout(() => this.awareness.setLocalStateField('writing', false), WRITING_MS);
    this.awareness.setLocalStateField('writing', true);
  }

  destroy(): void {
    clearTimeout(this.#moveTimer);
    clearTimeout(this.#writingTimer);
    clearTimeout(this.#waitTimer);
    this.awareness.destroy();
  }

  #schedule(): void {
    if (!this.#online) return;
    this.#moveTimer ??= setTimeout(() => {
      this.#moveTimer = undefined;
      this.#move();
    }, MOVE_EVERY_MS);
  }

  #move(): void {
    const state = (this.awareness.getLocalState() ?? {}) as LocalState;
    const move: Move = {
      field: state.field ?? null,
      cursor: state.cursor ? JSON.stringify(state.cursor) : null,
      writing: state.writing ?? false,
    };
    const key = JSON.stringify(move);
    if (!this.#online || this.#sending || key === this.#sent) return;
    this.#sent = key;
    this.#sending = true;
    const settled = () => {
      this.#sending = false;
      this.#schedule();
    };
    // A lost move needs no remedy of its own: the next one, or the next connection, carries the whole state. One that came
    // too fast may have been the last, so it is made again.
    this.#send(move).then(settled, (reason: unknown) => {
      const wait = reason instanceof LiveError ? reason.retryAfterMs : null;
      if (wait === null) return settled();
      this.#sent = '';
      this.#waitTimer = setTimeout(settled, wait);
    });
  }
}
