import { agreesTo, type OpenStory } from './use-agreement';

export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What a party can do for the story to get ready, such as “agree to 2 criteria, answer 1 question”; null for nothing. */
export function waitsFor({ criteria, questions }: OpenStory, partyId: string): string | null {
  const unread = criteria.filter((criterion) => !agreesTo(criterion, partyId)).length;
  const asked = questions.filter(({ questionState, toParty }) => questionState === 'OPEN' && toParty.id === partyId);
  const todo = [
    unread > 0 && `agree to ${counted(unread, 'criterion', 'criteria')}`,
    asked.length > 0 && `answer ${counted(asked.length, 'question', 'questions')}`,
  ].filter((what) => what !== false);
  return todo.length > 0 ? todo.join(', ') : null;
}
