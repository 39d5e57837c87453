import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS } from '../kit/clock.ts';
import { createStory, type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  act,
  type PromiseMutation,
  type PromiseNode,
  promised,
  readPromise,
  readPromises,
  refused,
} from './promise-kit.ts';

let server: TestServer;
let p: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  p = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await p.close();
  await server.close();
});

const day = (ahead: number): string =>
  new Date(server.clock.now().getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
const open = (more: object = {}): Promise<PromiseNode> => promised(p.client, p, 'CLIENT', { dueOn: day(3), ...more });
const asked = (more: object = {}): Promise<PromiseNode> => promised(p.vendor, p, 'CLIENT', { dueOn: day(3), ...more });
const changes = async (nodeId: string): Promise<string[]> => {
  const rows = await server.database.query<{ kind: string; summary: string }>(
    'select kind, summary from change_event where node_id = $1 order by seq',
    nodeId,
  );
  return rows.map(({ kind, summary }) => `${kind}: ${summary}`);
};
const told = async (nodeId: string): Promise<string[]> => {
  const rows = await server.database.query<{ kind: string; name: string; text: string }>(
    `select n.kind, e.name, n.text from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
     where n.node_id = $1 order by n.at, n.id`,
    nodeId,
  );
  return rows.map(({ kind, name, text }) => `${kind} ${name}: ${text}`);
};

describe('what one side owes the other', () => {
  test('is promised by a member of the party that owes it, and open at once', async () => {
    const story = await createStory(p.client, p.id);
    const made = await open({ storyId: story.id, ownerId: p.clientMemberId, text: '  Access to\nthe tablet ' });
    expect(made).toMatchObject({
      ...{ state: 'OPEN', text: 'Access to\nthe tablet', dueOn: day(3), proposal: null, stateReason: null, version: 1 },
      ...{ ownerParty: { kind: 'CLIENT' }, toParty: { kind: 'VENDOR' }, owner: { name: 'Priya Raman' } },
      ...{ madeBy: { name: 'Priya Raman' }, story: { key: story.key } },
    });
    expect(await changes(made.id)).toEqual([
      `promise.made: promised Fieldnote Software ${made.key}, by ${day(3)}: Access to the tablet`,
    ]);
  });

  test('is asked for by the other side, and open once it is accepted', async () => {
    const { id: promiseId, key, state } = await asked();
    expect(state).toBe('ASKED');
    const accepted = await act(p.client, 'acceptPromise', { promiseId });
    expect(accepted).toMatchObject({ state: 'OPEN', stateChangedBy: { name: 'Priya Raman' }, version: 2 });
    const what = `${key}, by ${day(3)}: Access to the depot tablet`;
    expect(await changes(promiseId)).toEqual([
      `promise.asked: asked Meridian Transit for ${what}`,
      `promise.accepted: promised Fieldnote Software ${what}`,
    ]);
    expect(await told(promiseId)).toEqual([
      `PROMISE_ASKED Priya Raman: Tomás Herrera asks Meridian Transit for ${what}`,
      `PROMISE_ANSWERED Tomás Herrera: Priya Raman promises ${what}`,
    ]);
  });

  test('is declined with a reason, and that is an answer', async () => {
    const { id: promiseId } = await asked();
    const declined = await act(p.client, 'declinePromise', { promiseId, reason: 'The tablets are the depot’s.' });
    expect(declined).toMatchObject({ state: 'DECLINED', stateReason: 'The tablets are the depot’s.' });
    expect(await refused(p.client, 'acceptPromise', { promiseId })).toMatch(/^CONFLICT: P-\d+ is declined/);
  });

  test('is kept when its owner says so and the other side confirms', async () => {
    const { id: promiseId, key } = await open();
    const done = await act(p.client, 'reportPromiseKept', { promiseId });
    expect(done).toMatchObject({ state: 'DONE' });
    expect(done.doneAt).not.toBeNull();
    const kept = await act(p.vendor, 'confirmPromise', { promiseId });
    expect(kept).toMatchObject({ state: 'KEPT', stateChangedBy: { name: 'Tomás Herrera' } });
    expect((await changes(promiseId)).slice(1)).toEqual([
      `promise.reportedKept: reported ${key} kept: Access to the depot tablet`,
      `promise.confirmed: confirmed that Meridian Transit kept ${key}: Access to the depot tablet`,
    ]);
  });

  test('is open again when the other side finds it not kept', async () => {
    const { id: promiseId } = await open();
    await act(p.client, 'reportPromiseKept', { promiseId });
    const disputed = await act(p.vendor, 'disputePromise', { promiseId, reason: 'The password is wrong.' });
    expect(disputed).toMatchObject({ state: 'OPEN', stateReason: 'The password is wrong.', doneAt: null });
    expect(await act(p.client, 'reportPromiseKept', { promiseId })).toMatchObject({ state: 'DONE', stateReason: null });
  });

  test('the party may be left out: it is that of whoever is to see to it, or one’s own', async () => {
    const own = await act(p.vendor, 'makePromise', { partnershipId: p.id, text: 'A build', dueOn: day(1) });
    expect(own).toMatchObject({ ownerParty: { kind: 'VENDOR' }, toParty: { kind: 'CLIENT' }, state: 'OPEN' });
    const theirs = await act(p.vendor, 'makePromise', {
      ...{ partnershipId: p.id, text: 'Test data', dueOn: day(1), ownerId: p.clientMemberId },
    });
    expect(theirs).toMatchObject({ ownerParty: { kind: 'CLIENT' }, owner: { name: 'Priya Raman' }, state: 'ASKED' });
  });

  test('the same mutation sent twice promises once', async () => {
    const mutationId = randomUUID();
    const [first, second] = [await open({ mutationId }), await open({ mutationId })];
    expect(second.id).toBe(first.id);
  });
});

describe('another day', () => {
  test('is agreed before the promise is due: it is renegotiated, and a successor stands in its place', async () => {
    const { id: promiseId, key } = await open({ ownerId: p.clientMemberId });
    const proposed = await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: day(9), reason: 'Audit week' });
    expect(proposed).toMatchObject({
      state: 'OPEN',
      dueOn: day(3),
      proposal: { dueOn: day(9), reason: 'Audit week', by: { name: 'Priya Raman' } },
    });
    const document = `mutation ($input: ConsentToRenegotiationInput!) {
      consentToRenegotiation(input: $input) { promise { state renegotiatedToKey } successor { key } }
    }`;
    const { consentToRenegotiation } = await p.vendor.gql<{
      consentToRenegotiation: {
        promise: { state: string; renegotiatedToKey: string };
        successor: { key: string };
      };
    }>(document, { input: { mutationId: randomUUID(), promiseId, dueOn: day(9) } });
    const next = consentToRenegotiation.successor.key;
    expect(consentToRenegotiation.promise).toEqual({ state: 'RENEGOTIATED', renegotiatedToKey: next });
    expect(await readPromise(p.client, p, next)).toMatchObject({
      ...{ state: 'OPEN', dueOn: day(9), renegotiatedFromKey: key, text: 'Access to the depot tablet' },
      ...{ owner: { name: 'Priya Raman' }, proposal: null },
    });
    expect(await refused(p.vendor, 'consentToRenegotiation', { promiseId, dueOn: day(9) })).toMatch(/^CONFLICT/);
  });

  test('is refused with a reason, and the promise stays due as it was', async () => {
    const { id: promiseId, key } = await open();
    await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: day(9), reason: 'Audit week' });
    const refusal = await act(p.vendor, 'refuseRenegotiation', { promiseId, reason: 'The demo is on day 5.' });
    expect(refusal).toMatchObject({
      state: 'OPEN',
      dueOn: day(3),
      proposal: null,
      stateReason: 'The demo is on day 5.',
    });
    expect((await changes(promiseId)).at(-1)).toBe(
      `promise.renegotiationRefused: refused ${day(9)} for ${key}, which stays due on ${day(3)}: The demo is on day 5.`,
    );
    expect(await refused(p.vendor, 'refuseRenegotiation', { promiseId, reason: 'Again' })).toMatch(
      /^CONFLICT: No other day is proposed/,
    );
  });

  test('what is consented to is what was read: a proposal that changed meanwhile is looked at again', async () => {
    const { id: promiseId } = await open();
    await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: day(5), reason: 'Audit week' });
    await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: day(30), reason: 'Audit month' });
    expect(await refused(p.vendor, 'consentToRenegotiation', { promiseId, dueOn: day(5) })).toMatch(
      /^CONFLICT: Meanwhile .* is proposed/,
    );
  });

  test('two who consent at once make one successor', async () => {
    const { id: promiseId } = await open();
    const { person } = await p.join('VENDOR', 'MEMBER');
    await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: day(5), reason: 'Audit week' });
    const outcomes = await Promise.all(
      [p.vendor, person].map((by) => refused(by, 'consentToRenegotiation', { promiseId, dueOn: day(5) })),
    );
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== null)).toMatch(/^CONFLICT/);
  });
});

