import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import type * as Y from 'yjs';
import type { ChangeDraft } from '../platform/changes/change.ts';
import type { Context, Services } from '../platform/context.ts';
import type { SqlRunner } from '../platform/db/sql.ts';

/** What the engine needs of a member; a slice hands in its own row, which the GraphQL field `member` gets back untouched. */
export interface LiveMember {
  id: MemberId;
  partyId: PartyId;
}

/** What a viewer may do with a document now. */
export interface DocumentAccess {
  /** Whose `authorize` gave it. */
  kind: string;
  partnershipId: PartnershipId;
  member: LiveMember;
  /** False for somebody who only reads: the document opens, and a push is FORBIDDEN. */
  writable: boolean;
}

/** A document that somebody has open, with what they may do with it as far as is known. */
export interface OpenDocument {
  documentId: DocumentId;
  access: DocumentAccess;
}

/** An update as it was taken in. */
export interface WrittenUpdate {
  /** Null when Tandem itself wrote it. */
  memberId: MemberId | null;
  update: Uint8Array;
}

/** A state of a document, to be made into rows. */
export interface Projection {
  documentId: DocumentId;
  partnershipId: PartnershipId;
  /** Yours for the time of the call: read it, change nothing. */
  doc: Y.Doc;
  /** Yjs client id → the member who owns it. */
  writers: ReadonlyMap<number, MemberId>;
  /** Whose update came last; null when Tandem itself wrote it. */
  lastWriterId: MemberId | null;
  /** When the last update came. */
  at: Date;
  /** What came since the state that was projected before, in order: read only where it matters who wrote which words. */
  updates(): Promise<WrittenUpdate[]>;
}

/** Where nobody asks which update brought which words. */
export type DocumentState = Omit<Projection, 'updates'>;

/** A document's prose at one sequence, as its kind writes it: taken at once, so that the document may go on meanwhile. */
export interface Prose {
  documentId: DocumentId;
  seq: number;
  actorId: MemberId | null;
  at: Date;
  words: object;
}

export type ProseServices = Pick<Services, 'sql' | 'clock' | 'changes'>;

/** How prose becomes rows, that of many documents at a time. */
export interface ProseKind {
  /** @returns null where its words need more than their rows, so that `project` is asked. */
  wordsOf(state: DocumentState): object | null;
  /**
   * Makes the words of one partnership's documents into rows in one statement, which also advances document_projection and records
   * the changes. @returns the documents that are in rows up to their sequence; for the others nothing was done, and `project` is asked.
   */
  project(services: ProseServices, partnershipId: PartnershipId, prose: readonly Prose[]): Promise<Set<DocumentId>>;
  /**
   * Does what can wait until nobody types any more: documents rest, and are in rows as they are.
   * @returns those that are to be rested again, since somebody was just changing them.
   */
  rest?(services: ProseServices, documentIds: readonly DocumentId[]): Promise<DocumentId[]>;
  /** The same at a start, for whatever a crash has kept from resting. */
  restAll?(services: ProseServices): Promise<void>;
}

/** One kind of co-written document. `main` hands the engine one for each kind, from `<slice>/<slice>.live.ts`. */
export interface DocumentKind {
  /** The value of document.kind, such as `story`. */
  kind: string;
  /**
   * Who the viewer is to this document. Asked at open, and again whenever rights may have changed.
   * @throws Refusal UNAUTHENTICATED, or NOT_FOUND when the viewer may not know of it.
   */
  authorize(context: Context, documentId: DocumentId): Promise<DocumentAccess>;
  /**
   * Asked every second or so for all that is open: one statement, however many they are.
   * @returns the places in `open` of those whose rights are no longer what `authorize` gave, or may not be.
   */
  changedRights(sql: Pick<SqlRunner, 'rows'>, open: readonly OpenDocument[]): Promise<number[]>;
  /**
   * Writes the document's words into rows, in recordChange's transaction; it runs exactly once for each state it is given.
   * @returns the change to record, or null when no row changed.
   */
  project(em: EntityManager, projection: Projection): Promise<ChangeDraft | null>;
  /** The same for what is typed nearly always, prose: most projections come while people type. Absent where a kind has no such case. */
  prose?: ProseKind;
}
