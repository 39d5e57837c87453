import 'reflect-metadata';
import type { PartyId } from '@tandem/schema/ids';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { newDiffBudget, wordDiff } from '../live/history/word-diff.ts';
import type { Context } from '../platform/context.ts';
import { CriterionVersion } from './agreement.type.ts';
import type { CriterionRow } from './criteria.sql.ts';
import { Criterion } from './criterion.type.ts';
import { type CriterionVersionRow, versionsOfCriterion } from './criterion-versions.sql.ts';
import { DiffPart } from '../live/history/diff.type.ts';

@Resolver(() => Criterion)
export class CriterionResolver {
  @FieldResolver(() => [CriterionVersion], {
    description:
      'Its wordings, newest first. The newest one grows while its author goes on and nobody has agreed to it.',
  })
  versions(@Root() criterion: CriterionRow, @Ctx() context: Context): Promise<CriterionVersionRow[]> {
    return versionsOfCriterion(context, criterion);
  }

  @FieldResolver(() => [DiffPart], {
    nullable: true,
    description:
      'What became of its words since the version that a party last agreed to, word by word: all SAME while it still agrees, null when it never did or has taken it back.',
  })
  async changeSinceAgreement(
    @Root() criterion: CriterionRow,
    @Arg('partyId', () => ID, { description: 'Whose agreement.' }) partyId: PartyId,
    @Ctx() context: Context,
  ): Promise<DiffPart[] | null> {
    const { agreements, droppedAgreements, text } = criterion;
    const last = [...agreements, ...droppedAgreements].find(({ party }) => party.id === partyId);
    if (!last) return null;
    const versions = await versionsOfCriterion(context, criterion);
    const agreed = versions.find(({ number }) => number === last.version);
    return wordDiff(agreed?.text ?? '', text, newDiffBudget());
  }
}
