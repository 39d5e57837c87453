import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { PartyKind } from '@tandem/schema/partnership/rules';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Person } from '../platform/auth/person.entity.ts';

import { PartyKinds } from './enums.ts';
import { MutationInput } from './mutation-input.ts';
import { Partnership } from './partnership.entity.ts';

@InputType({ description: 'A new partnership with its first two parties.' })
export class StartPartnershipInput extends MutationInput {
  @Field(() => String, { description: 'Its name, 1 to 80 characters; its slug is made from it.' })
  name!: string;
  @Field(() => String, {
    description: 'What the parties build together and why, at most 400 characters; may be empty.',
  })
  purpose!: string;
  @Field(() => String, { description: 'IANA time zone of its weeks and dates, such as Europe/London.' })
  timeZone!: string;
  @Field(() => Int, { description: 'ISO weekday on which an iteration starts, 1 (Monday) to 7 (Sunday).' })
  firstIterationDay!: number;
  @Field(() => String, {
    description: 'What story keys start with: 2 to 6 capital letters and digits, a letter first.',
  })
  keyPrefix!: string;
  @Field(() => String, { description: 'The client’s name, 1 to 60 characters.' })
  clientName!: string;
  @Field(() => String, { description: 'The vendor’s name, 1 to 60 characters.' })
  vendorName!: string;
  @Field(() => PartyKinds, { description: 'The viewer’s own side; they become its first lead.' })
  side!: PartyKind;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether the sample partnership, if the viewer belongs to it, is deleted for everybody in the same step.',
  })
  clearSample!: boolean;
}

@InputType({ description: 'What a partnership says of itself.' })
export class UpdatePartnershipInput extends MutationInput {
  @Field(() => ID, { description: 'Which partnership.' })
  partnershipId!: PartnershipId;
  @Field(() => String, { description: 'Its name, 1 to 80 characters. Its slug stays, so that links go on working.' })
  name!: string;
  @Field(() => String, {
    description: 'What the parties build together and why, at most 400 characters; may be empty.',
  })
  purpose!: string;
  @Field(() => String, { description: 'IANA time zone of its weeks and dates, such as Europe/London.' })
  timeZone!: string;
  @Field(() => Int, { description: 'ISO weekday on which an iteration starts, 1 (Monday) to 7 (Sunday).' })
  firstIterationDay!: number;
}

@InputType({ description: 'What the viewer’s account says of them.' })
export class UpdatePersonInput {
  @Field(() => String, { description: 'The name everybody will see, 1 to 80 characters.' })
  name!: string;
  @Field(() => String, { description: 'IANA time zone, such as Europe/London.' })
  timeZone!: string;
}

@ObjectType({ description: 'The partnership as it stands now.' })
export class PartnershipPayload {
  @Field(() => Partnership, { description: 'The partnership.' })
  partnership!: object;
}

@ObjectType({ description: 'The account as it stands now.' })
export class PersonPayload {
  @Field(() => Person, { description: 'The viewer’s account.' })
  person!: object;
}
