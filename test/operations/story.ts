import { randomUUID } from 'node:crypto';
import { createStory, type Person } from '../kit/people.ts';
import { criteriaOf } from '../kit/ready-stories.ts';
import { F, input, mutation, N, OK, onStory, type Row, U, WRITER } from './row.ts';
import type { World } from './world.ts';

const ASK = mutation('askQuestion', 'question { id }');

/** A question of the client's lead to their own party, so that both its member and its lead may answer. */
async function questionOf({ actors, partnership, storyId }: World): Promise<string> {
  const { askQuestion } = await actors.lead.gql<{ askQuestion: { question: { id: string } } }>(ASK, {
    input: {
      ...{ mutationId: randomUUID(), storyId, toPartyId: partnership.clientPartyId, text: 'Which depots?' },
      dueOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    },
  });
  return askQuestion.question.id;
}

/** Agreement on the wording of a story, and questions about it. */
export const story: Record<string, Row> = {
  'Mutation.agreeToCriteria': onStory('agreeToCriteria', WRITER, ({ criterion }) => ({ criteria: [criterion] })),
  'Mutation.withdrawAgreement': onStory('withdrawAgreement', WRITER, ({ criterion: { criterionId } }) => ({
    criterionId,
  })),
  'Mutation.splitStory': {
    document: mutation('splitStory', 'split { id }'),
    variables: async ({ actors, partnership }) => {
      const whole = await createStory(actors.lead as Person, partnership.id, {
        criteria: ['It is seen', 'It is printed'],
      });
      const [criterion] = await criteriaOf(actors.lead as Person, whole.id);
      return input({ storyId: whole.id, criterionIds: [criterion?.id], title: 'On paper' });
    },
    outcomes: WRITER,
  },
  'Mutation.askQuestion': {
    document: ASK,
    variables: ({ partnership, storyId }) =>
      input({
        ...{ storyId, toPartyId: partnership.vendorPartyId, text: 'Which depots?' },
        dueOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      }),
    outcomes: WRITER,
  },
  'Mutation.answerQuestion': {
    document: mutation('answerQuestion', 'question { id }'),
    variables: async (world) => input({ questionId: await questionOf(world), answer: 'All three.' }),
    outcomes: [U, N, N, F, F, OK, OK],
  },
  'Mutation.withdrawQuestion': {
    document: mutation('withdrawQuestion', 'question { id }'),
    variables: async (world) => input({ questionId: await questionOf(world) }),
    outcomes: [U, N, N, F, F, F, OK],
  },
};
