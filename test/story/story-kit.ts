import { listCriteria } from '@tandem/schema/story/document';
import { randomUUID } from 'node:crypto';
import type * as Y from 'yjs';
import type { Answer } from '../kit/graphql-client.ts';
import type { Person } from '../kit/people.ts';

interface AgreementNode {
  party: { kind: string };
  member: { name: string };
  version: number;
}

/** What the tests of stories read of one. */
export interface StoryNode {
  id: string;
  key: string;
  title: string;
  narrative: string;
  state: string;
  stateReason: string | null;
  transitions: string[];
  rank: string;
  estimate: number | null;
  criteria: {
    id: string;
    text: string;
    version: number;
    createdBy: { name: string } | null;
    agreed: boolean;
    agreements: AgreementNode[];
    droppedAgreements: AgreementNode[];
  }[];
  criteriaCount: number;
  agreedCount: number;
  openQuestions: number;
  owners: { id: string; name: string }[];
  labels: { id: string; name: string }[];
  inks: { party: { kind: string }; characters: number }[];
  version: number;
  updatedAt: string;
}

export const STORY = `fragment S on Story {
  id key title narrative state stateReason transitions rank estimate criteriaCount agreedCount openQuestions version updatedAt
  criteria {
    id text version createdBy { name } agreed
    agreements { party { kind } member { name } version } droppedAgreements { party { kind } member { name } version }
  }
  owners { id name } labels { id name } inks { party { kind } characters }
}`;

export type Mutation =
  | 'createStory'
  | 'estimateStory'
  | 'rankStory'
  | 'assignStory'
  | 'unassignStory'
  | 'labelStory'
  | 'unlabelStory'
  | 'transitionStory'
  | 'agreeToCriteria'
  | 'withdrawAgreement';

const textOf = (name: Mutation): string =>
  `${STORY} mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { story { ...S } } }`;

/** The story after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function change(by: Person, name: Mutation, input: object): Promise<StoryNode> {
  const data = await by.gql<Record<string, { story: StoryNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { story: StoryNode }).story;
}

/** The first error of a mutation that is to be refused, with its code among its extensions. */
export async function refusal(by: Person, name: Mutation, input: object): Promise<Answer<unknown>['errors'][0] | null> {
  const { errors } = await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } });
  return errors[0] ?? null;
}

const STORY_BY_KEY = `${STORY} query ($slug: String!, $key: String!) { story(slug: $slug, key: $key) { ...S } }`;

export const readStory = async (by: Person, slug: string, key: string): Promise<StoryNode> =>
  (await by.gql<{ story: StoryNode }>(STORY_BY_KEY, { slug, key })).story;

/** Agrees to some of the story's criteria as `story` has them. */
export const agree = (by: Person, story: StoryNode, which: readonly number[] = [...story.criteria.keys()]) =>
  change(by, 'agreeToCriteria', asRead(story, which));

export const asRead = ({ id: storyId, criteria }: StoryNode, which: readonly number[]) => ({
  storyId,
  criteria: which.map((i) => ({
    criterionId: criteria[i]?.id,
    version: criteria[i]?.version,
    text: criteria[i]?.text,
  })),
});

/** The words of a criterion's first paragraph, the criteria counted from 0. */
export function wordsOfCriterion(doc: Y.Doc, index: number): Y.XmlText {
  const [criterion] = listCriteria(doc).slice(index);
  return (criterion?.body.get(0) as Y.XmlElement | undefined)?.get(0) as Y.XmlText;
}

const LABEL = 'mutation ($input: CreateLabelInput!) { createLabel(input: $input) { label { id name } } }';

export const createLabel = async (
  by: Person,
  partnershipId: string,
  name: string,
): Promise<{ id: string; name: string }> =>
  (
    await by.gql<{ createLabel: { label: { id: string; name: string } } }>(LABEL, {
      input: { mutationId: randomUUID(), partnershipId, name },
    })
  ).createLabel.label;

export interface StoryPage {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  edges: { cursor: string; node: { key: string; title: string } }[];
}

const PAGE = `query ($slug: String!, $first: Int, $after: String, $last: Int, $before: String, $filter: StoryFilter, $orderBy: StoryOrder! = RANK) {
  partnership(slug: $slug) {
    stories(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { key title } }
    }
  }
}`;

export const stories = async (by: Person, slug: string, args: object = {}): Promise<StoryPage> =>
  (await by.gql<{ partnership: { stories: StoryPage } }>(PAGE, { slug, ...args })).partnership.stories;

/** The code of a page's refusal, or null when it was answered. */
export const pageRefusal = (by: Person, slug: string, args: object): Promise<string | null> =>
  by.codeOf(PAGE, { slug, ...args });
