import type { ExecutionResult } from 'graphql';
import type { Context } from '../context.ts';
import { answerBytes } from './answer-bytes.ts';
import type { RightsTable, SharedOperation } from './sharing.ts';

/** A subscriber of an event. Exactly one of `answered` and `refused` follows each delivery. */
export interface Receiver {
  readonly context: Context;
  /** Null when its answers can't be shared. `key` is the same for the same text, operation and variables that matter. */
  readonly shared: (SharedOperation & { key: string }) | null;
  execute(event: object): Promise<ExecutionResult>;
  /** @param answer the execution result without errors, as JSON in UTF-8; the same bytes for all who share it. */
  answered(answer: Buffer): void;
  /** Its own execution had errors, which are for its own eyes. */
  refused(result: ExecutionResult): void;
  /** Its own execution threw what graphql should have caught. */
  failed(error: unknown): void;
}

/** Who comes later than this, from a queue that waited, is asked for afresh: rights and rows may have moved on. */
const FRESH_MS = 1_000;

/**
 * Answers each event once for all whose answers are the same: one execution, one serialisation. Subscribers share by the
 * event object's identity, so a source hands the same object to all who get the same.
 */
export class FanOut {
  readonly #rounds = new WeakMap<object, Round>();

  deliver(event: object, receiver: Receiver): void {
    if (!receiver.shared) return void alone(event, receiver);
    let round = this.#rounds.get(event);
    if (!round || performance.now() - round.startedAt > FRESH_MS) {
      round = new Round(event, (receivers) => {
        this.#rounds.delete(event);
        for (const again of receivers) this.deliver(event, again);
      });
      this.#rounds.set(event, round);
    }
    round.add(receiver, receiver.shared);
  }
}

/** Those with one answer: the leader's, who asked first. */
interface Group {
  leader: Receiver;
  waiting: Receiver[];
  /** `answered`: the leader has it, and nobody else wanted it yet. `refused`: there were errors, and everybody asks alone. */
  state: 'executing' | 'answered' | 'confirming' | 'shared' | 'refused';
  answer: Buffer | null;
}

/** One event and its answers so far. */
class Round {
  readonly startedAt = performance.now();
  #rights: RightsTable | 'unread' | 'reading' | 'unreadable' = 'unread';
  #early: Receiver[] = [];
  /** By the likeness of those who ask, and what they ask: one text of both would be made anew for each of them. */
  readonly #groups = new Map<string, Map<string, Group>>();

  constructor(
    private readonly event: object,
    /** Starts afresh for those whose leader turned out not to speak for them. */
    private readonly regroup: (receivers: Receiver[]) => void,
  ) {}

  add(receiver: Receiver, shared: NonNullable<Receiver['shared']>): void {
    if (!shared.sharing.rights) {
      if (shared.reach === 'everyone') this.#join(receiver, '', shared.key);
      else void alone(this.event, receiver);
    } else if (typeof this.#rights === 'object') {
      this.#place(receiver, shared, this.#rights);
    } else if (this.#rights === 'unreadable') {
      void alone(this.event, receiver);
    } else {
      this.#early.push(receiver);
      if (this.#rights === 'unread') void this.#readRights(shared.sharing.rights(receiver.context, this.event));
    }
  }

  async #readRights(reading: Promise<RightsTable>): Promise<void> {
    this.#rights = 'reading';
    try {
      this.#rights = await reading;
    } catch {
      // Whoever asks alone meets the same fault, and reports it under a request id of their own.
      this.#rights = 'unreadable';
    }
    for (const receiver of this.#early.splice(0)) if (receiver.shared) this.add(receiver, receiver.shared);
  }

  #place(receiver: Receiver, shared: NonNullable<Receiver['shared']>, rights: RightsTable): void {
    const likeness = rights.classOf(receiver.context, shared.reach);
    if (likeness === null) void alone(this.event, receiver);
    else this.#join(receiver, likeness, shared.key);
  }

  #join(receiver: Receiver, likeness: string, key: string): void {
    const alike = this.#groups.get(likeness) ?? new Map<string, Group>();
    const group = alike.get(key);
    if (!group) {
      const ours: Group = { leader: receiver, waiting: [], state: 'executing', answer: null };
      this.#groups.set(likeness, alike.set(key, ours));
      void this.#lead(ours);
    } else if (group.state === 'shared' && group.answer) {
      receiver.answered(group.answer);
    } else if (group.state === 'refused') {
      void alone(this.event, receiver);
    } else {
      group.waiting.push(receiver);
      if (group.state === 'answered' && group.answer) void this.#share(group, group.answer);
    }
  }

  async #lead(group: Group): Promise<void> {
    const answer = await alone(this.event, group.leader);
    if (answer === null) {
      group.state = 'refused';
      // An error may be the leader's own, such as rights lost a moment ago: each of the others finds out for themselves.
      for (const receiver of group.waiting.splice(0)) void alone(this.event, receiver);
      return;
    }
    group.answer = answer;
    if (group.waiting.length > 0) await this.#share(group, answer);
    else group.state = 'answered';
  }

  /** Hands the leader's answer to the others, once it is sure that the leader's rights stood while it was made. */
  async #share(group: Group, answer: Buffer): Promise<void> {
    let holds = true;
    if (typeof this.#rights === 'object') {
      group.state = 'confirming';
      holds = await this.#rights.stillHolds(group.leader.context).catch(() => false);
    }
    group.state = 'shared';
    const waiting = group.waiting.splice(0);
    if (holds) for (const receiver of waiting) receiver.answered(answer);
    else this.regroup(waiting);
  }
}

/** Executes for this receiver alone. @returns what it was answered, or null when there were errors. */
async function alone(event: object, receiver: Receiver): Promise<Buffer | null> {
  try {
    const result = await receiver.execute(event);
    if (result.errors) {
      receiver.refused(result);
      return null;
    }
    const answer = answerBytes(result, event);
    receiver.answered(answer);
    return answer;
  } catch (error) {
    receiver.failed(error);
    return null;
  }
}
