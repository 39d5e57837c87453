import { randomUUID } from 'node:crypto';
import type { CriterionId, DocumentId, MemberId } from '@tandem/schema/ids';
import { listCriteria, removeCriterion } from '@tandem/schema/story/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act as actOnWeek } from '../iteration/commitment-kit.ts';
import { serverAt } from '../iteration/iteration-kit.ts';
import { createReadyStory } from '../kit/ready-stories.ts';
import { createStory, partnershipWithTwoParties, stranger } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { wordsOfCriterion } from '../story/story-kit.ts';
import {
  act,
  deliver,
  demoWorld,
  insertMeeting,
  judgeAll,
  onCriterion,
  readDemo,
  readMeeting,
  refused,
} from './demo-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serverAt('2026-11-18T10:00:00Z');
});
afterAll(() => server.close());

const SPLIT = 'mutation ($input: SplitStoryInput!) { splitStory(input: $input) { story { id } } }';

describe('a verdict', () => {
  test('is one of each party on each criterion; when all are given, the story has its outcome', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    const before = await readMeeting(p.client, meeting);
    expect(before.demos).toHaveLength(1);
    expect(before.demos[0]).toMatchObject({ outcome: 'PENDING', isProvisional: false, story: { outcome: null } });
    expect(before.demos[0]?.criteria.map(({ text, version }) => [text, version])).toEqual([
      ['A late bus turns amber', 1],
      ['The dispatcher calls the driver in one action', 1],
    ]);
    const halfway = await judgeAll(p.client, meeting, storyId);
    expect(halfway).toMatchObject({ outcome: 'PENDING', story: { state: 'DELIVERED', outcome: 'PENDING' } });
    const after = await judgeAll(p.vendor, meeting, storyId);
    expect(after).toMatchObject({
      ...{ outcome: 'ACCEPTED', isProvisional: false },
      story: { state: 'ACCEPTED', outcome: 'ACCEPTED', outcomeProvisional: false, transitions: [] },
    });
    expect(after.criteria[1]?.verdicts).toEqual([
      ...['CLIENT', 'VENDOR'].map((kind) => ({
        ...{ party: { kind }, member: { name: kind === 'CLIENT' ? 'Priya Raman' : 'Tomás Herrera' } },
        ...{ verdict: 'MET', note: '', isAsynchronous: false, promise: null },
      })),
    ]);
    expect((await readMeeting(p.client, meeting)).version).toBe(before.version + 4);
    const told = await server.database.query(
      `select kind, node_type, summary from change_event where node_id = $1 and kind like 'story.verdict%' order by seq desc limit 1`,
      storyId,
    );
    expect(told).toEqual([
      {
        ...{ kind: 'story.verdictGiven', node_type: 'Story' },
        summary: `found criterion 2 of ${stories[0]?.key} met for Fieldnote Software; ${stories[0]?.key} is accepted`,
      },
    ]);
    await p.close();
  });

  test('is changed by a later one of the party, whoever of it gives it; all stay in its history', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const on = await onCriterion(p.client, meeting, stories[0]?.id ?? '');
    const { person: ama } = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
    await act(p.client, 'giveVerdict', { ...on, verdict: 'NOT_MET', note: 'It turns red' });
    const same = await act(p.client, 'giveVerdict', { ...on, verdict: 'NOT_MET', note: ' It turns red ' });
    expect(same.criteria[0]?.history).toHaveLength(1);
    const changed = await act(ama, 'giveVerdict', { ...on, verdict: 'MET' });
    const given = ({ verdict, member }: { verdict: string; member: { name: string } }) => [verdict, member.name];
    expect(changed.criteria[0]?.verdicts.map(given)).toEqual([['MET', 'Ama Okafor']]);
    expect(changed.criteria[0]?.history.map(given)).toEqual([
      ['NOT_MET', 'Priya Raman'],
      ['MET', 'Ama Okafor'],
    ]);
    await p.close();
  });

  test('that is not complete, or on something else than what was committed to, is refused and leaves nothing', async () => {
    const { p, meeting, stories } = await demoWorld(server, { points: [3, 2] });
    const storyId = stories[0]?.id ?? '';
    const on = await onCriterion(p.client, meeting, storyId);
    const other = await onCriterion(p.client, meeting, stories[1]?.id ?? '');
    const condition = { text: 'The colour blind see it too', dueOn: '2026-11-25' };
    const give = (fields: object) => refused(p.client, 'giveVerdict', { ...on, verdict: 'MET', ...fields });
    expect(await give({ verdict: 'NOT_MET', note: ' \n ' })).toMatch(/^BAD_USER_INPUT: Say in a sentence/);
    expect(await give({ note: 'x'.repeat(2_001) })).toMatch(/^BAD_USER_INPUT/);
    expect(await give({ note: 'a\u0000b' })).toMatch(/^BAD_USER_INPUT/);
    expect(await give({ verdict: 'MET_WITH_CONDITION' })).toMatch(/^BAD_USER_INPUT: Say what is still to be done/);
    expect(await give({ condition })).toMatch(/^BAD_USER_INPUT: Only “met, with a condition”/);
    expect(await give({ verdict: 'MET_WITH_CONDITION', condition: { ...condition, text: ' ' } })).toMatch(
      /^BAD_USER_INPUT/,
    );
    expect(await give({ verdict: 'MET_WITH_CONDITION', condition: { ...condition, dueOn: '2026-11-17' } })).toMatch(
      /^BAD_USER_INPUT/,
    );
    expect(
      await give({ verdict: 'MET_WITH_CONDITION', condition: { ...condition, ownerPartyId: randomUUID() } }),
    ).toMatch(/^NOT_FOUND/);
    expect(await give({ version: 2 })).toMatch(/^CONFLICT: Criterion 1 of MT-\d+ was committed to in version 1/);
    expect(await give({ criterionId: randomUUID() })).toMatch(/^NOT_FOUND/);
    expect(await give({ criterionId: (other as { criterionId: string }).criterionId })).toMatch(/^NOT_FOUND/);
    expect(await give({ criterionId: 'no id' })).toMatch(/^NOT_FOUND/);
    expect(await server.database.query('select 1 from verdict where meeting_id = $1', meeting.id)).toEqual([]);
    expect(await server.database.query('select 1 from promise where partnership_id = $1', p.id)).toEqual([]);
    expect((await readDemo(p.client, meeting, storyId)).story.outcome).toBeNull();
    await p.close();
  });

  test('is given on what is delivered, and on what the meeting demonstrates', async () => {
    const { p, meeting, week } = await demoWorld(server);
    const draft = await createStory(p.client, p.id, { criteria: ['It is seen'] });
    const on = { meetingId: meeting.id, criterionId: randomUUID(), version: 1, verdict: 'MET' };
    expect(await refused(p.client, 'giveVerdict', { ...on, storyId: draft.id })).toMatch(
      /^CONFLICT: MT-\d+ is not demonstrated in meeting 1/,
    );
    const added = await createReadyStory(p);
    const why = { askedById: p.clientMemberId, reason: 'The regulator asked for it' };
    await actOnWeek(p.client, 'addToScope', { iterationId: week.id, storyId: added.id, ...why });
    expect(await refused(p.client, 'giveVerdict', { ...on, storyId: added.id })).toMatch(
      /^CONFLICT: MT-\d+ is Committed: verdicts are given on what is delivered/,
    );
    const elsewhere = await partnershipWithTwoParties(server);
    const foreign = await createStory(elsewhere.client, elsewhere.id, { criteria: ['It is seen'] });
    for (const storyId of [foreign.id, randomUUID(), 'no id'])
      expect(await refused(p.client, 'giveVerdict', { ...on, storyId })).toMatch(/^NOT_FOUND/);
    expect(await refused(elsewhere.client, 'giveVerdict', { ...on, storyId: foreign.id })).toMatch(/^NOT_FOUND/);
    await elsewhere.close();
    await p.close();
  });

  test('is for both parties’ writers; observers read, and nobody else knows of it', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const on = { ...(await onCriterion(p.client, meeting, stories[0]?.id ?? '')), verdict: 'MET' };
    const [{ person: observer }, { person: member }] = [
      await p.join('CLIENT', 'OBSERVER', 'Olu Observer'),
      await p.join('VENDOR', 'MEMBER'),
    ];
    expect(await refused(observer, 'giveVerdict', on)).toMatch(/^FORBIDDEN/);
    expect(await refused(await stranger(server), 'giveVerdict', on)).toMatch(/^NOT_FOUND/);
    expect((await act(member, 'giveVerdict', on)).criteria[0]?.verdicts[0]?.party.kind).toBe('VENDOR');
    expect((await readDemo(observer, meeting, stories[0]?.id ?? '')).criteria[0]?.verdicts).toHaveLength(1);
    await p.close();
  });
});

