import 'reflect-metadata';
import type { PartnershipId, StoryId } from '@tandem/schema/ids';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { membersOf } from '../../partnership/membership.ts';
import type { Context } from '../../platform/context.ts';
import { loadNodes } from '../../platform/graphql/node.ts';
import { selects } from '../../platform/graphql/selection.ts';
import { Story } from '../../story/story.entity.ts';
import { Iteration } from '../iteration.entity.ts';
import { commitmentRow, snapshotById, storyInWeek, type Wanted, type Week } from './commitment-rows.ts';
import { Commitment, StoryCommitment } from './commitment.type.ts';
import { CommitmentMutations } from './commitment.mutations.ts';
import { SCOPE_CHANGES, SIGNED_WEEKS_OF_STORY, SNAPSHOTS_OF_WEEK } from './commitments.sql.ts';
import { ScopeChange } from './scope-change.type.ts';

const wantedBy = (info: GraphQLResolveInfo): Wanted => ({
  now: selects(info, 'state') || selects(info, 'changesSince'),
  stories: selects(info, 'stories.story'),
});

@Resolver(() => Iteration)
class IterationCommitmentResolver {
  @FieldResolver(() => Commitment, {
    nullable: true,
    description: 'What every party signed for it; null before they did.',
  })
  commitment(@Root() week: Week, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return one(context, week, week.commitmentSnapshotId, wantedBy(info));
  }

  @FieldResolver(() => Commitment, {
    nullable: true,
    description: 'What is proposed and waits for a signature; null when nothing is, and once it is in force.',
  })
  proposal(@Root() week: Week, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return one(context, week, week.proposedSnapshotId, wantedBy(info));
  }

  @FieldResolver(() => [Commitment], {
    description: 'Everything that was ever proposed for it, the newest first: withdrawn and replaced proposals too.',
  })
  async proposals(@Root() week: Week, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object[]> {
    const stored = await context.services.sql.rows(SNAPSHOTS_OF_WEEK, week.partnershipId, week.id);
    return Promise.all(stored.map((snapshot) => commitmentRow(context, week, snapshot, wantedBy(info))));
  }

  @FieldResolver(() => [ScopeChange], {
    description: 'Its scope ledger: what changed after every party had signed, the oldest first.',
  })
  async scopeChanges(@Root() week: Week, @Ctx() context: Context): Promise<object[]> {
    const entries = await context.services.sql.rows(SCOPE_CHANGES, week.partnershipId, week.id);
    const ids = entries.flatMap(({ storyId, newStoryId }) => (newStoryId ? [storyId, newStoryId] : [storyId]));
    const [members, stories] = await Promise.all([
      membersOf(context, week.partnershipId),
      loadNodes(context, 'Story', [...new Set(ids)]),
    ]);
    return entries.map(({ storyId, newStoryId, askedById, madeById, ...entry }) => ({
      ...entry,
      ...{ story: stories.get(storyId), newStory: newStoryId && (stories.get(newStoryId) ?? null) },
      ...{ askedBy: members.get(askedById), madeBy: members.get(madeById) },
    }));
  }
}

@Resolver(() => Story)
class StoryCommitmentsResolver {
  @FieldResolver(() => [StoryCommitment], {
    description: 'The signed weeks that held it, the newest first: its lineage, and what changed about it since.',
  })
  async commitments(
    @Root() story: { id: StoryId; partnershipId: PartnershipId },
    @Ctx() context: Context,
  ): Promise<object[]> {
    const { id, partnershipId } = story;
    const weeks = await context.services.sql.rows(SIGNED_WEEKS_OF_STORY, partnershipId, id);
    return Promise.all(
      weeks.map(async ({ iterationId, isoWeek, snapshotId, committedAt }) => {
        const snapshot = await snapshotById(context, story, snapshotId);
        const week = { partnershipId, id: iterationId };
        const seen = snapshot ? await storyInWeek(context, week, snapshot, id) : { frozen: null, changesSince: [] };
        return { iterationId, isoWeek, committedAt, addedLater: seen.frozen === null, ...seen };
      }),
    );
  }
}

async function one(
  context: Context,
  week: Week,
  id: Week['proposedSnapshotId'],
  wanted: Wanted,
): Promise<object | null> {
  const stored = id && (await snapshotById(context, week, id));
  return stored ? commitmentRow(context, week, stored, wanted) : null;
}

export const commitmentResolvers = [
  IterationCommitmentResolver,
  StoryCommitmentsResolver,
  CommitmentMutations,
] as const;
