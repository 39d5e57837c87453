import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../kit/clock.ts';
import { RefusedError } from '../kit/graphql-client.ts';
import { createStory, type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { createReadyStory } from '../kit/ready-stories.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, readStory, type StoryNode } from './story-kit.ts';

const QUESTION = `fragment Q on Question {
  id text state dueOn dueAt answer askedBy { name } toParty { name } answeredBy { name } story { key state openQuestions }
}`;
interface QuestionNode {
  id: string;
  text: string;
  state: string;
  dueOn: string;
  dueAt: string;
  answer: string | null;
  askedBy: { name: string };
  toParty: { name: string };
  answeredBy: { name: string } | null;
  story: { key: string; state: string; openQuestions: number };
}
type Name = 'askQuestion' | 'answerQuestion' | 'withdrawQuestion';

async function act(by: Person, name: Name, input: object): Promise<QuestionNode> {
  const document = `${QUESTION} mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { question { ...Q } }
  }`;
  const data = await by.gql<Record<string, { question: QuestionNode }>>(document, {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { question: QuestionNode }).question;
}

const refusalOf = async (by: Person, name: Name, input: object): Promise<RefusedError> => {
  const outcome = await act(by, name, input).catch((error: unknown) => error);
  if (!(outcome instanceof RefusedError)) throw new Error(`${name} was not refused`);
  return outcome;
};

describe('questions about a story', () => {
  let server: TestServer;
  let p: TestPartnership;
  let story: { id: string; key: string };
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });
  beforeEach(async () => {
    story = await createReadyStory(p);
  });

  const day = (ahead: number): string =>
    new Date(server.clock.now().getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
  const ask = (input: object = {}, by = p.vendor): Promise<QuestionNode> =>
    act(by, 'askQuestion', { ...asked(), ...input });
  const asked = () => ({ storyId: story.id, toPartyId: p.clientPartyId, text: 'Which depots?', dueOn: day(3) });
  const read = (): Promise<StoryNode> => readStory(p.client, p.slug, story.key);
  const told = (kind: string): Promise<{ member_id: string; text: string }[]> =>
    server.database.query(
      `select n.member_id, n.text from notification n join question q on q.id = n.node_id
       where n.kind = $1 and q.story_id = $2 order by n.member_id`,
      kind,
      story.id,
    );
  const changes = async (): Promise<string[]> => {
    const rows = await server.database.query<{ kind: string; summary: string }>(
      `select kind, summary from change_event where kind like 'question.%' order by seq desc limit 2`,
    );
    return rows.map(({ kind, summary }) => `${kind}: ${summary}`).reverse();
  };

  test('an open question keeps a story from READY until it is answered', async () => {
    expect((await read()).state).toBe('READY');
    const question = await ask();
    expect(question).toMatchObject({
      text: 'Which depots?',
      state: 'OPEN',
      dueOn: day(3),
      askedBy: { name: 'Tomás Herrera' },
      toParty: { name: 'Meridian Transit' },
      answer: null,
      story: { key: story.key, state: 'DRAFT', openQuestions: 1 },
    });
    const answered = await act(p.client, 'answerQuestion', {
      questionId: question.id,
      answer: ' All three.\nNo more. ',
    });
    expect(answered).toMatchObject({
      state: 'ANSWERED',
      answer: 'All three.\nNo more.',
      answeredBy: { name: 'Priya Raman' },
      story: { state: 'READY', openQuestions: 0 },
    });
    expect(await changes()).toEqual([
      `question.asked: asked Meridian Transit about ${story.key}: “Which depots?”, so it is a draft again`,
      `question.answered: answered a question about ${story.key}: “All three. No more.”, and it is ready`,
    ]);
  });

  test('one that is taken back keeps nothing either', async () => {
    const question = await ask();
    const withdrawn = await act(p.vendor, 'withdrawQuestion', { questionId: question.id });
    expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', story: { state: 'READY' } });
  });

  test('every question is asked and answered where everybody reads it, the open ones first', async () => {
    const [late, soon, done] = [
      await ask({ text: 'Late', dueOn: day(9) }),
      await ask({ text: 'Soon', dueOn: day(1) }),
      await ask({ text: 'Done' }),
    ];
    await act(p.client, 'answerQuestion', { questionId: done.id, answer: 'Yes' });
    const other = await createStory(p.client, p.id);
    await ask({ storyId: other.id, text: 'Elsewhere' });
    const all = `query ($slug: String!) {
      partnership(slug: $slug) { stories(first: 500) { edges { node { key questions { id text } open: questions(state: OPEN) { text } } } } }
    }`;
    const { person } = await p.join('CLIENT', 'OBSERVER');
    const { partnership } = await person.gql<{
      partnership: {
        stories: {
          edges: { node: { key: string; questions: { id: string; text: string }[]; open: { text: string }[] } }[];
        };
      };
    }>(all, { slug: p.slug });
    const of = (key: string) => partnership.stories.edges.find(({ node }) => node.key === key)?.node;
    expect(of(story.key)?.questions.map(({ id }) => id)).toEqual([soon.id, late.id, done.id]);
    expect(of(story.key)?.open.map(({ text }) => text)).toEqual(['Soon', 'Late']);
    expect(of(other.key)?.questions.map(({ text }) => text)).toEqual(['Elsewhere']);
    const node = await person.gql<{ node: { text: string } }>(
      'query ($id: ID!) { node(id: $id) { ... on Question { text } } }',
      { id: soon.id },
    );
    expect(node.node.text).toBe('Soon');
  });

  test('the asked party answers: nobody else, and only once', async () => {
    const { id: questionId } = await ask();
    expect((await refusalOf(p.vendor, 'answerQuestion', { questionId, answer: 'I do' })).code).toBe('FORBIDDEN');
    const { person } = await p.join('CLIENT', 'OBSERVER');
    expect((await refusalOf(person, 'answerQuestion', { questionId, answer: 'I do' })).code).toBe('FORBIDDEN');
    const both = await Promise.allSettled(
      ['One', 'Two'].map((answer) => act(p.client, 'answerQuestion', { questionId, answer })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const again = await refusalOf(p.client, 'answerQuestion', { questionId, answer: 'Three' });
    expect([again.code, again.message]).toEqual([
      'CONFLICT',
      'CONFLICT: This question has an answer already. Ask another one if you need more.',
    ]);
    expect((await refusalOf(p.vendor, 'withdrawQuestion', { questionId })).code).toBe('CONFLICT');
    expect((await read()).openQuestions).toBe(0);
  });

  test('who asked takes it back, or a lead of theirs: nobody of the other side', async () => {
    const { person } = await p.join('VENDOR', 'MEMBER');
    const mine = await ask({}, person);
    const leads = await ask();
    expect((await refusalOf(p.client, 'withdrawQuestion', { questionId: mine.id })).code).toBe('FORBIDDEN');
    expect((await refusalOf(person, 'withdrawQuestion', { questionId: leads.id })).code).toBe('FORBIDDEN');
    expect((await act(p.vendor, 'withdrawQuestion', { questionId: mine.id })).state).toBe('WITHDRAWN');
    const gone = await refusalOf(p.client, 'answerQuestion', { questionId: mine.id, answer: 'Too late' });
    expect(gone.message).toBe('CONFLICT: This question was taken back. Ask another one if you need more.');
  });

  test('the asked party’s leads and its owners of the story are told, and whoever asked hears of the answer', async () => {
    const owner = await p.join('CLIENT', 'MEMBER', 'Ola Owner');
    await p.join('CLIENT', 'MEMBER', 'Nia Neighbour');
    for (const memberId of [owner.memberId, p.vendorMemberId])
      await change(p.client, 'assignStory', { storyId: story.id, memberId });
    const { id: questionId } = await ask();
    expect(await told('QUESTION_ASKED')).toEqual(
      [p.clientMemberId, owner.memberId].sort().map((member_id) => ({
        member_id,
        text: `Tomás Herrera asks about ${story.key}: Which depots?`,
      })),
    );
    await act(owner.person, 'answerQuestion', { questionId, answer: 'Two of them.' });
    expect(await told('QUESTION_ANSWERED')).toEqual([
      { member_id: p.vendorMemberId, text: `Ola Owner answered your question about ${story.key}: Two of them.` },
    ]);
  });

  test('a mutation sent twice asks once', async () => {
    const mutationId = randomUUID();
    const [one, two] = await Promise.all([ask({ mutationId }), ask({ mutationId })]);
    expect(two.id).toBe(one.id);
    expect((await read()).openQuestions).toBe(1);
  });

  test('it is due by the end of the day where the asked party works', async () => {
    const calendar = `mutation ($input: SetWorkingCalendarInput!) { setWorkingCalendar(input: $input) { party { id } } }`;
    await p.client.gql(calendar, {
      input: {
        ...{ mutationId: randomUUID(), partyId: p.clientPartyId, timeZone: 'Pacific/Auckland' },
        ...{ weekdays: [1, 2, 3, 4, 5], opensAt: '09:00', closesAt: '17:00', holidays: [] },
      },
    });
    const { dueAt } = await ask({ dueOn: '2027-06-10' });
    expect(dueAt).toBe('2027-06-10T12:00:00.000Z');
  });

  test.for([
    ['31 February', { dueOn: '2027-02-31' }, 'There is no 31 February 2027'],
    ['a day that is past', { dueOn: '2020-01-01' }, '2020-01-01 is past'],
    ['a day in a hundred years', { dueOn: '2126-01-01' }, 'more than a year ahead'],
    ['a moment', { dueOn: '2027-06-10T12:00:00Z' }, 'A day is written as'],
    ['no words', { text: ' \n ' }, 'The question is missing'],
    ['ten thousand characters', { text: 'x'.repeat(10_000) }, 'keep it to 2000 characters'],
    ['a null character', { text: 'a\0b' }, 'cannot be shown'],
  ] as const)('a question is refused for %s', async ([, input, sentence]) => {
    const refused = await refusalOf(p.vendor, 'askQuestion', { ...asked(), ...input });
    expect(refused.code).toBe('BAD_USER_INPUT');
    expect(refused.message).toContain(sentence);
  });

  test('an answer has 1 to 4,000 characters', async () => {
    const { id: questionId } = await ask();
    for (const answer of ['', ' ', 'x'.repeat(4_001)])
      expect((await refusalOf(p.client, 'answerQuestion', { questionId, answer })).code).toBe('BAD_USER_INPUT');
  });

  test('what belongs elsewhere is unknown', async () => {
    const theirs = await partnershipWithTwoParties(server, 'Another');
    const foreign = await createStory(theirs.client, theirs.id);
    const { id: questionId } = await ask();
    const refused = [
      await refusalOf(p.vendor, 'askQuestion', { ...asked(), toPartyId: theirs.clientPartyId }),
      await refusalOf(p.vendor, 'askQuestion', { ...asked(), storyId: foreign.id }),
      await refusalOf(theirs.client, 'answerQuestion', { questionId, answer: 'Mine' }),
      await refusalOf(theirs.client, 'withdrawQuestion', { questionId }),
      await refusalOf(p.client, 'answerQuestion', { questionId: 'nowhere', answer: 'Mine' }),
    ];
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'NOT_FOUND'));
    expect(await theirs.client.codeOf('query ($id: ID!) { node(id: $id) { id } }', { id: questionId })).toBe(
      'NOT_FOUND',
    );
    await theirs.close();
  });

  test('fifty open questions are enough', async () => {
    await server.database.query('update story set open_questions = 50 where id = $1', story.id);
    expect((await refusalOf(p.vendor, 'askQuestion', asked())).code).toBe('CONFLICT');
  });
});