describe('what is judged', () => {
  test('is the committed wording, whatever was typed or taken away since', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    const documentId = storyId as DocumentId;
    const { live } = server.services;
    await live.edit(documentId, p.vendorMemberId as MemberId, (doc) => {
      wordsOfCriterion(doc, 0).insert(0, 'Perhaps ');
      removeCriterion(doc, listCriteria(doc)[1]?.id as CriterionId);
    });
    await live.projectNow(documentId);
    const { criteria } = await readDemo(p.client, meeting, storyId);
    expect(criteria.map(({ text, version, changedSince }) => [text, version, changedSince])).toEqual([
      ['A late bus turns amber', 1, true],
      ['The dispatcher calls the driver in one action', 1, true],
    ]);
    await judgeAll(p.client, meeting, storyId);
    expect((await judgeAll(p.vendor, meeting, storyId)).outcome).toBe('ACCEPTED');
    await p.close();
  });

  test('of a story that the scope ledger added is what was agreed when it was added', async () => {
    const { p, meeting, week } = await demoWorld(server);
    const added = await createReadyStory(p, { criteria: ['It rings', 'It stops'] });
    const why = { askedById: p.clientMemberId, reason: 'The regulator asked for it' };
    await actOnWeek(p.client, 'addToScope', { iterationId: week.id, storyId: added.id, ...why });
    await deliver(p.vendor, added.id);
    const { live } = server.services;
    await live.edit(added.id as DocumentId, p.vendorMemberId as MemberId, (doc) => {
      wordsOfCriterion(doc, 0).insert(0, 'Perhaps ');
      removeCriterion(doc, listCriteria(doc)[1]?.id as CriterionId);
    });
    await live.projectNow(added.id as DocumentId);
    await act(p.client, 'addDemoLink', {
      ...{ meetingId: meeting.id, storyId: added.id, kind: 'LINK', url: 'https://example.org', title: 'Bell' },
    });
    const demo = await readDemo(p.client, meeting, added.id);
    expect(demo.stageId).toBeNull();
    expect(demo.criteria.map(({ text, version, changedSince }) => [text, version, changedSince])).toEqual([
      ['It rings', 1, true],
      ['It stops', 1, true],
    ]);
    await p.close();
  });

  test('is not what a split took to another story; what stays can be accepted without it', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    await judgeAll(p.client, meeting, storyId);
    const [, second] = (await readDemo(p.client, meeting, storyId)).criteria;
    const scope = { askedById: p.clientMemberId, reason: 'The call is not built yet' };
    await p.client.gql(SPLIT, {
      input: { mutationId: randomUUID(), storyId, criterionIds: [second?.criterionId], title: 'Call', scope },
    });
    const left = await eventually('one criterion is left', async () => {
      const demo = await readDemo(p.client, meeting, storyId);
      return demo.criteria.length === 1 ? demo : null;
    });
    expect(left.criteria[0]?.text).toBe('A late bus turns amber');
    expect((await judgeAll(p.vendor, meeting, storyId)).story.state).toBe('ACCEPTED');
    await p.close();
  });

  test('of a story is what the meeting’s own week committed to, when a later week has committed to more', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    await judgeAll(p.client, meeting, storyId, 'NOT_MET', 'It turns red');
    await judgeAll(p.vendor, meeting, storyId, 'NOT_MET', 'Indeed');
    const later = await insertMeeting(server, p, { isoWeek: '2026-W48', storyIds: [storyId] });
    expect((await readDemo(p.client, later, storyId)).criteria.map(({ text }) => text)).toEqual([
      'A late bus turns amber',
      'The dispatcher calls the driver in one action',
    ]);
    // Before it is delivered again, the later meeting has nothing to judge.
    const on = await onCriterion(p.client, later, storyId);
    expect(await refused(p.client, 'giveVerdict', { ...on, verdict: 'MET' })).toMatch(/^CONFLICT: MT-\d+ is Returned/);
    await p.close();
  });
});

