import 'reflect-metadata';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { LiveMember } from './document-kind.ts';
import { PLAIN_TEXTS, type WithPlainTexts } from '../platform/graphql/answer-bytes.ts';
import { type RelayedUpdate, signatureOf } from './relayed-update.ts';

/** The field `member` of Writer and Presence is the partnership slice's: live knows a member's id only. */
@ObjectType({
  simpleResolvers: true,
  description: 'Who wrote under a Yjs client id: the server issued it, so it can’t be forged.',
})
export class Writer {
  @Field(() => Int, { description: 'The Yjs client id, as each run of the document’s text carries it.' })
  clientId: number;
  memberId: MemberId;
  partnershipId: PartnershipId;

  constructor(clientId: number, memberId: MemberId, partnershipId: PartnershipId) {
    this.clientId = clientId;
    this.memberId = memberId;
    this.partnershipId = partnershipId;
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'One open connection to a document. Who it is was stamped by the server.',
})
export class Presence {
  @Field(() => ID, { description: 'The connection: a person with two pages open is two of them.' })
  connectionId: string;
  @Field(() => Int, { description: 'The Yjs client id issued to this connection.' })
  clientId: number;
  @Field(() => String, {
    nullable: true,
    description: 'The part they are in: title, narrative or criterion:<id>; null for none.',
  })
  field: string | null = null;
  @Field(() => String, {
    nullable: true,
    description:
      'Caret and selection: JSON of two Yjs relative positions, anchor and head. Written by the peer: check it before use.',
  })
  cursor: string | null = null;
  @Field(() => Boolean, { description: 'True while they are typing.' })
  writing = false;
  member: LiveMember;

  constructor(connectionId: string, clientId: number, member: LiveMember) {
    this.connectionId = connectionId;
    this.clientId = clientId;
    this.member = member;
  }
}

@ObjectType({ simpleResolvers: true, description: 'The first event: with it the document equals the server’s.' })
export class DocumentSync implements WithPlainTexts {
  @Field(() => ID, { description: 'Name it in pushUpdate and movePresence; it ends with this subscription.' })
  connectionId!: string;
  @Field(() => Int, {
    description: 'Your Yjs client id in this document from now on: set doc.clientID before any edit.',
  })
  clientId!: number;
  @Field(() => Boolean, { description: 'False when you may only read: a push would be FORBIDDEN.' })
  writable!: boolean;
  @Field(() => Int, { description: 'The durable sequence that this state includes.' })
  seq!: number;
  @Field(() => [String], {
    description: 'What the given state vector lacks: Yjs updates (encoding v1) in base64, to be applied in order.',
  })
  updates!: string[];
  @Field(() => [String], {
    nullable: 'items',
    description:
      'One for each of `updates`: null for what is durable. What is still on its way is signed by the server: keep both, and give ' +
      'them to handInUpdates should a crash take the words.',
  })
  signatures!: (string | null)[];
  @Field(() => Int, {
    description: 'The number of the last update relayed so far; those of later events count on from it.',
  })
  relay!: number;
  @Field(() => String, { description: 'The server’s Yjs state vector in base64: send what it lacks of yours.' })
  stateVector!: string;
  @Field(() => [Writer], { description: 'Everybody who has written in the document, by client id.' })
  writers!: Writer[];
  @Field(() => [Presence], { description: 'The other connections that are open now.' })
  peers!: Presence[];
  readonly [PLAIN_TEXTS]!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Others’ edits, in an order in which they apply. Your own do not come back to you.',
})
export class DocumentUpdates {
  @Field(() => [String], { description: 'Yjs updates (encoding v1) in base64, as their writers sent them.' })
  updates: string[];
  @Field(() => Int, { description: 'The number of the last of these among all that was relayed in this document.' })
  relay: number;
  @Field(() => Int, {
    description: 'All that was relayed up to this number is durable: its signatures can be forgotten.',
  })
  durableRelay: number;
  @Field(() => [Writer], { description: 'Who wrote under client ids that had not written before.' })
  writers: Writer[];
  /** Made when they are asked for, below. */
  @Field(() => [String], {
    nullable: 'items',
    description: 'One for each of `updates`, as in DocumentSync: null for what is durable already.',
  })
  declare readonly signatures: (string | null)[];
  readonly relayed: readonly RelayedUpdate[];

  constructor(relayed: readonly RelayedUpdate[], relay: number, durableRelay: number, writers: Writer[]) {
    this.updates = relayed.map(({ text }) => text);
    this.relay = relay;
    this.durableRelay = durableRelay;
    this.writers = writers;
    this.relayed = relayed;
  }
}

/** An accessor in the class would be a resolver to type-graphql, which costs more than the field. */
Object.defineProperty(DocumentUpdates.prototype, 'signatures', {
  get(this: DocumentUpdates) {
    return this.relayed.map(signatureOf);
  },
});

@ObjectType({ simpleResolvers: true, description: 'Others who came, moved or left.' })
export class DocumentPresence {
  @Field(() => [Presence], { description: 'Connections that came or moved, each as it is now.' })
  changed!: Presence[];
  @Field(() => [ID], { description: 'Connections that are gone.' })
  gone!: string[];
}

export const DocumentEvent = createUnionType({
  name: 'DocumentEvent',
  description: 'DocumentSync comes first and once; DocumentUpdates and DocumentPresence follow as they happen.',
  types: () => [DocumentSync, DocumentUpdates, DocumentPresence] as const,
});
export type LiveEvent = DocumentSync | DocumentUpdates | DocumentPresence;

/** An event of its class, by which the union finds its type. */
export const eventOf = <T extends object>(type: new () => T, values: T): T => Object.assign(new type(), values);
