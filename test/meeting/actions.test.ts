import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act as actOnPromise, promised, readPromises } from '../iteration/promise-kit.ts';
import { DAY_MS } from '../kit/clock.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { act, changesSince, lastSeq, type OpenMeeting, openMeeting, refused, setMeetingState } from './record-kit.ts';

describe('actions, which become promises', () => {
  let server: TestServer;
  let p: TestPartnership;
  let meeting: OpenMeeting;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
    meeting = await openMeeting(server, p, '2026-W47');
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });
  const day = (ahead: number): string =>
    new Date(server.clock.now().getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
  const action = (more: object = {}) => ({
    ...{ meetingId: meeting.meetingId, stageId: meeting.stages.PROMISES, text: 'Access to the tablet', dueOn: day(3) },
    ...more,
  });

  test('an action for one’s own party is an open promise, which knows its meeting', async () => {
    const seq = await lastSeq(server, p);
    const { actions } = await act(p.client, 'recordAction', action({ ownerId: p.clientMemberId }));
    expect(actions).toEqual([
      {
        stageId: meeting.stages.PROMISES,
        promise: {
          ...{ id: expect.any(String), key: 'P-1', text: 'Access to the tablet', state: 'OPEN', dueOn: day(3) },
          ...{ meetingNumber: meeting.number, ownerParty: { kind: 'CLIENT' }, toParty: { kind: 'VENDOR' } },
          ...{ owner: { name: 'Priya Raman' }, story: null },
        },
      },
    ]);
    expect(await changesSince(server, p, seq)).toEqual([
      `Priya Raman meeting.actionRecorded: recorded P-1 as an action of meeting ${meeting.number}: Access to the tablet`,
      `Priya Raman promise.made: promised Fieldnote Software P-1, by ${day(3)}: Access to the tablet`,
    ]);
  });

  test('one for the other party is asked of it, and it answers as to any promise', async () => {
    const story = await createStory(p.client, p.id);
    const { actions } = await act(p.client, 'recordAction', action({ ownerId: p.vendorMemberId, storyId: story.id }));
    const asked = actions.at(-1)?.promise;
    expect(asked).toMatchObject({ state: 'ASKED', ownerParty: { kind: 'VENDOR' }, story: { key: story.key } });
    const told = await server.database.query<{ text: string; kind: string }>(
      'select kind, text from notification where node_id = $1',
      asked?.id,
    );
    expect(told).toEqual([{ kind: 'PROMISE_ASKED', text: expect.stringContaining('asks Fieldnote Software for P-2') }]);
    const accepted = await actOnPromise(p.vendor, 'acceptPromise', { promiseId: asked?.id });
    expect(accepted.state).toBe('OPEN');
  });

  test('a promise that was made elsewhere has no meeting', async () => {
    const elsewhere = await promised(p.client, p, 'CLIENT', { dueOn: day(2) });
    const { partnership } = await p.vendor.gql<{
      partnership: { promises: { edges: { node: { key: string; meetingNumber: number | null } }[] } };
    }>('query ($slug: String!) { partnership(slug: $slug) { promises { edges { node { key meetingNumber } } } } }', {
      slug: p.slug,
    });
    expect(partnership.promises.edges.map(({ node }) => node)).toEqual([
      { key: 'P-1', meetingNumber: meeting.number },
      { key: 'P-2', meetingNumber: meeting.number },
      { key: elsewhere.key, meetingNumber: null },
    ]);
  });

  test('the same mutation sent twice promises once, and two at once get numbers of their own', async () => {
    const before = (await readPromises(p.client, p)).totalCount;
    const mutationId = randomUUID();
    await act(p.client, 'recordAction', action({ mutationId }));
    await act(p.client, 'recordAction', action({ mutationId }));
    await Promise.all([p.client, p.vendor, p.client].map((by) => act(by, 'recordAction', action())));
    const { totalCount, edges } = await readPromises(p.client, p);
    expect(totalCount).toBe(before + 4);
    expect(new Set(edges.map(({ node }) => node.key)).size).toBe(totalCount);
  });

  test.each([
    ['no words', () => ({ text: ' ' }), /^BAD_USER_INPUT: Say what is to be done/],
    ['10,000 characters', () => ({ text: 'a'.repeat(10_000) }), /^BAD_USER_INPUT: .*too long/],
    ['31 February', () => ({ dueOn: '2027-02-31' }), /^BAD_USER_INPUT: There is no 31 February/],
    ['a day that is past', () => ({ dueOn: day(-2) }), /^BAD_USER_INPUT: .*is past/],
    [
      'an owner of the other party',
      () => ({ ownerPartyId: p.clientPartyId, ownerId: p.vendorMemberId }),
      /^BAD_USER_INPUT: .*of the party that owes it/,
    ],
    ['a party of elsewhere', () => ({ ownerPartyId: randomUUID() }), /^NOT_FOUND/],
    ['a story of elsewhere', () => ({ storyId: randomUUID() }), /^NOT_FOUND/],
    ['a stage of elsewhere', () => ({ stageId: randomUUID() }), /^NOT_FOUND/],
  ] as const)('%s is refused, and nothing is promised', async (_name, more, sentence) => {
    const { totalCount } = await readPromises(p.client, p);
    expect(await refused(p.client, 'recordAction', action(more()))).toMatch(sentence);
    expect((await readPromises(p.client, p)).totalCount).toBe(totalCount);
  });

  test('once it is closed, promises are made elsewhere', async () => {
    await setMeetingState(server, p, 'CLOSED');
    expect(await refused(p.client, 'recordAction', action())).toMatch(
      /^CONFLICT: Meeting 1 is closed.*make a promise\.$/,
    );
  });
});
