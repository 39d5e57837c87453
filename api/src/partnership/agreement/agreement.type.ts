import 'reflect-metadata';
import { AGREEMENT_SECTIONS, type AgreementSection } from '@tandem/schema/partnership/agreement';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DiffPart } from '../../live/history/diff.type.ts';
import { Node } from '../../platform/graphql/node.ts';
import { Member } from '../member.entity.ts';
import { Signature } from '../snapshot/signature.type.ts';

export const AgreementSections = Object.fromEntries(AGREEMENT_SECTIONS.map((section) => [section, section])) as {
  readonly [Section in AgreementSection]: Section;
};
registerEnumType(AgreementSections, {
  name: 'AgreementSection',
  description: 'A part of the working agreement.',
  valuesConfig: {
    HOW_WE_WORK: { description: 'The week, the meetings, how work is shown and decided.' },
    CLIENT_RESPONSIBILITIES: { description: 'What the client takes on.' },
    VENDOR_RESPONSIBILITIES: { description: 'What the vendor takes on.' },
    EXPECTATIONS: { description: 'What each expects of the other.' },
    DEFINITION_OF_DONE: { description: 'When something counts as done.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The words of one part of the working agreement.' })
export class AgreementText {
  @Field(() => AgreementSections, { description: 'Which part.' })
  section!: AgreementSection;
  @Field(() => String, {
    description: 'Plain words, blocks separated by a line feed, cut with … past 20,000 characters.',
  })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One step of the escalation ladder.' })
export class EscalationLevel {
  @Field(() => Int, { description: 'Counts up from 1, which is asked first.' })
  level!: number;
  @Field(() => Float, {
    description:
      'Working days without an answer, of the calendar of the party that is to respond, after which a concern climbs to this level from the one below, or from its owner: 0.5 to 30.',
  })
  days!: number;
  @Field(() => [Member], { description: 'Who is asked, people of both parties; some may have left since.' })
  members!: Member[];
}

@ObjectType({ simpleResolvers: true, description: 'A version of the working agreement, frozen to be signed.' })
export class AgreementVersion {
  @Field(() => ID, { description: 'Its snapshot: what signAgreement takes.' })
  id!: string;
  @Field(() => Int, { description: 'Counts up from 1 with each proposal.' })
  revision!: number;
  @Field(() => [AgreementText], { description: 'Its words, every part in order.' })
  sections!: AgreementText[];
  @Field(() => [EscalationLevel], { description: 'Its escalation ladder.' })
  ladder!: EscalationLevel[];
  @Field(() => String, {
    description:
      'Canonical JSON (RFC 8785) of { previous, state }: its SHA-256 is `hash`, and `previous` is the hash of the partnership’s snapshot before.',
  })
  content!: string;
  @Field(() => String, { description: 'SHA-256 of the content’s UTF-8, in lower-case hex.' })
  hash!: string;
  @Field(() => Member, { nullable: true, description: 'Who proposed it.' })
  proposedBy!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was proposed, UTC.' })
  proposedAt!: Date;
  @Field(() => [Signature], { description: 'Who has signed it, the first first; in force once every party has.' })
  signatures!: Signature[];
  @Field(() => Boolean, { description: 'Whether the agreement still stands as it is written here.' })
  holds!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a part since the version in force.' })
export class UnsignedChange {
  @Field(() => AgreementSections, { description: 'Which part.' })
  section!: AgreementSection;
  @Field(() => [DiffPart], {
    description: 'SAME and REMOVED together are the signed words, SAME and ADDED those that stand now.',
  })
  parts!: DiffPart[];
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'How the parties have agreed to work together: written by both, signed by a lead of each. Its id is its document’s too.',
})
export class WorkingAgreement extends Node {
  @Field(() => [AgreementText], { description: 'Its words as they stand now, every part in order.' })
  sections!: AgreementText[];
  @Field(() => [EscalationLevel], { description: 'The escalation ladder as it stands now, signed or not.' })
  ladder!: EscalationLevel[];
  @Field(() => Boolean, {
    description:
      'Whether nobody has set a ladder: then it goes to the leads after two working days, and to the sponsors after two more.',
  })
  ladderIsDefault!: boolean;
  @Field(() => AgreementVersion, {
    nullable: true,
    description: 'The version in force; null until every party signed one.',
  })
  signed!: AgreementVersion | null;
  @Field(() => AgreementVersion, { nullable: true, description: 'What waits for signatures; null when nothing does.' })
  proposal!: AgreementVersion | null;
  @Field(() => [UnsignedChange], {
    description: 'The parts that differ from the version in force, word by word; empty while none is in force.',
  })
  unsignedChanges!: UnsignedChange[];
  @Field(() => Boolean, { description: 'Whether the ladder differs from that of the version in force.' })
  ladderChanged!: boolean;
  @Field(() => GraphQLISODateTime, { description: 'When its words, its ladder or its signatures last changed, UTC.' })
  updatedAt!: Date;
}
