import { onStory, type Row, WRITER } from './row.ts';

/** Agreement on the wording of a story, and questions about it. */
export const story: Record<string, Row> = {
  'Mutation.agreeToCriteria': onStory('agreeToCriteria', WRITER, ({ criterion }) => ({ criteria: [criterion] })),
  'Mutation.withdrawAgreement': onStory('withdrawAgreement', WRITER, ({ criterion: { criterionId } }) => ({
    criterionId,
  })),
};
