import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartyId, QuestionId } from '@tandem/schema/ids';
import { AskQuestion } from '@tandem/schema/story/inputs';
import { OPEN_QUESTIONS_MAX } from '@tandem/schema/story/rules';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { calendarOf } from '../partnership/calendar/calendars.sql.ts';
import { dueFrom } from '../partnership/calendar/due-day.ts';
import type { MemberRow } from '../partnership/membership.ts';
import { notify } from '../partnership/notification/notify.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { inBrief } from './in-brief.ts';
import { Question } from './question.entity.ts';
import type { Story } from './story.entity.ts';

const PARTY = 'select id, name from party where partnership_id = ? and id = ?';
/** Who is to see that it is answered: the party's leads, and those of its people who own the story. */
const ASKED = `select id from member where partnership_id = ? and party_id = ? and left_at is null
  and (role = 'LEAD' or role in ('MEMBER', 'SPONSOR') and id = any(?::uuid[]))`;

/**
 * Asks a party something about a story, which is not ready until it is answered. @returns the question's id.
 * @throws Refusal NOT_FOUND for a story or party of elsewhere, FORBIDDEN for an observer, BAD_USER_INPUT for the text, and for a
 * day that does not exist, is past where the party works, or more than a year ahead; CONFLICT past 50 open ones.
 */
export async function askQuestion(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { toPartyId: string; text: string; dueOn: string },
): Promise<string> {
  const { text, dueOn } = parseInput(AskQuestion, command);
  return editStory(services, actor, command, async (story, em) => {
    const party = await partyIn(em, actor, command.toPartyId);
    if (story.openQuestions >= OPEN_QUESTIONS_MAX)
      throw conflict(`${story.key} has ${OPEN_QUESTIONS_MAX} open questions. Have some answered first.`);
    const askedAt = services.clock.now();
    const { timeZone } = await calendarOf(em, party.id);
    const dueAt = dueFrom(dueOn, { timeZone, now: askedAt, partyName: party.name });
    const { partnershipId, id: storyId } = story;
    const asked: Partial<Question> = {
      ...{ id: uuid() as QuestionId, partnershipId, storyId, text, dueOn, dueAt, askedAt },
      ...{ askedById: actor.id, toPartyId: party.id, state: 'OPEN' },
      ...{ answer: null, answeredById: null, answeredAt: null, withdrawnAt: null },
    };
    const question = Object.assign(new Question(), asked);
    em.persist(question);
    story.openQuestions += 1;
    await tell(em, actor, { story, question, partyId: party.id });
    const summary = `asked ${party.name} about ${story.key}: “${inBrief(text)}”`;
    return { verb: 'asked', summary, node: { type: 'Question', id: question.id } };
  });
}

async function partyIn(
  em: EntityManager,
  { partnershipId }: MemberRow,
  id: string,
): Promise<{ id: PartyId; name: string }> {
  const [party] = isUuid(id) ? await em.execute<{ id: PartyId; name: string }[]>(PARTY, [partnershipId, id]) : [];
  if (!party) throw notFound('party');
  return party;
}

async function tell(
  em: EntityManager,
  actor: MemberRow,
  { story, question, partyId }: { story: Story; question: Question; partyId: PartyId },
): Promise<void> {
  const asked = await em.execute<{ id: MemberId }[]>(ASKED, [
    ...[story.partnershipId, partyId, `{${story.ownerIds.join(',')}}`],
  ]);
  await notify(em, {
    partnershipId: story.partnershipId,
    kind: 'QUESTION_ASKED',
    memberIds: asked.map(({ id }) => id),
    actorId: actor.id,
    text: `${actor.name} asks about ${story.key}: ${question.text}`,
    nodeType: 'Question',
    nodeId: question.id,
    path: `/stories/${story.key}`,
    at: question.askedAt,
  });
}
