import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { addDemoLink } from './add-demo-link.ts';
import { addScreenshot } from './add-screenshot.ts';
import { editedDemo } from './demo-after.ts';
import {
  AddDemoLinkInput,
  AddScreenshotInput,
  DemoPayload,
  EscalateDisputeInput,
  GiveVerdictInput,
  RemoveEvidenceInput,
  RuleOnDisputeInput,
} from './demo.inputs.ts';
import { escalateDispute } from './escalate-dispute.ts';
import { giveVerdict } from './give-verdict.ts';
import { removeEvidence } from './remove-evidence.ts';
import { ruleOnDispute } from './rule-on-dispute.ts';

@Resolver()
export class DemoMutations {
  @Mutation(() => DemoPayload, {
    description: `Gives the verdict of the viewer’s party on a criterion as it was committed to; a later one takes an earlier one’s place. Anyone but an observer may. BAD_USER_INPUT for NOT_MET without a sentence and a condition without a promise; CONFLICT for another version than the committed one, before the story is delivered, and past the deadline.`,
  })
  giveVerdict(
    @Arg('input', () => GiveVerdictInput, { description: 'On what, and what.' }) input: GiveVerdictInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return editedDemo(context, input, giveVerdict);
  }

  @Mutation(() => DemoPayload, {
    description: `Takes a disagreement to the sponsors of all parties. Anyone but an observer may. CONFLICT unless the parties’ verdicts differ, and a second time.`,
  })
  escalateDispute(
    @Arg('input', () => EscalateDisputeInput, { description: 'Which, and why.' }) input: EscalateDisputeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return editedDemo(context, input, escalateDispute);
  }

  @Mutation(() => DemoPayload, {
    description: `Rules on an escalated dispute for the viewer’s party; when all rule alike it is over. Sponsors may, and leads of a party without a sponsor. CONFLICT when nothing was escalated, or it is over.`,
  })
  ruleOnDispute(
    @Arg('input', () => RuleOnDisputeInput, { description: 'Which, and how.' }) input: RuleOnDisputeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return editedDemo(context, input, ruleOnDispute);
  }

  @Mutation(() => DemoPayload, {
    description: `Adds a link or a recording to a demo. Anyone but an observer may. CONFLICT past 20 of one demo, and once the meeting is closed.`,
  })
  addDemoLink(
    @Arg('input', () => AddDemoLinkInput, { description: 'What, and to which demo.' }) input: AddDemoLinkInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return editedDemo(context, input, addDemoLink);
  }

  @Mutation(() => DemoPayload, {
    description: `Adds an uploaded screenshot to a demo. Anyone but an observer may. NOT_FOUND for a file that the viewer did not upload here; CONFLICT past 20 of one demo, and once the meeting is closed.`,
  })
  addScreenshot(
    @Arg('input', () => AddScreenshotInput, { description: 'What, and to which demo.' }) input: AddScreenshotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return editedDemo(context, input, addScreenshot);
  }

  @Mutation(() => DemoPayload, {
    description: `Takes a link, recording or screenshot away. Anyone but an observer may. CONFLICT once the meeting is closed.`,
  })
  removeEvidence(
    @Arg('input', () => RemoveEvidenceInput, { description: 'What.' }) input: RemoveEvidenceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return editedDemo(context, input, removeEvidence);
  }
}
