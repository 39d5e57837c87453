import type { DocumentId } from '@tandem/schema/ids';
import type { FastifyBaseLogger } from 'fastify';
import type { Polls } from '../platform/db/polls.ts';
import type { SqlRunner } from '../platform/db/sql.ts';
import { Refusal } from '../platform/errors.ts';
import type { Connection } from './connection.ts';
import type { DocumentAccess, DocumentKind } from './document-kind.ts';
import { resync } from './refusals.ts';
import type { Room } from './room.ts';

export interface Open {
  connection: Connection;
  room: Room;
}

/** Asks again whether those who have a document open still may. */
export class Rights {
  #stopPolling: (() => void) | null = null;

  constructor(
    private readonly log: FastifyBaseLogger,
    private readonly changed: (sql: Pick<SqlRunner, 'rows'>, open: Open[]) => Promise<Open[]>,
    private readonly authorize: (connection: Connection, documentId: DocumentId) => Promise<DocumentAccess>,
  ) {}

  /** A membership that ended where nobody told this process still ends its streams within 2 s. */
  start(polls: Polls, open: () => Open[]): void {
    this.#stopPolling = polls.every(async (sql) => {
      try {
        await this.check(await this.changed(sql, open()));
      } catch (error) {
        this.log.warn({ err: error }, 'rights could not be checked; the next check tries again');
      }
    });
  }

  stop(): void {
    this.#stopPolling?.();
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
  sql: Pick<SqlRunner, 'rows'>,
  kinds: Readonly<Record<string, DocumentKind>>,
  open: Open[],
): Promise<Open[]> {
  const byKind = [...Map.groupBy(open, ({ connection }) => connection.access.kind)];
  const changed = await Promise.all(
    byKind.map(async ([kind, some]) => {
      const asked = some.map(({ connection, room }) => ({ documentId: room.documentId, access: connection.access }));
      const places = new Set(await kinds[kind]?.changedRights(sql, asked));
      return some.filter((_, place) => places.has(place));
    }),
  );
  return changed.flat();
}
