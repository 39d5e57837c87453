import type { CriterionId, MemberId, PartyId } from '@tandem/schema/ids';
import { listCriteria, narrativeOf, titleOf } from '@tandem/schema/story/document';
import { plainText } from '@tandem/schema/text/paragraphs';
import { charactersByClient, clientOfCriterion } from '@tandem/schema/story/inks';
import { CRITERIA_MAX, CRITERION_MAX, NARRATIVE_MAX, TITLE_MAX } from '@tandem/schema/story/rules';
import { validate as isUuid } from 'uuid';
import type { DocumentState, Projection } from '../live/document-kind.ts';
import { plainWords } from '../live/plain-words.ts';

/** tsvector takes a megabyte at most; criteria past this stay in their own rows and are not searched. */
const SEARCHED_CRITERIA_MAX = 60_000;
const RANK_MAX = 200;

/** A story's words as rows hold them: plain text that PostgreSQL takes, whatever a page has put into the document. */
export interface StoryWords {
  title: string;
  narrative: string;
  criteria: { id: CriterionId; rank: string; text: string; createdById: MemberId | null }[];
  criteriaText: string;
  inks: { partyId: PartyId; characters: number }[];
}

export function wordsOf(projection: Projection, partyOf: ReadonlyMap<MemberId, PartyId>): StoryWords {
  const byParty = new Map<PartyId, number>();
  for (const [member, characters] of charactersByMember(projection)) {
    const partyId = partyOf.get(member);
    if (partyId) byParty.set(partyId, (byParty.get(partyId) ?? 0) + characters);
  }
  const words = plainWordsOf(projection);
  return {
    ...words,
    criteriaText: plainWords(words.criteria.map(({ text }) => text).join('\n'), SEARCHED_CRITERIA_MAX),
    inks: [...byParty].map(([partyId, characters]) => ({ partyId, characters })),
  };
}

export function plainWordsOf({ doc, writers }: DocumentState): Pick<StoryWords, 'title' | 'narrative' | 'criteria'> {
  return {
    title: plainWords(titleOf(doc).toString().replace(/\s+/g, ' ').trim(), TITLE_MAX),
    narrative: plainWords(plainText(narrativeOf(doc)), NARRATIVE_MAX),
    criteria: listCriteria(doc)
      .filter(({ id }) => isUuid(id) && id === id.toLowerCase())
      .slice(0, CRITERIA_MAX)
      .map(({ id, rank, body }) => ({
        id,
        rank: plainWords(rank, RANK_MAX),
        text: plainWords(plainText(body), CRITERION_MAX),
        createdById: writers.get(clientOfCriterion(doc, id) ?? -1) ?? null,
      })),
  };
}

/** How many of the characters as they stand each member wrote. */
export function charactersByMember({ doc, writers }: DocumentState): Map<MemberId, number> {
  const byMember = new Map<MemberId, number>();
  for (const [clientId, characters] of charactersByClient(doc)) {
    const member = writers.get(clientId);
    if (member) byMember.set(member, (byMember.get(member) ?? 0) + characters);
  }
  return byMember;
}
