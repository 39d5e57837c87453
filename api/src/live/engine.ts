import type { DocumentId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type * as Y from 'yjs';
import type { Context, Services } from '../platform/context.ts';
import type { EventStream } from '../platform/event-stream.ts';
import { notFound, unauthenticated } from '../platform/errors.ts';
import { randomClientId } from './client-id.ts';
import { Connection } from './connection.ts';
import type { DocumentAccess, DocumentKind } from './document-kind.ts';
import { DurableCopies } from './durable-copies.ts';
import { Lobbies } from './here.ts';
import type { HandIn } from './hand-in.ts';
import { CharacterChanges } from './history/character-changes.ts';
import { Replays } from './history/replays.ts';
import { Intake, type Push } from './intake.ts';
import { Journal } from './journal.ts';
import { findDocument, issueClient } from './live.sql.ts';
import type { LiveEvent } from './live.type.ts';
import { type Move, moved } from './presence.ts';
import { Projector } from './project.ts';
import { ClientSweep } from './prune-clients.ts';
import { SessionRates } from './rates.ts';
import { notYourConnection, resync } from './refusals.ts';
import { changedAmong, type Open, Rights } from './rights.ts';
import type { Room } from './room.ts';
import { Rooms } from './rooms.ts';
import { Signatures } from './signatures.ts';
import { readStateVector, sendSync } from './sync.ts';

declare module '../platform/context.ts' {
  interface Services {
    live: LiveEngine;
  }
}

/** Co-writing for every kind of document: schema/src/live/PROTOCOL.md says how it behaves, rule by rule. */
export class LiveEngine {
  /** Who has which workspace open. */
  readonly lobbies: Lobbies;
  /** Documents as they stood at any moment. */
  readonly replays: Replays;
  readonly characterChanges: CharacterChanges;
  readonly #copies: DurableCopies;
  readonly #rooms: Rooms;
  readonly #journal: Journal;
  readonly #intake: Intake;
  readonly #projector: Projector;
  readonly #rights: Rights;
  readonly #signatures = new Signatures();
  readonly #sessionRates = new SessionRates();
  readonly #clientSweep: ClientSweep;
  readonly #connections = new Map<string, Open>();

  constructor(
    private readonly services: Omit<Services, 'live'>,
    private readonly kinds: Readonly<Record<string, DocumentKind>>,
  ) {
    this.lobbies = new Lobbies(services);
    this.#copies = new DurableCopies(services.sql);
    this.#rooms = new Rooms(services, this.#copies);
    this.replays = new Replays(services.sql);
    this.characterChanges = new CharacterChanges(this.replays);
    this.#projector = new Projector(services, kinds);
    this.#clientSweep = new ClientSweep(services);
    this.#journal = new Journal(services.sql, (documentId, stored) => this.#projector.stored(documentId, stored));
    this.#intake = new Intake(services, {
      rooms: this.#rooms,
      journal: this.#journal,
      signatures: this.#signatures,
      own: (context, id, connectionId) => this.#own(context, id, connectionId),
      issueClientId: (room, memberId) => this.#issueClientId(room, memberId),
    });
    this.#rights = new Rights(
      services.log,
      (sql, asked) => changedAmong(sql, kinds, asked),
      (connection, documentId) => this.#access(connection.context, documentId),
    );
  }

  /** Takes up what a crash left: documents whose words are not in rows yet. Their projection goes on in the background. */
  async start(): Promise<void> {
    await this.#signatures.load(this.services.sql);
    const open = (): Open[] => [...this.#connections.values()];
    this.#rights.start(this.services.polls, open);
    this.#clientSweep.start(() =>
      open().map(({ room, connection }) => ({ documentId: room.documentId, clientId: connection.clientId })),
    );
    await this.#projector.catchUp();
    this.#projector.startSweeping();
  }

  /** Ends every stream, and resolves once all that was accepted is durable. */
  async close(): Promise<void> {
    this.#rights.stop();
    for (const { connection } of this.#connections.values()) connection.stream.end(resync('The server is stopping.'));
    this.#rooms.close();
    this.#copies.close();
    await this.#clientSweep.stop();
    await this.#journal.close();
    await this.#projector.close();
  }

  /** Joins a document. @throws Refusal UNAUTHENTICATED, NOT_FOUND, or BAD_USER_INPUT for the state vector. */
  async open(context: Context, id: string, stateVector: string | null): Promise<EventStream<LiveEvent>> {
    const documentId = documentIdFrom(id);
    const known = readStateVector(stateVector);
    const access = await this.#access(context, documentId);
    const { room, release } = await this.#rooms.hold(documentId);
    let connection: Connection | null = null;
    try {
      const clientId = await this.#issueClientId(room, access.member.id);
      const { rates, leave } = this.#sessionRates.join(context.viewer?.sessionId ?? '');
      connection = new Connection(context, access, clientId, rates, () => {
        leave();
        this.#connections.delete((connection as Connection).id);
        room.leave(connection as Connection);
        release();
      });
    } catch (error) {
      release();
      throw error;
    }
    return this.#join(room, connection, known);
  }

  async #join(room: Room, connection: Connection, known: Map<number, number>): Promise<EventStream<LiveEvent>> {
    if (room.failed) connection.stream.end();
    else {
      this.#connections.set(connection.id, { connection, room });
      room.join(connection);
    }
    try {
      if (room.failed) throw resync('The document was just opened afresh.');
      await sendSync({ sql: this.services.sql, copies: this.#copies }, room, connection, known);
      return connection.stream;
    } catch (error) {
      connection.stream.end();
      throw error;
    }
  }

  /**
   * Judges updates, relays them, and resolves when they are durable.
   * @returns the document's sequence up to and including them. @throws Refusal as pushUpdate documents.
   */
  push(context: Context, push: Push): Promise<number> {
    return this.#intake.push(context, push);
  }

  /**
   * Takes in again what was relayed, whoever wrote it, each update under its own writer: a crash may have taken it.
   * @returns the durable sequence. @throws Refusal as handInUpdates documents.
   */
  handIn(context: Context, handIn: HandIn): Promise<number> {
    return this.#intake.handIn(context, handIn);
  }

  /** Changes the caller's own presence. @throws Refusal FORBIDDEN, NOT_FOUND, RATE_LIMITED, or BAD_USER_INPUT. */
  move(context: Context, documentId: string, connectionId: string, move: Move): boolean {
    const { connection, room } = this.#own(context, documentId, connectionId);
    connection.rates.move();
    if (moved(connection.presence, move)) room.move(connection);
    return true;
  }

  /**
   * An edit made on the server in a member's name, such as a text mutation of an API client: through the same journal and
   * relay as a page's. The caller has checked that the member may write.
   * @param at the moment it is dated; now when left out. @returns the durable sequence.
   */
  edit(documentId: DocumentId, memberId: MemberId, write: (doc: Y.Doc) => void, at?: Date): Promise<number> {
    return this.#intake.edit(documentId, memberId, write, at);
  }

  /**
   * Resolves once a document's durable words are in rows: for commands that decide upon rows. @throws Refusal NOT_FOUND.
   * @param clock dates the change; the service's own when left out.
   */
  projectNow(documentId: DocumentId, clock = this.services.clock): Promise<void> {
    return this.#projector.now(documentId, clock);
  }

  /** Asks the rights of a partnership's open connections again, at once: call it when a membership changes. */
  async recheck(partnershipId: PartnershipId): Promise<void> {
    await this.#rights.check(
      [...this.#connections.values()].filter(({ room }) => room.partnershipId === partnershipId),
    );
  }

  async #access(context: Context, documentId: DocumentId): Promise<DocumentAccess> {
    if (!context.viewer) throw unauthenticated();
    const found = isUuid(documentId) ? await this.services.sql.row(findDocument, documentId) : null;
    const kind = found && this.kinds[found.kind];
    if (!kind) throw notFound('document');
    return kind.authorize(context, documentId);
  }

  #own(context: Context, id: string, connectionId: string): Open {
    if (!context.viewer) throw unauthenticated();
    const open = this.#connections.get(connectionId);
    if (open?.room.documentId !== documentIdFrom(id)) throw notFound('open connection to this document');
    if (!open.connection.isOf(context)) throw notYourConnection();
    return open;
  }

  async #issueClientId(room: Room, memberId: MemberId): Promise<number> {
    for (;;) {
      const clientId = randomClientId();
      const issued = await this.services.sql.row(
        issueClient,
        room.documentId,
        clientId,
        memberId,
        this.services.clock.now(),
      );
      if (!issued) continue;
      room.owners.set(clientId, memberId);
      return clientId;
    }
  }
}

/** A UUID may be written in capitals; it is one document all the same, with one room. */
const documentIdFrom = (id: string): DocumentId => id.toLowerCase() as DocumentId;
