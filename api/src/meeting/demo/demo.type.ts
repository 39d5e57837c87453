import 'reflect-metadata';
import type { CriterionId, DisputeId, EvidenceId, StageId, VerdictId } from '@tandem/schema/ids';
import type { DemoOutcome, Ruling, VerdictKind } from '@tandem/schema/meeting/outcome';
import type { EvidenceKind } from '@tandem/schema/meeting/rules';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { GivenPromise } from '../../iteration/promise/promise.entity.ts';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { DemoOutcomes } from '../../story/demo-outcome.ts';
import { Story } from '../../story/story.entity.ts';
import { EvidenceKinds, Rulings, VerdictKinds } from './demo-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'What a party finds of a criterion; the latest of a party counts.' })
export class Verdict {
  @Field(() => ID, { description: 'A UUID; a changed verdict is another one.' })
  id!: VerdictId;
  @Field(() => Party, { description: 'Whose it is.' })
  party!: object;
  @Field(() => Member, { description: 'Who gave it for the party.' })
  member!: object;
  @Field(() => VerdictKinds, { description: 'What they find.' })
  verdict!: VerdictKind;
  @Field(() => String, { description: 'What they say to it, up to 2,000 characters; may be empty, but for NOT_MET.' })
  note!: string;
  @Field(() => GivenPromise, {
    nullable: true,
    description: 'Of MET_WITH_CONDITION: what is promised. Null otherwise.',
  })
  promise!: object | null;
  @Field(() => Boolean, { description: 'Whether whoever gave it was not there.' })
  isAsynchronous!: boolean;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A criterion as the story’s commitment has it, with what was found of it.',
})
export class DemoCriterion {
  @Field(() => ID, { description: 'The criterion’s id.' })
  criterionId!: CriterionId;
  @Field(() => Int, { description: 'The version that was committed to; verdicts are given on it.' })
  version!: number;
  @Field(() => String, { description: 'Its words in that version.' })
  text!: string;
  @Field(() => Boolean, {
    description: 'Whether its words have changed since: the verdict is still about those above.',
  })
  changedSince!: boolean;
  @Field(() => DemoOutcomes, { description: 'What its verdicts come to.' })
  outcome!: DemoOutcome;
  @Field(() => [Verdict], { description: 'The latest verdict of each party that gave one, the client first.' })
  verdicts!: Verdict[];
  @Field(() => [Verdict], { description: 'All that was ever given on it, the oldest first.' })
  history!: Verdict[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'How a party’s sponsor, or its lead where it has none, rules on a dispute.',
})
export class DisputeRuling {
  @Field(() => Party, { description: 'For which party.' })
  party!: object;
  @Field(() => Member, { description: 'Who.' })
  member!: object;
  @Field(() => Rulings, { description: 'How; the latest of a party counts.' })
  ruling!: Ruling;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  note!: string;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A disagreement that was taken to the sponsors. It ends when all parties rule alike, or when new verdicts agree.',
})
export class Dispute {
  @Field(() => ID, { description: 'A UUID.' })
  id!: DisputeId;
  @Field(() => Member, { description: 'Who took it there.' })
  escalatedBy!: object;
  @Field(() => String, { description: 'What is disagreed about, 1 to 2,000 characters.' })
  reason!: string;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
  @Field(() => [DisputeRuling], { description: 'The latest ruling of each party that ruled, the client first.' })
  rulings!: DisputeRuling[];
}

@ObjectType({ simpleResolvers: true, description: 'Where a demo can be looked at.' })
export class DemoEvidence {
  @Field(() => ID, { description: 'A UUID.' })
  id!: EvidenceId;
  @Field(() => EvidenceKinds, { description: 'What it is.' })
  kind!: EvidenceKind;
  @Field(() => String, { description: 'What it shows, 1 to 200 characters.' })
  title!: string;
  @Field(() => String, {
    description: 'Its http or https address; of a screenshot the path of the file on this server, for members only.',
  })
  url!: string;
  @Field(() => Member, { description: 'Who added it.' })
  addedBy!: object;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  addedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'A story’s demo in a meeting, and what it came to.' })
export class Demo {
  @Field(() => ID, { description: 'The meeting’s and the story’s id, joined by a colon.' })
  id!: string;
  @Field(() => Story, { description: 'The story.' })
  story!: object;
  @Field(() => ID, { nullable: true, description: 'Its stage on the agenda; null when it was taken off.' })
  stageId!: StageId | null;
  @Field(() => [DemoCriterion], { description: 'Its criteria as they were committed to, in order.' })
  criteria!: DemoCriterion[];
  @Field(() => DemoOutcomes, {
    description:
      'ACCEPTED when every criterion is met by every party, RETURNED when one is met by none, DISPUTED when they differ on one, PENDING while a verdict is missing; or as all sponsors ruled.',
  })
  outcome!: DemoOutcome;
  @Field(() => Boolean, {
    description: 'Whether it counts only once the deadline for verdicts has passed, for want of a quorum.',
  })
  isProvisional!: boolean;
  @Field(() => String, {
    description:
      'The words about it as they stand, lines separated by a line feed; co-written in the meeting’s document.',
  })
  words!: string;
  @Field(() => [DemoEvidence], { description: 'Links, recordings and screenshots, the oldest first.' })
  evidence!: DemoEvidence[];
  @Field(() => Dispute, {
    nullable: true,
    description: 'When a disagreement was taken to the sponsors; null otherwise.',
  })
  dispute!: Dispute | null;
}
