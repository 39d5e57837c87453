import { restingState } from '@tandem/schema/story/rules';
import { createContext, use } from 'react';
import type { StoryPageQuery } from '../story-page.gql';
import { type OpenPartnership, usePartnership } from '../../partnership/use-partnership';
import { act, toastRefusal } from '../../platform/act';
import { announce } from '../../ui/announce';
import { AgreeToCriteriaDocument, WithdrawAgreementDocument } from './agree-to-criteria.gql';

export type OpenStory = NonNullable<StoryPageQuery['story']>;
export type Criterion = OpenStory['criteria'][number];

export const AgreementContext = createContext<OpenStory | null>(null);

/** Nobody agrees any more to what is over. */
const OVER: ReadonlySet<string> = new Set(['ACCEPTED', 'DROPPED']);

/** The open story’s criteria as rows, and what this viewer’s party may say to them. @throws Error outside the story’s page. */
export function useAgreement() {
  const story = use(AgreementContext);
  if (!story) throw new Error('useAgreement is for what stands on a story’s page');
  const { parties, me, canWrite } = usePartnership();
  const mayAgree = canWrite && !OVER.has(story.state);
  const agree = (criteria: readonly Criterion[]) =>
    attempt(
      'You have not agreed',
      act(
        AgreeToCriteriaDocument,
        {
          storyId: story.id,
          criteria: criteria.map(({ id, version, text }) => ({ criterionId: id, version, text })),
        },
        { optimistic: { agreeToCriteria: agreed(story, new Set(criteria), me, parties.length) } },
      ),
      `You agreed for ${me.party.name}`,
    );
  const takeBack = (criterion: Criterion) =>
    attempt(
      'The agreement stands',
      act(
        WithdrawAgreementDocument,
        { storyId: story.id, criterionId: criterion.id },
        { optimistic: { withdrawAgreement: withdrawn(story, criterion, me.party.id) } },
      ),
      `You took back ${me.party.name}’s agreement`,
    );
  return { story, parties, me, mayAgree, agree, takeBack };
}

export const agreesTo = (criterion: Criterion, partyId: string) =>
  criterion.agreements.find(({ party }) => party.id === partyId);

async function attempt(failed: string, action: Promise<unknown>, done: string): Promise<void> {
  try {
    await action;
    announce(done);
  } catch (error) {
    toastRefusal(failed, error);
  }
}

function agreed(story: OpenStory, which: ReadonlySet<Criterion>, me: OpenPartnership['me'], partyCount: number) {
  const at = new Date().toISOString();
  const criteria = story.criteria.map((criterion) => {
    if (!which.has(criterion)) return criterion;
    const mine = { __typename: 'CriterionAgreement' as const, party: me.party, member: me, at };
    const agreements = [...criterion.agreements, { ...mine, version: criterion.version }];
    const droppedAgreements = criterion.droppedAgreements.filter(({ party }) => party.id !== me.party.id);
    return { ...criterion, agreements, droppedAgreements, agreed: agreements.length >= partyCount };
  });
  return standing(story, criteria);
}

const withdrawn = (story: OpenStory, { id }: Criterion, partyId: string) =>
  standing(
    story,
    story.criteria.map((criterion) =>
      criterion.id === id
        ? {
            ...criterion,
            agreed: false,
            agreements: criterion.agreements.filter(({ party }) => party.id !== partyId),
          }
        : criterion,
    ),
  );

/** What the server will answer: the state of a draft or a ready story follows. */
function standing(story: OpenStory, criteria: readonly Criterion[]) {
  const next = { ...story, criteria: [...criteria], agreedCount: criteria.filter((one) => one.agreed).length };
  const rests = story.state === 'DRAFT' || story.state === 'READY';
  return {
    __typename: 'StoryPayload' as const,
    story: rests ? { ...next, state: restingState(next) } : next,
  };
}
