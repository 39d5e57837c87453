import type { EntityManager } from '@mikro-orm/postgresql';
import type { CriterionId, DocumentId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { addCriterion, narrativeOf, titleOf } from '@tandem/schema/story/document';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { CreateStory } from '@tandem/schema/story/inputs';
import { generateNKeysBetween } from 'fractional-indexing';
import { v4, v7 as uuid } from 'uuid';
import type * as Y from 'yjs';
import { createDocument, type FirstWords } from '../live/seed.ts';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { activeMembers, labelsNamed } from './own-rows.ts';
import { beginAsDraft } from './enter-state.ts';
import { lastRank, lockRanks, withRanks } from './rank.ts';
import { Story } from './story.entity.ts';
import { projectStory } from './project-story.ts';
import { STORY_KIND } from './story.live.ts';

export interface NewStory {
  mutationId: string;
  title: string;
  narrative: string;
  criteria: string[];
  estimate?: number | null;
  labelIds: string[];
  ownerIds: string[];
}

const NEXT_NUMBER = `update partnership set next_story_number = next_story_number + 1 where id = ?
  returning next_story_number - 1 as number, key_prefix`;

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
      const rank = await lastRank(em, partnershipId);
      const story = await newStory(em, partnershipId, actor.id, rank, services.clock.now());
      story.estimate = words.estimate ?? null;
      story.ownerIds = owners.map(({ id }) => id);
      story.labelIds = labels.map(({ id }) => id);
      em.persist(story);
      await em.flush();
      await beginAsDraft(em, story);
      const first = { memberId: actor.id, at: story.createdAt, write: (doc: Y.Doc) => writeWords(doc, words) };
      const documentId = story.id as string as DocumentId;
      const document = await createDocument(em, {
        documentId,
        partnershipId,
        kind: STORY_KIND,
        words: [first, ...others],
      });
      await projectStory(em, { documentId, partnershipId, ...document });
      const summary = words.title ? `created ${story.key}: ${words.title}` : `created ${story.key}`;
      return { kind: 'story.created', nodeType: 'Story', nodeId: story.id, summary };
    }),
  );
  return outcome.nodeId as StoryId;
}

async function newStory(
  em: EntityManager,
  partnershipId: PartnershipId,
  by: MemberId,
  rank: string,
  at: Date,
): Promise<Story> {
  const [next] = await em.execute<{ number: number; key_prefix: string }[]>(NEXT_NUMBER, [partnershipId]);
  if (!next) throw new Error(`partnership ${partnershipId} is gone`);
  const draft: Partial<Story> = {
    id: uuid() as StoryId,
    partnershipId,
    number: next.number,
    key: `${next.key_prefix}-${next.number}`,
    title: '',
    narrative: '',
    state: 'DRAFT',
    stateReason: null,
    stateChangedAt: at,
    stateChangedById: null,
    rank,
    estimate: null,
    criteriaCount: 0,
    agreedCount: 0,
    openQuestions: 0,
    iterationId: null,
    splitFromId: null,
    ownerIds: [],
    labelIds: [],
    createdById: by,
    createdAt: at,
    updatedAt: at,
    // The projection of its first words makes it 1.
    version: 0,
  };
  return Object.assign(new Story(), draft);
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
