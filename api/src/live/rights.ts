import type { DocumentId } from '@tandem/schema/ids';
import type { FastifyBaseLogger } from 'fastify';
import type { SqlRunner } from '../platform/db/sql.ts';
import { Refusal } from '../platform/errors.ts';
import type { Connection } from './connection.ts';
import type { DocumentAccess, DocumentKind } from './document-kind.ts';
import { resync } from './refusals.ts';
import type { Room } from './room.ts';

/** A membership that ended where nobody told this process still ends its streams within 2 s. */
const POLL_MS = 1_500;

export interface Open {
  connection: Connection;
  room: Room;
}

/** Asks again whether those who have a document open still may. */
export class Rights {
  #timer: NodeJS.Timeout | null = null;
  #checking = false;

  constructor(
    private readonly log: FastifyBaseLogger,
    private readonly changed: (open: Open[]) => Promise<Open[]>,
    private readonly authorize: (connection: Connection, documentId: DocumentId) => Promise<DocumentAccess>,
  ) {}

  start(open: () => Open[]): void {
    this.#timer = setInterval(() => {
      // A slow database must not have the checks pile up on it.
      if (this.#checking) return;
      this.#checking = true;
      this.changed(open())
        .then((changed) => this.check(changed))
        .catch((error: unknown) =>
          this.log.warn({ err: error }, 'rights could not be checked; the next check tries again'),
        )
        .finally(() => {
          this.#checking = false;
        });
    }, POLL_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  async check(open: Open[]): Promise<void> {
    // One memo for all that a session has open, so that its memberships are read once; never an old one.
    const memos = new Map<string, Map<string, unknown>>();
    for (const { connection } of open) {
      const sessionId = connection.context.viewer?.sessionId ?? '';
      const memo = memos.get(sessionId) ?? new Map<string, unknown>();
      memos.set(sessionId, memo);
      connection.context.memo = memo;
    }
    await Promise.all(open.map((one) => this.#checkOne(one)));
  }

  async #checkOne({ connection, room }: Open): Promise<void> {
    try {
      const access = await this.authorize(connection, room.documentId);
      const wasWritable = connection.access.writable;
      connection.access = access;
      if (access.writable === wasWritable) return;
      connection.stream.end(resync('What you may do here has changed.'));
    } catch (error) {
      // Only a refusal ends the stream: a database that is away for a moment takes nobody's rights.
      if (!(error instanceof Refusal)) throw error;
      connection.stream.end(error);
    }
  }
}

/** Those of them whose rights may have changed since they were asked. */
export async function changedAmong(
  sql: SqlRunner,
  kinds: Readonly<Record<string, DocumentKind>>,
  open: Open[],
): Promise<Open[]> {
  const changed: Open[] = [];
  for (const [kind, some] of Map.groupBy(open, ({ connection }) => connection.access.kind)) {
    const asked = some.map(({ connection, room }) => ({ documentId: room.documentId, access: connection.access }));
    const places = new Set(await kinds[kind]?.changedRights(sql, asked));
    changed.push(...some.filter((_, place) => places.has(place)));
  }
  return changed;
}
