import type { DocumentId, MemberId } from '@tandem/schema/ids';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { Refusal } from '../platform/errors.ts';
import { compact } from './compact.ts';
import type { DocumentKind, WrittenUpdate } from './document-kind.ts';
import { isBehind, lastWriter, leftUnprojected, ownersOf, unprojected } from './live.sql.ts';
import { loadDoc } from './sync.ts';

/** Words become rows once nobody has typed for this long … */
const QUIET_MS = 250;
/** … and while somebody types on, at least this often: lists are at most a second behind. */
const LATEST_MS = 800;
/** Words that another node did not live to make into rows are found within this time … */
const SWEEP_MS = 5_000;
/** … once they are so old that nobody is still at it. */
const LEFT_AFTER_S = 3;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 60_000;
/** Projections at a time: they share two cores with the typing. */
const CONCURRENCY = 2;

const LOCK = 'select seq from document_projection where document_id = ? for update';
const ADVANCE = 'update document_projection set seq = ? where document_id = ?';
const SINCE = `select member_id as "memberId", update from document_update
  where document_id = ? and seq > ? and seq <= ? order by seq`;

interface Waiting {
  since: number;
  timer: NodeJS.Timeout;
  failures: number;
}

/** Makes the words of documents into rows, a moment after they were written, exactly once for each state it takes. */
export class Projector {
  readonly #waiting = new Map<DocumentId, Waiting>();
  readonly #queue = new Map<DocumentId, number>();
  readonly #running = new Map<DocumentId, Promise<void>>();
  #closed = false;
  #sweep: NodeJS.Timeout | null = null;

  constructor(
    private readonly services: Omit<Services, 'live'>,
    private readonly kinds: Readonly<Record<string, DocumentKind>>,
  ) {}

  /** Tells that a document has new durable words. */
  touch(documentId: DocumentId): void {
    const now = performance.now();
    const waiting = this.#waiting.get(documentId);
    const since = waiting?.since ?? now;
    this.#schedule(documentId, Math.min(QUIET_MS, since + LATEST_MS - now), since, waiting?.failures ?? 0);
  }

  /** Resolves once all that is durable now is in rows. @throws Refusal NOT_FOUND. */
  async now(documentId: DocumentId): Promise<void> {
    if (await this.services.sql.row(isBehind, documentId)) await this.#project(documentId);
  }

  async catchUp(): Promise<void> {
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
    this.#queue.clear();
    await Promise.all(this.#running.values());
  }

  #schedule(documentId: DocumentId, wait: number, since: number, failures: number): void {
    if (this.#closed) return;
    clearTimeout(this.#waiting.get(documentId)?.timer);
    const timer = setTimeout(
      () => {
        this.#waiting.delete(documentId);
        this.#queue.set(documentId, failures);
        this.#next();
      },
      Math.max(0, wait),
    );
    this.#waiting.set(documentId, { since, timer, failures });
  }

  #next(): void {
    for (const [documentId, failures] of this.#queue) {
      if (this.#running.size >= CONCURRENCY) return;
      if (this.#running.has(documentId)) continue;
      this.#queue.delete(documentId);
      this.#running.set(documentId, this.#run(documentId, failures));
    }
  }

  async #run(documentId: DocumentId, failures: number): Promise<void> {
    try {
      await this.#project(documentId);
    } catch (error) {
      // The entity was removed meanwhile: there are no rows to write.
      if (!(error instanceof Refusal)) {
        this.services.log.error({ err: error, documentId }, 'words could not be made into rows; it is tried again');
        const wait = Math.min(RETRY_MIN_MS * 2 ** failures, RETRY_MAX_MS);
        this.#schedule(documentId, wait, performance.now(), failures + 1);
      }
    } finally {
      this.#running.delete(documentId);
      this.#next();
    }
  }

  async #project(documentId: DocumentId): Promise<void> {
    const { sql } = this.services;
    const { doc, stored } = await loadDoc(sql, documentId);
    const kind = this.kinds[stored.kind];
    if (!kind) throw new Error(`there is no document kind ${stored.kind}`);
    const [last, owners] = await Promise.all([
      sql.row(lastWriter, documentId, stored.seq),
      sql.rows(ownersOf, documentId, [...doc.store.clients.keys()]),
    ]);
    const writers = new Map<number, MemberId>();
    for (const { client_id, member_id } of owners) if (member_id) writers.set(client_id, member_id);
    const lastWriterId = last?.member_id ?? null;
    const at = last?.at ?? this.services.clock.now();
    const partnershipId = stored.partnership_id;
    await recordChange(this.services, { partnershipId, actorId: lastWriterId, mutationId: null }, async (em) => {
      const [projected] = await em.execute<{ seq: number }[]>(LOCK, [documentId]);
      if (!projected || projected.seq >= stored.seq) return { unchanged: documentId };
      const updates = (): Promise<WrittenUpdate[]> => em.execute(SINCE, [documentId, projected.seq, stored.seq]);
      const change = await kind.project(em, { documentId, partnershipId, doc, writers, lastWriterId, at, updates });
      await em.execute(ADVANCE, [stored.seq, documentId]);
      return change ?? { unchanged: documentId };
    });
    await compact(sql, documentId, doc, stored);
    doc.destroy();
  }
}
