import type { DocumentId, MemberId } from '@tandem/schema/ids';
import type * as Y from 'yjs';
import type { Context, Services } from '../platform/context.ts';
import { Refusal } from '../platform/errors.ts';
import type { Connection } from './connection.ts';
import { DependenciesMissing } from './document-clocks.ts';
import { type HandIn, receiveSigned } from './hand-in.ts';
import type { ReceivedUpdate } from './judge.ts';
import type { Journal } from './journal.ts';
import { learnOwners } from './learn-owners.ts';
import { checkNesting } from './nesting.ts';
import { receive, scan, type Taken, takeIn, whenConnected, writersIn } from './push.ts';
import { readOnly, resync } from './refusals.ts';
import type { Open } from './rights.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { capture } from './seed.ts';
import type { Signatures } from './signatures.ts';
import { loadDoc } from './sync.ts';

export interface Push {
  documentId: string;
  connectionId: string;
  updates: string[];
}

/** What the engine answers for. */
interface Engine {
  rooms: Rooms;
  journal: Journal;
  signatures: Signatures;
  /** @throws Refusal UNAUTHENTICATED, NOT_FOUND or FORBIDDEN unless the connection is open and the caller's own. */
  own(context: Context, documentId: string, connectionId: string): Open;
  issueClientId(room: Room, memberId: MemberId): Promise<number>;
}

/** How words come into documents, whoever brings them: judged, relayed, and acknowledged once they are durable. */
export class Intake {
  constructor(
    private readonly services: Pick<Services, 'sql' | 'clock' | 'log'>,
    private readonly engine: Engine,
  ) {}

  /** @returns the document's sequence up to and including the updates, once they are durable. @throws Refusal as pushUpdate documents. */
  push(context: Context, { documentId, connectionId, updates }: Push): Promise<number> {
    const open = this.engine.own(context, documentId, connectionId);
    const { connection, room } = open;
    if (!connection.access.writable) throw readOnly();
    connection.rates.push();
    const received = receive(updates);
    const taken = connection.isFree ? this.#takeInAtOnce(room, received, connection) : null;
    if (!taken) return this.#pushInTurn(context, open, received);
    // Its page may go before its words are durable: whoever opens the document then has to meet this room.
    return this.engine.rooms.until(room.documentId, this.#durable(room, taken));
  }

  /** What typing is: nothing has to be asked or awaited before it can be judged. @returns null where something has. */
  #takeInAtOnce(room: Room, received: ReceivedUpdate[], connection: Connection): Taken | null {
    if (received.some(({ scan: { types } }) => types.length > 0)) return null;
    for (const clientId of writersIn(room, received)) if (!room.owners.has(clientId)) return null;
    try {
      return this.#takeInNow(room, received, connection.access.member.id, connection);
    } catch (error) {
      if (error instanceof DependenciesMissing) return null;
      throw error;
    }
  }

  async #pushInTurn(context: Context, { connection, room }: Open, received: ReceivedUpdate[]): Promise<number> {
    return this.engine.rooms.using(room.documentId, async () => {
      const durable: Promise<number>[] = [];
      const attempt = async (part: ReceivedUpdate[]): Promise<void> => {
        await checkNesting(this.services.sql, room, part);
        // It waited for its turn: its connection may have ended, and its right to write with it.
        this.engine.own(context, room.documentId, connection.id);
        const taken = await this.#takeIn(room, part, connection.access.member.id, connection);
        const settled = this.#durable(room, taken);
        // Awaited below with the others; a later part may be refused before.
        settled.catch(() => undefined);
        durable.push(settled);
      };
      await connection.inTurn(() => whenConnected(this.services.sql, room, connection.clientId, received, attempt));
      return Math.max(...(await Promise.all(durable)));
    });
  }

  /**
   * Takes in again what was relayed, whoever wrote it, each update under its own writer: a crash may have taken it.
   * @returns the durable sequence. @throws Refusal as handInUpdates documents.
   */
  async handIn(context: Context, { documentId, connectionId, updates }: HandIn): Promise<number> {
    const { connection, room } = this.engine.own(context, documentId, connectionId);
    if (!connection.access.writable) throw readOnly();
    connection.rates.push();
    const handed = receiveSigned(this.engine.signatures, room.documentId, updates);
    return this.engine.rooms.using(room.documentId, async () => {
      const durable: Promise<number>[] = [];
      for (const { update, memberId } of handed)
        await whenConnected(this.services.sql, room, null, [update], async (part) => {
          const settled = this.#durable(room, await this.#takeIn(room, part, memberId, connection));
          settled.catch(() => undefined);
          durable.push(settled);
        });
      return Math.max(...(await Promise.all(durable)));
    });
  }

  /** @param at the moment it is dated; now when left out. @returns the durable sequence. */
  async edit(documentId: DocumentId, memberId: MemberId, write: (doc: Y.Doc) => void, at?: Date): Promise<number> {
    return this.engine.rooms.using(documentId, async (room) => {
      const { doc } = await loadDoc(this.services.sql, documentId);
      doc.clientID = await this.engine.issueClientId(room, memberId);
      const bytes = capture(doc, write);
      doc.destroy();
      if (!bytes) return room.durableSeq;
      const text = Buffer.from(bytes).toString('base64');
      const update: ReceivedUpdate = { bytes, text, signature: null, sign: null, scan: scan(bytes) };
      return this.#durable(room, await this.#takeIn(room, [update], memberId, null, at));
    });
  }

  /** What an update builds on may be in the log already, written by another node. */
  async #takeIn(
    room: Room,
    updates: ReceivedUpdate[],
    memberId: MemberId,
    from: Connection | null,
    at?: Date,
  ): Promise<Taken> {
    const attempt = async (): Promise<Taken> => {
      await learnOwners(this.services.sql, room, writersIn(room, updates));
      return this.#takeInNow(room, updates, memberId, from, at);
    };
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DependenciesMissing) || !(await room.link?.catchUp())) throw error;
      return attempt();
    }
  }

  #takeInNow(
    room: Room,
    updates: ReceivedUpdate[],
    memberId: MemberId,
    from: Connection | null,
    at = this.services.clock.now(),
  ): Taken {
    const { journal, signatures } = this.engine;
    return takeIn(room, updates, { memberId, from, signatures }, (bytes) => journal.append(room, bytes, memberId, at));
  }

  #durable(room: Room, { commit }: Taken): Promise<number> {
    if (commit) return commit.catch((error: unknown) => this.#fail(room, error));
    return this.#thereBefore(room);
  }

  /** Durable once the first sending is. */
  async #thereBefore(room: Room): Promise<number> {
    await room.settled();
    if (room.failed) throw resync('Your last edits could not be saved.');
    return room.durableSeq;
  }

  async #fail(room: Room, error: unknown): Promise<never> {
    this.services.log.error(
      { err: error, documentId: room.documentId },
      'edits could not be made durable; their room starts afresh',
    );
    const refusal = error instanceof Refusal ? error : resync('Your last edits could not be saved.');
    await this.engine.rooms.fail(room, refusal);
    throw refusal;
  }
}
