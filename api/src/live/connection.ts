import { randomUUID } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import { type EventStream, eventStream } from '../platform/event-stream.ts';
import type { DocumentAccess } from './document-kind.ts';
import { type LiveEvent, DocumentUpdates, Presence } from './live.type.ts';
import type { Rates } from './rates.ts';
import { resync } from './refusals.ts';

/** Events that may wait for a consumer that does not read. Beyond it, opening again is cheaper for both sides. */
const WAITING_MAX = 512;

/** One subscription to a document: who has it open, and what still has to reach them. */
export class Connection {
  readonly id: string = randomUUID();
  readonly presence: Presence;
  readonly stream: EventStream<LiveEvent>;
  /** What was relayed before the first event was ready: it becomes part of it. Null from then on. */
  #early: DocumentUpdates[] | null = [];
  /** Pushes of one connection are judged one after the other, since each builds on the one before. */
  #turn: Promise<unknown> = Promise.resolve();
  #turns = 0;

  /** @param context the subscription's own, with which its rights are asked again. */
  constructor(
    readonly context: Context,
    public access: DocumentAccess,
    readonly clientId: number,
    readonly rates: Rates,
    onEnd: () => void,
  ) {
    this.presence = new Presence(this.id, clientId, access.member);
    this.stream = eventStream<LiveEvent>(onEnd);
  }

  /** The same person in the same session may use this connection; nobody else. */
  isOf(context: Context): boolean {
    return context.viewer !== null && context.viewer.sessionId === this.context.viewer?.sessionId;
  }

  deliver(event: LiveEvent): void {
    if (this.#early) {
      // Presence needs no keeping: the first event carries it as it is then.
      if (event instanceof DocumentUpdates) this.#early.push(event);
    } else if (this.stream.waiting >= WAITING_MAX) {
      this.stream.end(resync('You are too far behind.'));
    } else {
      this.stream.push(event);
    }
  }

  /** From here on events are delivered. @returns what was relayed before. */
  begin(): DocumentUpdates[] {
    const early = this.#early ?? [];
    this.#early = null;
    return early;
  }

  /** True while no turn is waited for or under way. */
  get isFree(): boolean {
    return this.#turns === 0;
  }

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#turns++;
    const turn = this.#turn.then(work).finally(() => {
      this.#turns--;
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
