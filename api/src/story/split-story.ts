import type { EntityManager } from '@mikro-orm/postgresql';
import type { CriterionId, DocumentId, StoryId } from '@tandem/schema/ids';
import {
  type CriterionEntry,
  criteriaOf,
  listCriteria,
  narrativeOf,
  removeCriterion,
  titleOf,
} from '@tandem/schema/story/document';
import { SplitStory } from '@tandem/schema/story/inputs';
import { IN_ITERATION } from '@tandem/schema/story/rules';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { v4, v7 as uuid } from 'uuid';
import * as Y from 'yjs';
import { loadDoc } from '../live/sync.ts';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { insertStory } from './insert-story.ts';
import { lockRanks, rankNextTo, withRanks } from './rank.ts';
import { enterSplit, lockWeekOf, requireScope, type SplitScope } from './split-in-scope.ts';
import type { Story } from './story.entity.ts';

/**
 * Makes a new draft of some of a story's criteria, right after it in the backlog, then takes them out of the old one as an edit
 * of the actor's. The new story is there first: should the server die in between, its criteria stand in both, and the same
 * mutation sent again takes them out.
 * @returns the new story's id. @throws Refusal BAD_USER_INPUT for no title or no criteria, NOT_FOUND for a criterion that the
 * story does not have, FORBIDDEN, CONFLICT for all of its criteria, or for a story of a
 * committed week without who asked and why.
 */
export async function splitStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { criterionIds: readonly string[]; title: string; scope?: SplitScope | null },
): Promise<string> {
  requireWriter(actor);
  const { title, criterionIds } = parseInput(SplitStory, command);
  const documentId = command.storyId.toLowerCase() as DocumentId;
  const { doc } = await loadDoc(services.sql, documentId);
  const newId = await withRanks(services, actor.partnershipId, () =>
    editStory(
      services,
      actor,
      command,
      async (story, em) => {
        const at = services.clock.now();
        const { made, summary } = await splitWithin(em, story, doc, { ...command, title, criterionIds, by: actor, at });
        return { verb: 'split', summary, node: { type: 'Story', id: made.id } };
      },
      async (em) => {
        await lockRanks(em, actor.partnershipId);
        await lockWeekOf(em, actor, documentId);
      },
    ),
  );
  doc.destroy();
  await takeOutCriteria(services, actor, documentId, criterionIds);
  return newId;
}

interface Split {
  title: string;
  /** In lower case. */
  criterionIds: readonly string[];
  scope?: SplitScope | null;
  by: MemberRow;
  at: Date;
}

/**
 * Makes the new draft in the caller's transaction, under lockRanks and the locks of the story and its week; takeOutCriteria
 * follows once it has committed. @param doc the story's words. @throws Refusal as splitStory does.
 */
export async function splitWithin(
  em: EntityManager,
  story: Story,
  doc: Y.Doc,
  { title, criterionIds, scope, by, at }: Split,
): Promise<{ made: Story; summary: string }> {
  requireScope(story, scope);
  const moved = entriesNamed(doc, criterionIds);
  const { partnershipId, ownerIds, labelIds } = story;
  const id = uuid() as StoryId;
  const rank = await rankNextTo(em, { id, partnershipId, rank: '' }, { afterId: story.id });
  const made = await insertStory(em, {
    ...{ id, partnershipId, by: by.id, at, rank: rank ?? '' },
    ...{ ownerIds, labelIds, splitFromId: story.id, write: (fresh) => writeWords(fresh, title, moved) },
  });
  const summary =
    scope && IN_ITERATION.has(story.state)
      ? await enterSplit(em, story, made, { scope, by, at })
      : `split ${made.key} from ${story.key}: ${title}`;
  return { made, summary };
}

/** Takes what went to a new story out of the old one, as an edit of the actor's; what is gone already stays so. */
export async function takeOutCriteria(
  services: Services,
  actor: MemberRow,
  documentId: DocumentId,
  criterionIds: readonly string[],
): Promise<void> {
  await services.live.edit(documentId, actor.id, (old) => {
    for (const id of criterionIds) if (criteriaOf(old).has(id)) removeCriterion(old, id as CriterionId);
  });
  await services.live.projectNow(documentId);
}

/** @throws Refusal NOT_FOUND for one that is not there, CONFLICT when none would be left. */
function entriesNamed(doc: Y.Doc, ids: readonly string[]): CriterionEntry[] {
  const all = listCriteria(doc);
  const wanted = new Set(ids);
  const named = all.filter(({ id }) => wanted.has(id));
  if (named.length < wanted.size) throw notFound('criterion');
  if (named.length === all.length) throw conflict('A split leaves something behind: keep at least one criterion here.');
  return named;
}

function writeWords(doc: Y.Doc, title: string, criteria: readonly CriterionEntry[]): void {
  titleOf(doc).insert(0, title);
  writeParagraphs(narrativeOf(doc), '');
  for (const { rank, body } of criteria) {
    const entry = new Y.Map<unknown>();
    entry.set('rank', rank);
    entry.set('body', body.clone());
    // New ids: those of the old story name its history.
    criteriaOf(doc).set(v4(), entry);
  }
}
