import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import {
  AddDemoLinkInput,
  AddScreenshotInput,
  DemoPayload,
  EscalateDisputeInput,
  GiveVerdictInput,
  RemoveEvidenceInput,
  RuleOnDisputeInput,
} from './demo.inputs.ts';
import { unbuilt } from '../unbuilt.ts';

@Resolver()
export class DemoMutations {
  @Mutation(() => DemoPayload, {
    description: `Gives the verdict of the viewer’s party on a criterion as it was committed to; a later one takes an earlier one’s place. Anyone but an observer may. BAD_USER_INPUT for NOT_MET without a sentence and a condition without a promise; CONFLICT for another version than the committed one, before the story is delivered, and past the deadline.`,
  })
  async giveVerdict(
    @Arg('input', () => GiveVerdictInput, { description: 'On what, and what.' }) input: GiveVerdictInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => DemoPayload, {
    description: `Takes a disagreement to the sponsors of all parties. Anyone but an observer may. CONFLICT unless the parties’ verdicts differ, and a second time.`,
  })
  async escalateDispute(
    @Arg('input', () => EscalateDisputeInput, { description: 'Which, and why.' }) input: EscalateDisputeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => DemoPayload, {
    description: `Rules on an escalated dispute for the viewer’s party; when all rule alike it is over. Sponsors may, and leads of a party without a sponsor. CONFLICT when nothing was escalated, or it is over.`,
  })
  async ruleOnDispute(
    @Arg('input', () => RuleOnDisputeInput, { description: 'Which, and how.' }) input: RuleOnDisputeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => DemoPayload, {
    description: `Adds a link or a recording to a demo. Anyone but an observer may. CONFLICT past 20 of one demo, and once the meeting is closed.`,
  })
  async addDemoLink(
    @Arg('input', () => AddDemoLinkInput, { description: 'What, and to which demo.' }) input: AddDemoLinkInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => DemoPayload, {
    description: `Adds an uploaded screenshot to a demo. Anyone but an observer may. NOT_FOUND for a file that the viewer did not upload here; CONFLICT past 20 of one demo, and once the meeting is closed.`,
  })
  async addScreenshot(
    @Arg('input', () => AddScreenshotInput, { description: 'What, and to which demo.' }) input: AddScreenshotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => DemoPayload, {
    description: `Takes a link, recording or screenshot away. Anyone but an observer may. CONFLICT once the meeting is closed.`,
  })
  async removeEvidence(
    @Arg('input', () => RemoveEvidenceInput, { description: 'What.' }) input: RemoveEvidenceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }
}
