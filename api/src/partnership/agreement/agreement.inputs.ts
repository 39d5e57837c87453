import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { AgreementSection } from '@tandem/schema/partnership/agreement';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { MutationInput } from '../mutation-input.ts';
import { AgreementSections, WorkingAgreement } from './agreement.type.ts';

@InputType({ description: 'One step of an escalation ladder.' })
export class EscalationLevelInput {
  @Field(() => Float, { description: 'Working days without an answer before it comes to this level, 0.5 to 30.' })
  days!: number;
  @Field(() => [ID], { description: 'Members of the partnership, at least one of each party and at most 20.' })
  memberIds!: string[];
}

@InputType({ description: 'The escalation ladder, all of it.' })
export class SetEscalationLadderInput extends MutationInput {
  @Field(() => ID, { description: 'Whose ladder.' })
  partnershipId!: PartnershipId;
  @Field(() => [EscalationLevelInput], { description: '1 to 5 levels, the one that is asked first at the start.' })
  levels!: EscalationLevelInput[];
}

@InputType({ description: 'The words of one part of the working agreement, as its proposer read them.' })
export class AgreementTextInput {
  @Field(() => AgreementSections, { description: 'Which part.' })
  section!: AgreementSection;
  @Field(() => String, { description: 'Its plain words, blocks separated by a line feed.' })
  text!: string;
}

@InputType({ description: 'The working agreement as its proposer read it: nobody signs what they have not seen.' })
export class ProposeAgreementInput extends MutationInput {
  @Field(() => ID, { description: 'Whose agreement.' })
  partnershipId!: PartnershipId;
  @Field(() => [AgreementTextInput], { description: 'Every part; one that is left out was read as empty.' })
  sections!: AgreementTextInput[];
  @Field(() => [EscalationLevelInput], { description: 'The ladder, the level that is asked first at the start.' })
  ladder!: EscalationLevelInput[];
}

@InputType({ description: 'Which proposal is signed.' })
export class SignAgreementInput extends MutationInput {
  @Field(() => ID, { description: 'The proposal’s id.' })
  snapshotId!: string;
  @Field(() => String, { description: 'Its hash, as the signer read it.' })
  hash!: string;
}

@ObjectType({ description: 'The working agreement as it stands now.' })
export class WorkingAgreementPayload {
  @Field(() => WorkingAgreement, { description: 'The agreement.' })
  agreement!: object;
}
