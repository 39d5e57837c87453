import type { CriterionId, StoryId } from '@tandem/schema/ids';
import { addCriterion, narrativeOf, titleOf } from '@tandem/schema/story/document';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { CreateStory } from '@tandem/schema/story/inputs';
import { generateNKeysBetween } from 'fractional-indexing';
import { v4, v7 as uuid } from 'uuid';
import type * as Y from 'yjs';
import type { FirstWords } from '../live/seed.ts';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { insertStory } from './insert-story.ts';
import { activeMembers, labelsNamed } from './own-rows.ts';
import { lastRank, lockRanks, withRanks } from './rank.ts';

export interface NewStory {
  mutationId: string;
  title: string;
  narrative: string;
  criteria: string[];
  estimate?: number | null;
  labelIds: string[];
  ownerIds: string[];
}

/**
 * Creates a draft, last in the backlog, its words written into its document by the actor, then by `others` in turn.
 * @returns its id. @throws Refusal FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for a label or owner of elsewhere.
 */
export async function createStory(
  services: Services,
  actor: MemberRow,
  command: NewStory,
  others: FirstWords[] = [],
): Promise<StoryId> {
  requireWriter(actor);
  const words = parseInput(CreateStory, command);
  const { partnershipId } = actor;
  const outcome = await withRanks(services, partnershipId, () =>
    recordChange(services, { partnershipId, actorId: actor.id, mutationId: command.mutationId }, async (em) => {
      const owners = await activeMembers(em, partnershipId, words.ownerIds);
      const labels = await labelsNamed(em, partnershipId, words.labelIds);
      await lockRanks(em, partnershipId);
      const story = await insertStory(em, {
        ...{ id: uuid() as StoryId, partnershipId, by: actor.id, at: services.clock.now() },
        rank: await lastRank(em, partnershipId),
        estimate: words.estimate ?? null,
        ownerIds: owners.map(({ id }) => id),
        labelIds: labels.map(({ id }) => id),
        write: (doc) => writeWords(doc, words),
        others,
      });
      const summary = words.title ? `created ${story.key}: ${words.title}` : `created ${story.key}`;
      return { kind: 'story.created', nodeType: 'Story', nodeId: story.id, summary };
    }),
  );
  return outcome.nodeId as StoryId;
}

function writeWords(
  doc: Y.Doc,
  { title, narrative, criteria }: Pick<NewStory, 'title' | 'narrative' | 'criteria'>,
): void {
  titleOf(doc).insert(0, title);
  writeParagraphs(narrativeOf(doc), narrative);
  const ranks = generateNKeysBetween(null, null, criteria.length);
  for (const [i, text] of criteria.entries()) addCriterion(doc, v4() as CriterionId, ranks[i] ?? '', text);
}
