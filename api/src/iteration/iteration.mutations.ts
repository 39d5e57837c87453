import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type MemberRow, memberIn } from '../partnership/membership.ts';
import type { Context, Services } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { callGoal } from './call-goal.ts';
import { declineStory } from './decline-story.ts';
import {
  CallGoalInput,
  DeclineStoryInput,
  IterationPayload,
  PlanIterationInput,
  PlanStoryInput,
  RecordSpendInput,
  SetBudgetInput,
  SetCapacityInput,
  UndeclineStoryInput,
  UnplanStoryInput,
} from './iteration.inputs.ts';
import { actorOnIteration } from './iteration-place.ts';
import { type IterationRow, loadIterations } from './iteration-rows.ts';
import { planIteration } from './plan-iteration.ts';
import { planStory } from './plan-story.ts';
import { recordSpend } from './record-spend.ts';
import { setBudget } from './set-budget.ts';
import { setCapacity } from './set-capacity.ts';
import { undeclineStory } from './undecline-story.ts';
import { unplanStory } from './unplan-story.ts';

const INPUT = { description: 'What to do, and to which iteration.' };
const WHO = 'Anyone but an observer may.';
const UNTIL = 'CONFLICT once the iteration is committed to, or over.';

@Resolver()
export class IterationMutations {
  @Mutation(() => IterationPayload, {
    description: `Begins to plan a week, or answers with its iteration as it is. ${WHO} BAD_USER_INPUT for a week that does not exist, is over, or is more than a year away.`,
  })
  async planIteration(
    @Arg('input', () => PlanIterationInput, { description: 'Which week.' }) input: PlanIterationInput,
    @Ctx() context: Context,
  ) {
    const actor = await memberIn(context, input.partnershipId);
    return iterationAfter(context, await planIteration(context.services, actor, input));
  }

  @Mutation(() => IterationPayload, {
    description: `Proposes how many points the vendor takes on. The vendor’s writers may. ${UNTIL}`,
  })
  setCapacity(@Arg('input', () => SetCapacityInput, INPUT) input: SetCapacityInput, @Ctx() context: Context) {
    return edited(context, input, setCapacity);
  }

  @Mutation(() => IterationPayload, {
    description: `Sets what the client puts aside, in points or money. The client’s writers may. ${UNTIL}`,
  })
  setBudget(@Arg('input', () => SetBudgetInput, INPUT) input: SetBudgetInput, @Ctx() context: Context) {
    return edited(context, input, setBudget);
  }

  @Mutation(() => IterationPayload, {
    description:
      'Records money as spent, also after the end. The vendor’s writers may. CONFLICT without a budget of money.',
  })
  recordSpend(@Arg('input', () => RecordSpendInput, INPUT) input: RecordSpendInput, @Ctx() context: Context) {
    return edited(context, input, recordSpend);
  }

  @Mutation(() => IterationPayload, {
    description: `Plans a story for an iteration, or moves it within. ${WHO} ${UNTIL}`,
  })
  planStory(@Arg('input', () => PlanStoryInput, INPUT) input: PlanStoryInput, @Ctx() context: Context) {
    return edited(context, input, planStory);
  }

  @Mutation(() => IterationPayload, { description: `Puts a planned story back into the backlog. ${WHO} ${UNTIL}` })
  unplanStory(@Arg('input', () => UnplanStoryInput, INPUT) input: UnplanStoryInput, @Ctx() context: Context) {
    return edited(context, input, unplanStory);
  }

  @Mutation(() => IterationPayload, {
    description: `Declines a planned story for the viewer’s party, with a reason. ${WHO} ${UNTIL}`,
  })
  declineStory(@Arg('input', () => DeclineStoryInput, INPUT) input: DeclineStoryInput, @Ctx() context: Context) {
    return edited(context, input, declineStory);
  }

  @Mutation(() => IterationPayload, {
    description: `Plans a story again that the viewer’s party declined. ${WHO} ${UNTIL}`,
  })
  undeclineStory(@Arg('input', () => UndeclineStoryInput, INPUT) input: UndeclineStoryInput, @Ctx() context: Context) {
    return edited(context, input, undeclineStory);
  }

  @Mutation(() => IterationPayload, {
    description: `Says what the viewer’s party calls a goal. ${WHO} CONFLICT before the iteration has begun.`,
  })
  callGoal(@Arg('input', () => CallGoalInput, INPUT) input: CallGoalInput, @Ctx() context: Context) {
    return edited(context, input, callGoal);
  }
}

async function edited<Input extends { iterationId: string }>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<void>,
): Promise<{ iteration: IterationRow }> {
  await command(context.services, await actorOnIteration(context, input.iterationId), input);
  return iterationAfter(context, input.iterationId);
}

async function iterationAfter(context: Context, iterationId: string): Promise<{ iteration: IterationRow }> {
  const iteration = (await loadIterations(context, [iterationId])).get(iterationId.toLowerCase());
  if (!iteration) throw notFound('iteration');
  return { iteration };
}
