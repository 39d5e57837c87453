import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentId, PartnershipId } from '@tandem/schema/ids';
import type { Services } from '../platform/context.ts';
import { isLong } from './compact.ts';
import type { Decoded, DecodedDocuments } from './decoded.ts';
import type { DocumentKind, DocumentState, Prose } from './document-kind.ts';

/** What is due soon after a round waits for the next: a commit for each document would cost more than its words. */
const GATHER_MS = 100;

/** Prose that is to become rows, and whose it is. */
interface Typed {
  kind: DocumentKind;
  partnershipId: PartnershipId;
  prose: Prose;
  /** It is to be compacted too. */
  isLong: boolean;
}

/** A document whose words are due. */
export interface DueWords {
  /** How often it has failed. */
  failures: number;
  /** Nobody has typed for a while, rather than on and on. */
  rests: boolean;
}

type Due = Map<DocumentId, DueWords>;

/** Makes the prose of all documents that are due into rows together, one statement for each partnership; of an idle time's first one at once. */
export class ProseRounds {
  #due: Due = new Map();
  #round: Promise<void> | null = null;
  #lastRound = Number.NEGATIVE_INFINITY;
  #gathering: NodeJS.Timeout | null = null;
  #closed = false;

  /**
   * @param kindOf the kind of that name; throws when there is none.
   * @param onLeft is told of each document that needs more, for whatever reason.
   * @param onRestless of each that is to be rested again.
   */
  constructor(
    private readonly services: Pick<Services, 'sql' | 'clock' | 'changes' | 'log'>,
    private readonly kindOf: (name: string) => DocumentKind,
    private readonly documents: DecodedDocuments,
    private readonly onLeft: (documentId: DocumentId, failures: number) => void,
    private readonly onRestless: (documentId: DocumentId) => void,
  ) {}

  add(documentId: DocumentId, due: DueWords): void {
    this.#due.set(documentId, due);
    this.#arm();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#gathering) clearTimeout(this.#gathering);
    await this.#round;
  }

  #arm(): void {
    if (this.#closed || this.#round || this.#gathering) return;
    const wait = this.#lastRound + GATHER_MS - performance.now();
    if (wait > 0) this.#gathering = setTimeout(() => this.#start(), wait);
    else this.#start();
  }

  #start(): void {
    this.#gathering = null;
    this.#lastRound = performance.now();
    this.#round = this.#makeRows().finally(() => {
      this.#round = null;
      if (this.#due.size > 0) this.#arm();
    });
  }

  async #makeRows(): Promise<void> {
    const due = this.#due;
    const left = new Map(due);
    this.#due = new Map();
    const typed: Typed[] = [];
    for (const documentId of due.keys()) {
      const one = await this.#read(documentId);
      if (one) typed.push(one);
      // The typing goes first: it does not wait for all of them.
      await nextTurn();
    }
    const groups = Map.groupBy(typed, ({ kind, partnershipId }) => `${kind.kind} ${partnershipId}`);
    await Promise.all([...groups.values()].map((group) => this.#store(group, left)));
    for (const [documentId, { failures }] of left) this.onLeft(documentId, failures);
    const resting = typed.filter(({ prose }) => due.get(prose.documentId)?.rests);
    const byKind = Map.groupBy(resting, ({ kind }) => kind);
    await Promise.all([...byKind].map(([kind, those]) => this.#rest(kind, those)));
  }

  /** Rests what is in rows by now; what was left to `project` is rested by whatever writes its rows. */
  async #rest({ prose: kind }: DocumentKind, resting: readonly Typed[]): Promise<void> {
    const documentIds = resting.map(({ prose }) => prose.documentId);
    try {
      for (const documentId of (await kind?.rest?.(this.services, documentIds)) ?? []) this.onRestless(documentId);
    } catch (error) {
      this.services.log.warn({ err: error }, 'documents could not be rested; it is tried again');
      for (const documentId of documentIds) this.onRestless(documentId);
    }
  }

  /** @returns null where it needs more than this, or could not be read: it says why when it is taken by itself. */
  #read(documentId: DocumentId): Promise<Typed | null> {
    const read = this.documents.using(documentId, async (decoded) => {
      const kind = this.kindOf(decoded.kind);
      const prose = proseOf(kind, stateOf(documentId, decoded, this.services.clock.now()), decoded.seq);
      return prose && { kind, partnershipId: decoded.partnershipId, prose, isLong: isLong(decoded) };
    });
    return read.catch(() => null);
  }

  /** Takes off what is done. */
  async #store(group: readonly Typed[], left: Due): Promise<void> {
    const [first] = group;
    if (!first) return;
    try {
      const done = await first.kind.prose?.project(
        this.services,
        first.partnershipId,
        group.map(({ prose }) => prose),
      );
      for (const { prose, isLong: goesOn } of group)
        if (done?.has(prose.documentId) && !goesOn) left.delete(prose.documentId);
    } catch (error) {
      this.services.log.warn(
        { err: error },
        'typed words could not be made into rows together; it is tried one by one',
      );
    }
  }
}

/** A document as its log says it is. @param now when it is not known when its last update came. */
export function stateOf(documentId: DocumentId, decoded: Decoded, now: Date): DocumentState {
  const { partnershipId, doc, writers, lastWriterId } = decoded;
  return { documentId, partnershipId, doc, writers, lastWriterId, at: decoded.at ?? now };
}

/** @returns null where its kind makes no rows of prose alone, or not of these words. */
export function proseOf(kind: DocumentKind, state: DocumentState, seq: number): Prose | null {
  const words = kind.prose?.wordsOf(state);
  return words ? { documentId: state.documentId, seq, actorId: state.lastWriterId, at: state.at, words } : null;
}
