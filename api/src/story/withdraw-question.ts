import type { PartyId } from '@tandem/schema/ids';
import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { editQuestion, type QuestionCommand } from './edit-question.ts';

const ASKER = 'select m.party_id as "partyId", p.name from member m join person p on p.id = m.person_id where m.id = ?';

/**
 * Takes back a question that nobody has answered.
 * @throws Refusal NOT_FOUND, FORBIDDEN for all but who asked it and the leads of their party, CONFLICT when it is open no more.
 */
export async function withdrawQuestion(services: Services, actor: MemberRow, command: QuestionCommand): Promise<void> {
  await editQuestion(services, actor, command, async (question, story, em) => {
    const [asker] = await em.execute<{ partyId: PartyId; name: string }[]>(ASKER, [question.askedById]);
    const isTheirLead = actor.role === 'LEAD' && actor.partyId === asker?.partyId;
    if (question.askedById !== actor.id && !isTheirLead)
      throw forbidden(`${asker?.name} asked this: only they or a lead of their party can take it back.`);
    Object.assign(question, { state: 'WITHDRAWN', withdrawnAt: services.clock.now() });
    return { verb: 'withdrawn', summary: `took back a question about ${story.key}` };
  });
}