describe('a condition', () => {
  const condition = { text: 'The colour blind see it too', dueOn: '2026-11-25' };

  test('is a promise: asked of the vendor by the client, made by the vendor for itself', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    const on = { ...(await onCriterion(p.client, meeting, storyId)), verdict: 'MET_WITH_CONDITION', condition };
    const asked = await act(p.client, 'giveVerdict', on);
    expect(asked.criteria[0]?.verdicts[0]?.promise).toMatchObject({
      ...{ text: condition.text, dueOn: condition.dueOn, state: 'ASKED', story: { id: storyId } },
      ...{ ownerParty: { kind: 'VENDOR' }, toParty: { kind: 'CLIENT' } },
    });
    const made = await act(p.vendor, 'giveVerdict', on);
    expect(made).toMatchObject({ criteria: [{ outcome: 'ACCEPTED' }, { outcome: 'PENDING' }] });
    expect(made.criteria[0]?.verdicts[1]?.promise).toMatchObject({
      ...{ state: 'OPEN', ownerParty: { kind: 'VENDOR' }, toParty: { kind: 'CLIENT' } },
    });
    const told = await server.database.query<{ kind: string }>(
      `select kind from change_event where partnership_id = $1 and node_type = 'Promise' order by seq`,
      p.id,
    );
    expect(told.map(({ kind }) => kind)).toEqual(['promise.asked', 'promise.made']);
    const letters = await server.database.query<{ name: string }>(
      `select e.name from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
       where n.partnership_id = $1 and n.kind = 'PROMISE_ASKED'`,
      p.id,
    );
    expect(letters).toEqual([{ name: 'Tomás Herrera' }]);
    await p.close();
  });

  test('may be the client’s to meet, by somebody of theirs', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const { memberId, person: ama } = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
    const on = { ...(await onCriterion(p.client, meeting, stories[0]?.id ?? '')), verdict: 'MET_WITH_CONDITION' };
    const theirs = { ...condition, ownerId: memberId };
    const asked = await act(p.vendor, 'giveVerdict', { ...on, condition: theirs });
    const own = await act(ama, 'giveVerdict', { ...on, condition: { ...condition, ownerPartyId: p.clientPartyId } });
    const sides = { ownerParty: { kind: 'CLIENT' }, toParty: { kind: 'VENDOR' } };
    expect(asked.criteria[0]?.verdicts[0]?.promise).toMatchObject({ ...sides, state: 'ASKED' });
    expect(own.criteria[0]?.verdicts[0]?.promise).toMatchObject({ ...sides, state: 'OPEN' });
    await p.close();
  });
});

