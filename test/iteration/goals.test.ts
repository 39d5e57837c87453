import type { DocumentId, GoalId, MemberId } from '@tandem/schema/ids';
import { addGoal, goalsOf } from '@tandem/schema/iteration/document';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';
import { commitTo } from './committed.ts';
import { change, codeOf, type IterationNode, readIteration, refusal, serverAt, setClock } from './iteration-kit.ts';

const MONDAY = '2026-11-23T09:00:00Z';

describe('the goals of a week', () => {
  let server: TestServer;
  let p: TestPartnership;
  let week: IterationNode;
  beforeAll(async () => {
    server = await serverAt(MONDAY);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    p = await partnershipWithTwoParties(server);
    week = await change(p.client, 'planIteration', { partnershipId: p.id, isoWeek: '2026-W48' });
    return () => p.close();
  });

  const edit = (memberId: string, write: (doc: Y.Doc) => void): Promise<number> =>
    server.services.live.edit(week.id as DocumentId, memberId as MemberId, write);
  const read = async () => (await readIteration(p.vendor, p.slug, '2026-W48')) as IterationNode;
  const until = (what: string, holds: (now: IterationNode) => boolean): Promise<IterationNode> =>
    eventually(what, async () => {
      const now = await read();
      return holds(now) ? now : null;
    });
  const newGoal = async (text: string, rank = 'a0'): Promise<string> => {
    const id = randomUUID() as GoalId;
    await edit(p.clientMemberId, (doc) => void addGoal(doc, id, rank, text));
    await until('the goal is a row', ({ goals }) => goals.some((goal) => goal.id === id && goal.text === text));
    return id;
  };

  test('both parties write them together, and they become rows', async () => {
    const [priya, tomas] = [
      await new ExampleClient(p.client, week.id).open(),
      await new ExampleClient(p.vendor, week.id).open(),
    ];
    const [one, two] = [randomUUID() as GoalId, randomUUID() as GoalId];
    priya.edit((doc) => void addGoal(doc, one, 'a1', 'Dispatchers see every late bus'));
    tomas.edit((doc) => void addGoal(doc, two, 'a0', 'The depot tries it on three lines'));
    await Promise.all([priya.saved(), tomas.saved()]);
    await eventually('both read the same', () => goalsOf(tomas.doc).size === 2 && goalsOf(priya.doc).size === 2);
    const now = await until('both are rows', ({ goals }) => goals.length === 2);
    expect(now.goals).toEqual([
      { id: two, text: 'The depot tries it on three lines', createdBy: { name: 'Tomás Herrera' }, outcomes: [] },
      { id: one, text: 'Dispatchers see every late bus', createdBy: { name: 'Priya Raman' }, outcomes: [] },
    ]);
    expect(now.goalsText).toBe('The depot tries it on three lines\nDispatchers see every late bus');
    const changes = await server.database.query<{ node_type: string; summary: string }>(
      `select node_type, summary from change_event where node_id = $1 and kind = 'iteration.edited'`,
      week.id,
    );
    expect(changes[0]).toEqual({ node_type: 'Iteration', summary: 'edited the goals of 2026-W48' });
    priya.close();
    tomas.close();
  });

  test('a moved goal keeps its writer, a removed one leaves the list, and bad ids make no row', async () => {
    const [one, two] = [await newGoal('One', 'a0'), await newGoal('Two', 'a1')];
    await edit(p.vendorMemberId, (doc) => goalsOf(doc).get(two)?.set('rank', 'Zz'));
    expect((await until('moved', ({ goals }) => goals[0]?.id === two)).goals[0]?.createdBy?.name).toBe('Priya Raman');
    await edit(p.vendorMemberId, (doc) => {
      goalsOf(doc).delete(one);
      addGoal(doc, 'nonsense' as GoalId, 'a5', 'No row');
      addGoal(doc, randomUUID().toUpperCase() as GoalId, 'a6', 'Nor this');
      goalsOf(doc).set(randomUUID(), new Y.Map());
    });
    expect((await until('removed', ({ goals }) => goals.length === 1)).goals[0]?.text).toBe('Two');
    expect(await p.client.codeOf('query ($id: ID!) { node(id: $id) { id } }', { id: one })).toBe('NOT_FOUND');
    expect(
      await p.client.codeOf('query ($id: ID!) { node(id: $id) { id ... on Goal { text } } }', { id: two }),
    ).toBeNull();
  });

  test('observers read them, strangers know of none, and nobody edits what is committed to', async () => {
    const observer = await p.join('VENDOR', 'OBSERVER');
    const reading = await new ExampleClient(observer.person, week.id).open();
    expect(reading.sync?.writable).toBe(false);
    const other = await partnershipWithTwoParties(server);
    const open = 'subscription ($id: ID!) { document(documentId: $id) { __typename } }';
    await expect(other.client.subscribe(open, { id: week.id }).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const writing = await new ExampleClient(p.client, week.id).open();
    expect(writing.sync?.writable).toBe(true);
    await commitTo(server, week.id, p.clientMemberId);
    const late = await new ExampleClient(p.vendor, week.id).open();
    expect(late.sync?.writable).toBe(false);
    await eventually(
      'who had it open is told within seconds',
      () => writing.endedWith !== null || writing.sync?.writable === false,
    );
    for (const client of [reading, writing, late]) client.close();
    await other.close();
  });

  test('each party says what became of a goal, may say it anew, and the record keeps both', async () => {
    const goalId = await newGoal('Dispatchers see every late bus');
    const on = { iterationId: week.id, goalId };
    await change(p.client, 'callGoal', { ...on, outcome: 'PARTLY', note: ' Only by day. ' });
    await change(p.vendor, 'callGoal', { ...on, outcome: 'MET' });
    const again = await change(p.client, 'callGoal', { ...on, outcome: 'MET', note: 'By night too.' });
    expect(again.goals[0]?.outcomes).toEqual([
      { party: { kind: 'CLIENT' }, outcome: 'MET', note: 'By night too.', member: { name: 'Priya Raman' } },
      { party: { kind: 'VENDOR' }, outcome: 'MET', note: '', member: { name: 'Tomás Herrera' } },
    ]);
    const same = await change(p.client, 'callGoal', { ...on, outcome: 'MET', note: 'By night too.' });
    expect(same.version).toBe(again.version);
    const kept = await server.database.query('select 1 from goal_outcome where goal_id = $1', goalId);
    expect(kept.length).toBe(3);
    await expect(
      server.database.query(`update goal_outcome set outcome = 'NOT_MET' where goal_id = $1`, goalId),
    ).rejects.toThrow('never changed or removed');
  });

  test('a goal is not called before its week has begun, nor one of elsewhere, nor with a novel', async () => {
    const goalId = await newGoal('Dispatchers see every late bus');
    const call = (input: object) =>
      codeOf(p.client, 'callGoal', { iterationId: week.id, goalId, outcome: 'MET', ...input });
    expect(await call({ note: 'x'.repeat(10_000) })).toBe('BAD_USER_INPUT');
    expect(await call({ goalId: randomUUID() })).toBe('NOT_FOUND');
    expect(await call({ goalId: 'nonsense' })).toBe('NOT_FOUND');
    expect(await call({ outcome: 'GREAT' })).not.toBeNull();
    const next = await change(p.client, 'planIteration', { partnershipId: p.id, isoWeek: '2026-W49' });
    expect(await call({ iterationId: next.id })).toBe('NOT_FOUND');
    setClock(server, '2026-11-22T09:00:00Z');
    expect((await refusal(p.client, 'callGoal', { iterationId: week.id, goalId, outcome: 'MET' }))?.message).toBe(
      '2026-W48 has not begun. Say what became of its goals when it has.',
    );
    setClock(server, MONDAY);
  });
});
