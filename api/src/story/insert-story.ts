import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import type * as Y from 'yjs';
import { createDocument, type FirstWords } from '../live/seed.ts';
import { beginAsDraft } from './enter-state.ts';
import { projectStory } from './project-story.ts';
import { Story } from './story.entity.ts';
import { STORY_KIND } from './story.live.ts';

/** A draft that its command has found to be right. */
export interface Draft {
  id: StoryId;
  partnershipId: PartnershipId;
  by: MemberId;
  at: Date;
  /** Under lockRanks. */
  rank: string;
  estimate?: number | null;
  ownerIds: MemberId[];
  labelIds: string[];
  splitFromId?: StoryId;
  /** What the creator writes into its document … */
  write(doc: Y.Doc): void;
  /** … and others after that. */
  others?: FirstWords[];
}

const NEXT_NUMBER = `update partnership set next_story_number = next_story_number + 1 where id = ?
  returning next_story_number - 1 as number, key_prefix`;

/** Inserts a story with its document, its words in rows, in the caller's transaction. */
export async function insertStory(em: EntityManager, draft: Draft): Promise<Story> {
  const story = await newStory(em, draft);
  em.persist(story);
  await em.flush();
  await beginAsDraft(em, story);
  const { partnershipId, by: memberId, at, write, others = [] } = draft;
  const documentId = story.id as string as DocumentId;
  const words: [FirstWords, ...FirstWords[]] = [{ memberId, at, write }, ...others];
  const document = await createDocument(em, { documentId, partnershipId, kind: STORY_KIND, words });
  await projectStory(em, { documentId, partnershipId, ...document });
  return story;
}

async function newStory(em: EntityManager, draft: Draft): Promise<Story> {
  const { id, partnershipId, by, at, rank, ownerIds, labelIds } = draft;
  const [next] = await em.execute<{ number: number; key_prefix: string }[]>(NEXT_NUMBER, [partnershipId]);
  if (!next) throw new Error(`partnership ${partnershipId} is gone`);
  const columns: Partial<Story> = {
    id,
    partnershipId,
    number: next.number,
    key: `${next.key_prefix}-${next.number}`,
    title: '',
    narrative: '',
    state: 'DRAFT',
    stateReason: null,
    stateChangedAt: at,
    stateChangedById: null,
    outcome: null,
    outcomeProvisional: false,
    rank,
    estimate: draft.estimate ?? null,
    criteriaCount: 0,
    agreedCount: 0,
    openQuestions: 0,
    iterationId: null,
    splitFromId: draft.splitFromId ?? null,
    ownerIds,
    labelIds,
    createdById: by,
    createdAt: at,
    updatedAt: at,
    // The projection of its first words makes it 1.
    version: 0,
  };
  return Object.assign(new Story(), columns);
}