describe('two at once', () => {
  test('verdicts of both parties on everything at the same moment: none is lost, none is in another’s way', async () => {
    const { p, meeting, stories } = await demoWorld(server, { points: [1, 2, 3] });
    const { demos } = await readMeeting(p.client, meeting);
    const given = demos.flatMap(({ story, criteria }) =>
      criteria.flatMap(({ criterionId, version }) =>
        [p.client, p.vendor].map((by) =>
          refused(by, 'giveVerdict', {
            meetingId: meeting.id,
            storyId: story.id,
            criterionId,
            version,
            verdict: 'MET',
          }),
        ),
      ),
    );
    expect(new Set(await Promise.all(given))).toEqual(new Set([null]));
    const after = await readMeeting(p.vendor, meeting);
    expect(after.demos.map(({ story }) => story.state)).toEqual(stories.map(() => 'ACCEPTED'));
    expect(await server.database.query('select 1 from verdict where meeting_id = $1', meeting.id)).toHaveLength(12);
    await p.close();
  });

  test('the same mutation sent twice, in flight or again, acts once', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const on = await onCriterion(p.client, meeting, stories[0]?.id ?? '');
    const input = {
      ...{ ...on, mutationId: randomUUID(), verdict: 'MET_WITH_CONDITION' },
      condition: { text: 'The colour blind see it too', dueOn: '2026-11-25' },
    };
    const both = await Promise.all([1, 2, 3].map(() => act(p.client, 'giveVerdict', input)));
    both.push(await act(p.client, 'giveVerdict', input));
    for (const demo of both) expect(demo.criteria[0]?.history).toHaveLength(1);
    expect(await server.database.query('select 1 from promise where partnership_id = $1', p.id)).toHaveLength(1);
    await p.close();
  });
});

