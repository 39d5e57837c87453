import { AnswerQuestion } from '@tandem/schema/story/inputs';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import { notify } from '../partnership/notification/notify.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { editQuestion, type QuestionCommand } from './edit-question.ts';
import { inBrief } from './in-brief.ts';

/**
 * Answers a question for the party that was asked.
 * @throws Refusal NOT_FOUND, FORBIDDEN for an observer and for the other party, CONFLICT when it is open no more, BAD_USER_INPUT.
 */
export async function answerQuestion(
  services: Services,
  actor: MemberRow,
  command: QuestionCommand & { answer: string },
): Promise<void> {
  requireWriter(actor);
  const { answer } = parseInput(AnswerQuestion, command);
  await editQuestion(services, actor, command, async (question, story, em) => {
    if (question.toPartyId !== actor.partyId)
      throw forbidden(`This is asked of the other side: ${actor.party.name} cannot answer for it.`);
    const at = services.clock.now();
    Object.assign(question, { state: 'ANSWERED', answer, answeredById: actor.id, answeredAt: at });
    await notify(em, {
      partnershipId: story.partnershipId,
      kind: 'QUESTION_ANSWERED',
      memberIds: [question.askedById],
      actorId: actor.id,
      text: `${actor.name} answered your question about ${story.key}: ${answer}`,
      nodeType: 'Question',
      nodeId: question.id,
      path: `/stories/${story.key}`,
      at,
    });
    return { verb: 'answered', summary: `answered a question about ${story.key}: “${inBrief(answer)}”` };
  });
}
