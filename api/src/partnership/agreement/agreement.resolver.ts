import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Partnership } from '../partnership.entity.ts';
import type { PartnershipRow } from '../partnerships.sql.ts';
import {
  ProposeAgreementInput,
  SetEscalationLadderInput,
  SignAgreementInput,
  WorkingAgreementPayload,
} from './agreement.inputs.ts';
import { WorkingAgreement } from './agreement.type.ts';
import { agreementOf } from './agreement-rows.ts';
import { proposeAgreement } from './propose-agreement.ts';
import { setEscalationLadder } from './set-escalation-ladder.ts';
import { signAgreement } from './sign-agreement.ts';

@Resolver(() => Partnership)
export class AgreementResolver {
  @FieldResolver(() => WorkingAgreement, { description: 'How the parties have agreed to work together.' })
  agreement(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<object> {
    return agreementOf(context, id);
  }

  @Mutation(() => WorkingAgreementPayload, {
    description:
      'Sets who is asked, after how long, when a concern stays unanswered; it holds once both parties have signed it. FORBIDDEN for everybody but leads; BAD_USER_INPUT for a level without people of both parties, over 5 levels, or less than 0.5 or more than 30 days.',
  })
  async setEscalationLadder(
    @Arg('input', () => SetEscalationLadderInput, { description: 'All of it, as it shall stand.' })
    input: SetEscalationLadderInput,
    @Ctx() context: Context,
  ): Promise<WorkingAgreementPayload> {
    return { agreement: await agreementOf(context, await setEscalationLadder(context, input)) };
  }

  @Mutation(() => WorkingAgreementPayload, {
    description:
      'Freezes the agreement as the viewer read it and signs it for their party. FORBIDDEN for everybody but leads; CONFLICT, with `changes`, when it is not what they read any more; CONFLICT when it is empty, proposed or signed as it stands.',
  })
  async proposeAgreement(
    @Arg('input', () => ProposeAgreementInput, { description: 'What the viewer read.' }) input: ProposeAgreementInput,
    @Ctx() context: Context,
  ): Promise<WorkingAgreementPayload> {
    return { agreement: await agreementOf(context, await proposeAgreement(context, input)) };
  }

  @Mutation(() => WorkingAgreementPayload, {
    description:
      'Signs a proposal for the viewer’s party; it is in force once every party has signed. FORBIDDEN for everybody but leads; CONFLICT, with `changes`, when it was edited since; CONFLICT for a second signature and for one that was replaced.',
  })
  async signAgreement(
    @Arg('input', () => SignAgreementInput, { description: 'Which proposal.' }) input: SignAgreementInput,
    @Ctx() context: Context,
  ): Promise<WorkingAgreementPayload> {
    return { agreement: await agreementOf(context, await signAgreement(context, input)) };
  }
}
