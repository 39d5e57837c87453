import type { DocumentId } from '@tandem/schema/ids';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Clock } from '../platform/clock.ts';
import type { Services } from '../platform/context.ts';
import { Refusal } from '../platform/errors.ts';
import { compact } from './compact.ts';
import { type Decoded, DecodedDocuments, type Stored } from './decoded.ts';
import type { DocumentKind, DocumentState, WrittenUpdate } from './document-kind.ts';
import { isBehind, leftUnprojected, unprojected } from './live.sql.ts';
import { type DueWords, ProseRounds, proseOf, stateOf } from './prose-rounds.ts';

/** Words become rows once nobody has typed for this long … */
const QUIET_MS = 250;
/** … and while somebody types on, at least this often: lists are at most a second behind. */
const LATEST_MS = 750;
/** Words that another node did not live to make into rows are found within this time … */
const SWEEP_MS = 5_000;
/** … once they are so old that nobody is still at it. */
const LEFT_AFTER_S = 3;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 60_000;
/** Projections of more than prose at a time: they share two cores with the typing. */
const CONCURRENCY = 2;

const LOCK = 'select seq from document_projection where document_id = ? for update';
const ADVANCE = 'update document_projection set seq = ? where document_id = ?';
const SINCE = `select member_id as "memberId", update from document_update
  where document_id = ? and seq > ? and seq <= ? order by seq`;

type ProjectServices = Omit<Services, 'live'>;

interface Waiting {
  since: number;
  timer: NodeJS.Timeout;
  failures: number;
}

/** Makes the words of documents into rows, a moment after they were written, exactly once for each state it takes. */
export class Projector {
  readonly #waiting = new Map<DocumentId, Waiting>();
  /** What is more than prose, with how often it has failed. */
  readonly #queue = new Map<DocumentId, number>();
  readonly #running = new Map<DocumentId, Promise<void>>();
  readonly #documents: DecodedDocuments;
  readonly #rounds: ProseRounds;
  #closed = false;
  #sweep: NodeJS.Timeout | null = null;

  constructor(
    private readonly services: ProjectServices,
    private readonly kinds: Readonly<Record<string, DocumentKind>>,
  ) {
    this.#documents = new DecodedDocuments(services.sql);
    this.#rounds = new ProseRounds(
      services,
      (name) => this.#kind(name),
      this.#documents,
      (documentId, failures) => {
        this.#queue.set(documentId, failures);
        this.#next();
      },
      (documentId) => {
        if (!this.#waiting.has(documentId)) this.#schedule(documentId, RETRY_MIN_MS, performance.now());
      },
    );
  }

  /** Takes what has become durable in a document here, in the order of its sequences. */
  stored(documentId: DocumentId, stored: Stored): void {
    this.#documents.stored(documentId, stored);
    this.touch(documentId);
  }

  /** Tells that a document has new durable words. */
  touch(documentId: DocumentId): void {
    const now = performance.now();
    const waiting = this.#waiting.get(documentId);
    const since = waiting?.since ?? now;
    const latest = since + LATEST_MS - now;
    this.#schedule(documentId, Math.min(QUIET_MS, latest), since, {
      failures: waiting?.failures ?? 0,
      rests: latest >= QUIET_MS,
    });
  }

  /** Resolves once all that is durable now is in rows, the change told at that clock's time. @throws Refusal NOT_FOUND. */
  async now(documentId: DocumentId, clock: Clock): Promise<void> {
    if (!(await this.services.sql.row(isBehind, documentId))) return;
    const project = async (decoded: Decoded): Promise<void> => {
      const services = { ...this.services, clock };
      const state = stateOf(documentId, decoded, clock.now());
      const kind = this.#kind(decoded.kind);
      const prose = proseOf(kind, state, decoded.seq);
      const done = prose && (await kind.prose?.project(services, decoded.partnershipId, [prose]));
      if (!done?.has(documentId)) await this.#project(services, state, decoded);
      await kind.prose?.rest?.(services, [documentId]);
    };
    await this.#documents.using(documentId, project, { readLog: true });
  }

  async catchUp(): Promise<void> {
    for (const { prose } of Object.values(this.kinds)) await prose?.restAll?.(this.services);
    for (const { id } of await this.services.sql.rows(unprojected)) this.touch(id);
  }

  startSweeping(): void {
    this.#sweep = setInterval(() => {
      this.services.sql.rows(leftUnprojected, LEFT_AFTER_S).then(
        (left) => {
          for (const { id } of left) if (!this.#waiting.has(id)) this.touch(id);
        },
        (error: unknown) => this.services.log.warn({ err: error }, 'words left behind could not be looked for'),
      );
    }, SWEEP_MS).unref();
  }

  /** What still waits is taken up at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#sweep) clearInterval(this.#sweep);
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    await this.#rounds.close();
    this.#queue.clear();
    await Promise.all(this.#running.values());
    this.#documents.close();
  }

  #schedule(
    documentId: DocumentId,
    wait: number,
    since: number,
    { failures, rests }: DueWords = { failures: 0, rests: true },
  ): void {
    if (this.#closed) return;
    clearTimeout(this.#waiting.get(documentId)?.timer);
    const timer = setTimeout(
      () => {
        this.#waiting.delete(documentId);
        this.#rounds.add(documentId, { failures, rests });
        // Whether it was the last word shows when no other has come.
        if (!rests) this.#schedule(documentId, QUIET_MS, performance.now());
      },
      Math.max(0, wait),
    );
    this.#waiting.set(documentId, { since, timer, failures });
  }

  #next(): void {
    for (const [documentId, failures] of this.#queue) {
      if (this.#closed || this.#running.size >= CONCURRENCY) return;
      if (this.#running.has(documentId)) continue;
      this.#queue.delete(documentId);
      this.#running.set(documentId, this.#run(documentId, failures));
    }
  }

  async #run(documentId: DocumentId, failures: number): Promise<void> {
    try {
      await this.#documents.using(documentId, async (decoded) => {
        await this.#project(this.services, stateOf(documentId, decoded, this.services.clock.now()), decoded);
        await compact(this.services.sql, documentId, decoded);
      });
    } catch (error) {
      // The entity was removed meanwhile: there are no rows to write.
      if (!(error instanceof Refusal)) {
        this.services.log.error({ err: error, documentId }, 'words could not be made into rows; it is tried again');
        const wait = Math.min(RETRY_MIN_MS * 2 ** failures, RETRY_MAX_MS);
        this.#schedule(documentId, wait, performance.now(), { failures: failures + 1, rests: true });
      }
    } finally {
      this.#running.delete(documentId);
      this.#next();
    }
  }

  async #project(services: ProjectServices, state: DocumentState, { kind, seq }: Decoded): Promise<void> {
    const { documentId, partnershipId, lastWriterId } = state;
    await recordChange(services, { partnershipId, actorId: lastWriterId, mutationId: null }, async (em) => {
      const [projected] = await em.execute<{ seq: number }[]>(LOCK, [documentId]);
      if (!projected || projected.seq >= seq) return { unchanged: documentId };
      const updates = (): Promise<WrittenUpdate[]> => em.execute(SINCE, [documentId, projected.seq, seq]);
      const change = await this.#kind(kind).project(em, { ...state, updates });
      await em.execute(ADVANCE, [seq, documentId]);
      return change ?? { unchanged: documentId };
    });
  }

  #kind(name: string): DocumentKind {
    const kind = this.kinds[name];
    if (!kind) throw new Error(`there is no document kind ${name}`);
    return kind;
  }
}
