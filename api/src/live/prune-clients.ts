import type { DocumentId } from '@tandem/schema/ids';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../platform/clock.ts';
import type { SqlRunner } from '../platform/db/sql.ts';
import { DocumentClocks } from './document-clocks.ts';
import { loadDocument, pruneClientsOf, renewClients, unusedClients } from './live.sql.ts';

/** So long may words that were written offline under an id of their own wait for a connection: as long as a session lives. */
export const UNUSED_MAX_DAYS = 30;
/** An id that a page holds is renewed once it is so old. */
const RENEW_AFTER_DAYS = 1;
const DAY_MS = 86_400_000;
const EVERY_MS = 600_000;
const DOCUMENTS_AT_A_TIME = 50;

/** A client id that a page holds on this node. */
export interface HeldClient {
  documentId: DocumentId;
  clientId: number;
}

/**
 * Forgets client ids under which nobody wrote and that no page has held for UNUSED_MAX_DAYS; those with words are looked at
 * once and stay for good. What is written under a forgotten one is FORBIDDEN, as under one that was never issued.
 */
export async function pruneClients(sql: SqlRunner, now: Date, held: readonly HeldClient[]): Promise<void> {
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  await sql.rows(
    renewClients,
    held.map(({ documentId }) => documentId),
    held.map(({ clientId }) => clientId),
    now,
    daysAgo(RENEW_AFTER_DAYS),
  );
  const before = daysAgo(UNUSED_MAX_DAYS);
  for (const { id } of await sql.rows(unusedClients, before, DOCUMENTS_AT_A_TIME)) {
    const stored = await sql.row(loadDocument, id);
    if (!stored) continue;
    const writers = [...DocumentClocks.of(stored.snapshot, stored.updates).clocks.keys()];
    // Only while the log is as it was read: somebody may just have written under one of them for the first time.
    await sql.rows(pruneClientsOf, id, stored.seq, before, writers);
  }
}

/** Prunes every few minutes, a part of the documents at a time. */
export class ClientSweep {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly services: { sql: SqlRunner; clock: Clock; log: FastifyBaseLogger }) {}

  start(held: () => HeldClient[]): void {
    const { sql, clock, log } = this.services;
    this.#timer = setInterval(() => {
      this.#running = pruneClients(sql, clock.now(), held()).catch((error: unknown) =>
        log.warn({ err: error }, 'unused client ids could not be pruned; the next sweep tries again'),
      );
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }
}
