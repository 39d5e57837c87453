import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStory, type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { setClock } from './iteration-kit.ts';
import { act, promised } from './promise-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

interface Waiting {
  party: { kind: string };
  openDays: number;
  items: number;
  answeredDays: number;
  answeredItems: number;
}
async function waiting(by: Person, { slug }: TestPartnership): Promise<Waiting[]> {
  const { partnership } = await by.gql<{ partnership: { waiting: Waiting[] } }>(
    `query ($slug: String!) {
      partnership(slug: $slug) { waiting { party { kind } openDays items answeredDays answeredItems } }
    }`,
    { slug },
  );
  return partnership.waiting;
}
const mutate = (by: Person, name: string, type: string, selection: string, input: object) =>
  by.gql<Record<string, Record<string, { id: string }>>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} { id } } }`,
    { input: { mutationId: randomUUID(), ...input } },
  );

test('how long each side is waited for, worked by hand', async () => {
  setClock(server, '2027-03-01T12:00:00Z');
  const p = await partnershipWithTwoParties(server);
  expect(await waiting(p.client, p)).toEqual([
    { party: { kind: 'CLIENT' }, openDays: 0, items: 0, answeredDays: 0, answeredItems: 0 },
    { party: { kind: 'VENDOR' }, openDays: 0, items: 0, answeredDays: 0, answeredItems: 0 },
  ]);
  // Monday noon: the client promises, and is asked for another promise.
  const own = await promised(p.client, p, 'CLIENT', { dueOn: '2027-03-31' });
  await promised(p.vendor, p, 'CLIENT', { dueOn: '2027-03-31' });
  // Tuesday noon: a question each way.
  setClock(server, '2027-03-02T12:00:00Z');
  const story = await createStory(p.client, p.id);
  const ask = (by: Person, toPartyId: string) =>
    mutate(by, 'askQuestion', 'AskQuestionInput', 'question', {
      ...{ storyId: story.id, toPartyId, text: 'Which depots?', dueOn: '2027-03-31' },
    });
  await ask(p.vendor, p.clientPartyId);
  const { askQuestion } = await ask(p.client, p.vendorPartyId);
  // Wednesday noon: the client's own promise is reported kept, after 2 days; the vendor answers, after 1.
  setClock(server, '2027-03-03T12:00:00Z');
  await act(p.client, 'reportPromiseKept', { promiseId: own.id });
  await mutate(p.vendor, 'answerQuestion', 'AnswerQuestionInput', 'question', {
    ...{ questionId: askQuestion?.question?.id, answer: 'All of them' },
  });
  // Thursday midnight: the promise asked for has waited 3.5 days, the question 2.5.
  setClock(server, '2027-03-05T00:00:00Z');
  const [client, vendor] = await waiting(p.vendor, p);
  expect(client).toMatchObject({ items: 2, answeredItems: 1 });
  expect(client?.openDays).toBeCloseTo(6, 1);
  expect(client?.answeredDays).toBeCloseTo(2, 1);
  expect(vendor).toMatchObject({ openDays: 0, items: 0, answeredItems: 1 });
  expect(vendor?.answeredDays).toBeCloseTo(1, 1);
  // What was answered more than 28 days ago is told no more; what is open is waited for on.
  setClock(server, '2027-04-01T00:00:00Z');
  const [later] = await waiting(p.vendor, p);
  expect(later).toMatchObject({ items: 2, answeredDays: 0, answeredItems: 0 });
  expect(later?.openDays).toBeCloseTo(60, 1);
  await p.close();
});

test('how each side keeps its promises: kept of those decided', async () => {
  setClock(server, '2027-05-03T12:00:00Z');
  const p = await partnershipWithTwoParties(server);
  const dueOn = '2027-05-04';
  const [a, b, , d] = [
    await promised(p.client, p, 'CLIENT', { dueOn }),
    await promised(p.client, p, 'CLIENT', { dueOn }),
    await promised(p.client, p, 'CLIENT', { dueOn }),
    await promised(p.client, p, 'CLIENT', { dueOn }),
  ];
  for (const { id: promiseId } of [a, b]) {
    await act(p.client, 'reportPromiseKept', { promiseId });
    await act(p.vendor, 'confirmPromise', { promiseId });
  }
  await act(p.client, 'proposeRenegotiation', { promiseId: d.id, dueOn: '2027-05-20', reason: 'Audit' });
  await act(p.vendor, 'consentToRenegotiation', { promiseId: d.id, dueOn: '2027-05-20' });
  setClock(server, '2027-05-06T12:00:00Z');
  await server.runDue();
  const { partnership } = await p.vendor.gql<{ partnership: { promiseReliability: object[] } }>(
    `query ($slug: String!) { partnership(slug: $slug) {
      promiseReliability { party { kind } kept missed renegotiated declined open ratio } } }`,
    { slug: p.slug },
  );
  // Two kept and one missed: 2 of 3.
  expect(partnership.promiseReliability).toEqual([
    { party: { kind: 'CLIENT' }, kept: 2, missed: 1, renegotiated: 1, declined: 0, open: 1, ratio: 2 / 3 },
    { party: { kind: 'VENDOR' }, kept: 0, missed: 0, renegotiated: 0, declined: 0, open: 0, ratio: null },
  ]);
  await p.close();
});