describe('whose it is to do', () => {
  const STEPS: readonly [PromiseMutation, 'CLIENT' | 'VENDOR', object][] = [
    ['acceptPromise', 'CLIENT', {}],
    ['declinePromise', 'CLIENT', { reason: 'No' }],
    ['reportPromiseKept', 'CLIENT', {}],
    ['proposeRenegotiation', 'CLIENT', { reason: 'Later' }],
    ['consentToRenegotiation', 'VENDOR', {}],
    ['refuseRenegotiation', 'VENDOR', { reason: 'No' }],
    ['confirmPromise', 'VENDOR', {}],
    ['disputePromise', 'VENDOR', { reason: 'No' }],
  ];

  /** A client's promise that stands where `step` is possible. */
  async function before(step: PromiseMutation): Promise<string> {
    if (step === 'acceptPromise' || step === 'declinePromise') return (await asked()).id;
    const { id: promiseId } = await open();
    if (step === 'confirmPromise' || step === 'disputePromise') await act(p.client, 'reportPromiseKept', { promiseId });
    if (step === 'consentToRenegotiation' || step === 'refuseRenegotiation')
      await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: day(5), reason: 'Audit' });
    return promiseId;
  }

  test.each(STEPS)('%s is for those who write for the %s', async (step, side, more) => {
    const roles = ['LEAD', 'MEMBER', 'SPONSOR', 'OBSERVER'] as const;
    const promiseId = await before(step);
    const input = { promiseId, ...(/propose|consent/.test(step) && { dueOn: day(5) }), ...more };
    const other = side === 'CLIENT' ? 'VENDOR' : 'CLIENT';
    for (const role of roles) {
      const { person } = await p.join(other, role);
      expect(await refused(person, step, input)).toMatch(/^FORBIDDEN: /);
    }
    const observer = await p.join(side, 'OBSERVER');
    expect(await refused(observer.person, step, input)).toMatch(/^FORBIDDEN: Observers/);
    expect(await refused(await stranger(server), step, input)).toMatch(/^NOT_FOUND/);
    for (const role of roles.slice(0, 3)) {
      const { person } = await p.join(side, role);
      expect(await refused(person, step, { ...input, promiseId: await before(step) })).toBeNull();
    }
  });

  test('each step is possible once, and only where the promise stands for it', async () => {
    for (const [step, side, more] of STEPS) {
      const promiseId = await before(step);
      const by = side === 'CLIENT' ? p.client : p.vendor;
      const input = { promiseId, ...(/propose|consent/.test(step) && { dueOn: day(5) }), ...more };
      await act(by, step, input);
      if (step !== 'proposeRenegotiation') expect(await refused(by, step, input)).toMatch(/^CONFLICT/);
      const wrong = step === 'acceptPromise' ? 'declinePromise' : 'acceptPromise';
      expect(
        await refused(p.client, wrong, { promiseId, ...(wrong === 'declinePromise' && { reason: 'No' }) }),
      ).toMatch(/^CONFLICT/);
    }
  });
});