test('the demos of a meeting are read in as many statements for six as for one', async () => {
  const counts: number[] = [];
  for (const points of [[1], [1, 1, 1, 1, 1, 1]]) {
    const { p, meeting, stories } = await demoWorld(server, { points });
    for (const { id } of stories) await judgeAll(p.client, meeting, id, 'NOT_SHOWN');
    const { sql } = server.services;
    const { rows, row } = sql;
    let asked = 0;
    const counting = <Ask extends (...given: never[]) => unknown>(ask: Ask): Ask =>
      ((...given: never[]) => {
        asked += 1;
        return ask(...given);
      }) as Ask;
    Object.assign(sql, { rows: counting(rows), row: counting(row) });
    try {
      await readMeeting(p.client, meeting);
    } finally {
      Object.assign(sql, { rows, row });
    }
    counts.push(asked);
    await p.close();
  }
  expect(counts[1]).toBe(counts[0]);
});

test('PostgreSQL itself refuses to change, delete or empty verdicts, disputes and rulings', async () => {
  const { p, meeting, stories } = await demoWorld(server);
  const storyId = stories[0]?.id ?? '';
  await judgeAll(p.client, meeting, storyId, 'NOT_MET', 'It turns red');
  await judgeAll(p.vendor, meeting, storyId);
  const about = { meetingId: meeting.id, storyId };
  await act(p.client, 'escalateDispute', { ...about, reason: 'Red or amber?' });
  await act(p.client, 'ruleOnDispute', { ...about, ruling: 'RETURN', note: 'It is red' });
  const refusedBy = (text: string): Promise<string> =>
    server.database.query(text).then(
      () => 'done',
      (error: Error) => error.message,
    );
  for (const [table, change] of [
    ['verdict', `verdict = 'MET'`],
    ['dispute', `reason = 'another'`],
    ['dispute_ruling', `ruling = 'ACCEPT'`],
  ]) {
    expect(await refusedBy(`update ${table} set ${change}`)).toContain('never changed or removed');
    expect(await refusedBy(`delete from ${table}`)).toContain('never changed or removed');
    expect(await refusedBy(`truncate ${table} cascade`)).toMatch(/cannot be emptied|cannot truncate/);
    expect(await server.database.query(`select 1 from ${table}`)).not.toEqual([]);
  }
  await p.close();
});
