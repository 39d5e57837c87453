import 'reflect-metadata';
import type { SnapshotId } from '@tandem/schema/ids';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Signature } from '../../partnership/snapshot/signature.type.ts';
import { MeetingInput } from '../meeting.inputs.ts';

@ObjectType({ simpleResolvers: true, description: 'What a party’s signer finds wrong in minutes.' })
export class MinutesObjection {
  @Field(() => Party, { description: 'For which party.' })
  party!: object;
  @Field(() => Member, { description: 'Who.' })
  member!: object;
  @Field(() => String, { description: 'What, 1 to 4,000 characters.' })
  text!: string;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'What was added to minutes after they were closed.' })
export class MinutesAmendment {
  @Field(() => Int, { description: 'Counts up from 1.' })
  number!: number;
  @Field(() => String, { description: 'What, 1 to 4,000 characters.' })
  text!: string;
  @Field(() => Member, {
    nullable: true,
    description: 'Who; null for what Tandem added, such as verdicts given later.',
  })
  member!: object | null;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}

@ObjectType('Minutes', {
  simpleResolvers: true,
  description: 'What happened in a meeting, assembled from the record: a draft until it is closed, then frozen.',
})
export class MinutesOfMeeting {
  @Field(() => Boolean, { description: 'Whether they are frozen: nobody changes them any more.' })
  isFrozen!: boolean;
  @Field(() => String, {
    description:
      'Canonical JSON (RFC 8785) of { previous, state }; `state` is described in schema/src/meeting/minutes.ts. Of frozen minutes the very text that is hashed.',
  })
  content!: string;
  @Field(() => ID, { nullable: true, description: 'Of frozen minutes: what a signature names. Null for a draft.' })
  snapshotId!: SnapshotId | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of frozen minutes: SHA-256 of the content’s UTF-8, in lower-case hex. Null for a draft.',
  })
  hash!: string | null;
  @Field(() => String, { description: 'The same as Markdown, objections and amendments below.' })
  markdown!: string;
  @Field(() => [Signature], {
    description: 'The parties that have ratified them. Silence is a reminder, never consent.',
  })
  ratifications!: Signature[];
  @Field(() => [MinutesObjection], { description: 'What was objected, the oldest first.' })
  objections!: MinutesObjection[];
  @Field(() => [MinutesAmendment], { description: 'What was added later, the oldest first.' })
  amendments!: MinutesAmendment[];
}

@InputType({ description: 'Frozen minutes, as they were read.' })
class ReadMinutesInput extends MeetingInput {
  @Field(() => String, { description: 'The hash of what was read.' })
  hash!: string;
}

@InputType({ description: 'A party’s signature under minutes.' })
export class RatifyMinutesInput extends ReadMinutesInput {}

@InputType({ description: 'What a party finds wrong in minutes.' })
export class ObjectToMinutesInput extends ReadMinutesInput {
  @Field(() => String, { description: 'What, 1 to 4,000 characters; both sides read it.' })
  text!: string;
}

@InputType({ description: 'What is added to minutes after they were closed.' })
export class AmendMinutesInput extends MeetingInput {
  @Field(() => String, { description: 'What, 1 to 4,000 characters.' })
  text!: string;
}