describe('bad input', () => {
  const make = (by: Person, more: object) =>
    refused(by, 'makePromise', { partnershipId: p.id, text: 'Access', dueOn: day(2), ...more });

  test.each([
    ['31 February', () => ({ dueOn: '2027-02-31' }), /There is no 31 February 2027/],
    ['a day that is past', () => ({ dueOn: day(-2) }), /is past: at Meridian Transit it is/],
    ['a day in a hundred years', () => ({ dueOn: '2126-01-01' }), /more than a year ahead/],
    ['no words', () => ({ text: ' \n ' }), /Say what is promised/],
    ['10,000 characters', () => ({ text: 'a'.repeat(10_000) }), /too long; keep it to 1000 characters/],
    ['U+0000', () => ({ text: 'a\0b' }), /cannot be shown/],
    ['a promise to oneself', () => ({ toPartyId: p.clientPartyId }), /Meridian Transit cannot promise itself/],
    [
      'an owner of the other party',
      () => ({ ownerPartyId: p.clientPartyId, ownerId: p.vendorMemberId }),
      /of the party that owes it/,
    ],
  ] as const)('%s is refused', async (_name, more, sentence) => {
    const outcome = await make(p.client, more());
    expect(outcome).toMatch(/^BAD_USER_INPUT: /);
    expect(outcome).toMatch(sentence);
  });

  test('an observer sees to nothing', async () => {
    const { memberId } = await p.join('CLIENT', 'OBSERVER');
    expect(await make(p.client, { ownerId: memberId })).toMatch(/^BAD_USER_INPUT: Observers read/);
  });

  test('whatever is of another partnership is not found', async () => {
    const q = await partnershipWithTwoParties(server);
    const story = await createStory(q.client, q.id);
    const foreign = await promised(q.client, q, 'CLIENT', { dueOn: day(2) });
    for (const more of [
      { ownerPartyId: q.clientPartyId },
      { toPartyId: q.vendorPartyId },
      { ownerId: q.clientMemberId },
      { storyId: story.id },
      { concernId: randomUUID() },
      { storyId: 'no-uuid' },
      { partnershipId: q.id },
    ])
      expect(await make(p.client, more), JSON.stringify(more)).toMatch(/^NOT_FOUND/);
    expect(await refused(p.client, 'reportPromiseKept', { promiseId: foreign.id })).toMatch(/^NOT_FOUND/);
    await q.close();
  });

  test('reasons of 10,000 characters, and none, are refused', async () => {
    const { id: promiseId } = await asked();
    for (const reason of ['a'.repeat(10_000), '  '])
      expect(await refused(p.client, 'declinePromise', { promiseId, reason })).toMatch(/^BAD_USER_INPUT/);
  });

  test('another day must be another, real and to come', async () => {
    const { id: promiseId } = await open();
    for (const dueOn of [day(3), '2027-02-31', day(-1), '2126-01-01'])
      expect(await refused(p.client, 'proposeRenegotiation', { promiseId, dueOn, reason: 'Audit' })).toMatch(
        /^BAD_USER_INPUT/,
      );
  });
});

describe('read', () => {
  test('by day, by party and by state; and paged through without a gap', async () => {
    const q = await partnershipWithTwoParties(server);
    for (const ahead of [5, 1, 3]) await promised(q.client, q, 'CLIENT', { dueOn: day(ahead) });
    await promised(q.client, q, 'VENDOR', { dueOn: day(2) });
    const keys = async (variables: object): Promise<string[]> =>
      (await readPromises(q.vendor, q, variables)).edges.map(({ node }) => node.key);
    expect(await keys({ orderBy: 'DUE' })).toEqual(['P-2', 'P-4', 'P-3', 'P-1']);
    expect(await keys({ orderBy: 'DUE', filter: { ownerPartyId: q.clientPartyId } })).toEqual(['P-2', 'P-3', 'P-1']);
    expect(await keys({ filter: { states: ['ASKED'] } })).toEqual(['P-4']);
    for (const orderBy of ['DUE', 'NUMBER', 'UPDATED']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await readPromises(q.vendor, q, { orderBy, first: 1, after });
        expect(page.totalCount).toBe(4);
        seen.push(...page.edges.map(({ node }) => node.key));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen.toSorted()).toEqual(['P-1', 'P-2', 'P-3', 'P-4']);
    }
    await q.close();
  });
});
