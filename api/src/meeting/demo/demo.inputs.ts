import 'reflect-metadata';
import type { Ruling, VerdictKind } from '@tandem/schema/meeting/outcome';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Day } from '../../platform/graphql/day.ts';
import { MeetingInput } from '../meeting.inputs.ts';
import { Meeting } from '../meeting.entity.ts';
import { Demo } from './demo.type.ts';
import { EvidenceKinds, Rulings, VerdictKinds } from './demo-enums.ts';

@InputType({ description: 'One story’s demo in a meeting.' })
class DemoInput extends MeetingInput {
  @Field(() => ID, { description: 'Which story; it need not be on the screen.' })
  storyId!: string;
}

@InputType({ description: 'What is still promised for a criterion that is met.' })
class ConditionInput {
  @Field(() => String, { description: 'What is to be done, 1 to 1,000 characters.' })
  text!: string;
  @Field(() => Day, { description: 'By the end of which day, in the zone of the vendor’s calendar.' })
  dueOn!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The party that owes it. Left out, the vendor; needed where there are several.',
  })
  ownerPartyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Who of that party sees to it.' })
  ownerId?: string | null;
}

@InputType({ description: 'What the viewer’s party finds of a criterion.' })
export class GiveVerdictInput extends DemoInput {
  @Field(() => ID, { description: 'Which criterion.' })
  criterionId!: string;
  @Field(() => Int, { description: 'The version that was read: the one that was committed to.' })
  version!: number;
  @Field(() => VerdictKinds, { description: 'What.' })
  verdict!: VerdictKind;
  @Field(() => String, { defaultValue: '', description: 'A sentence, up to 2,000 characters; needed for NOT_MET.' })
  note!: string;
  @Field(() => ConditionInput, { nullable: true, description: 'Needed for MET_WITH_CONDITION, and only then.' })
  condition?: ConditionInput | null;
}

@InputType({ description: 'A disagreement to take to the sponsors.' })
export class EscalateDisputeInput extends DemoInput {
  @Field(() => String, { description: 'What is disagreed about, 1 to 2,000 characters.' })
  reason!: string;
}

@InputType({ description: 'A ruling on a dispute, for the viewer’s party.' })
export class RuleOnDisputeInput extends DemoInput {
  @Field(() => Rulings, { description: 'How.' })
  ruling!: Ruling;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  note!: string;
}

@InputType({ description: 'A link to what was built, or to a recording of its demo.' })
export class AddDemoLinkInput extends DemoInput {
  @Field(() => EvidenceKinds, { description: 'LINK or RECORDING; a screenshot is uploaded to /files instead.' })
  kind!: 'LINK' | 'RECORDING' | 'SCREENSHOT';
  @Field(() => String, { description: 'An http or https address, up to 2,000 characters.' })
  url!: string;
  @Field(() => String, { description: 'What it shows: one line of 1 to 200 characters.' })
  title!: string;
}

@InputType({ description: 'A screenshot that was uploaded before, by POST /files.' })
export class AddScreenshotInput extends DemoInput {
  @Field(() => ID, { description: 'The file’s id, as the upload answered.' })
  fileId!: string;
  @Field(() => String, {
    description: 'What it shows: one line of 1 to 200 characters. It is the picture’s text, too.',
  })
  title!: string;
}

@InputType({ description: 'A link, recording or screenshot to take away.' })
export class RemoveEvidenceInput extends DemoInput {
  @Field(() => ID, { description: 'Which.' })
  evidenceId!: string;
}

@ObjectType({ description: 'The demo as it stands now.' })
export class DemoPayload {
  @Field(() => Meeting, { description: 'The meeting.' })
  meeting!: object;
  @Field(() => Demo, { description: 'The demo.' })
  demo!: object;
}
