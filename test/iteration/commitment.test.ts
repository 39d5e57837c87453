import { createHash, randomUUID } from 'node:crypto';
import type { CriterionId, DocumentId, GoalId, MemberId } from '@tandem/schema/ids';
import { addGoal } from '@tandem/schema/iteration/document';
import { criteriaOf as criteriaIn, titleOf } from '@tandem/schema/story/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { DAY_MS } from '../kit/clock.ts';
import { type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { agreeToAll, createReadyStory, criteriaOf } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { readStory } from '../story/story-kit.ts';
import {
  act,
  committedWeek,
  plannedWeek,
  propose,
  readWeek,
  refused,
  type SignedWeek,
  sign,
} from './commitment-kit.ts';
import { change as changeIteration, codeOf, serverAt, setClock } from './iteration-kit.ts';

const NOW = '2026-11-18T10:00:00Z';

describe('a commitment', () => {
  let server: TestServer;
  let p: TestPartnership;
  let sponsor: Person;
  let member: Person;
  /** Each test signs a week of its own. */
  let weeks = 0;
  const freshWeek = (): string =>
    ++weeks <= 6 ? `2026-W${47 + weeks}` : `2027-W${String(weeks - 6).padStart(2, '0')}`;
  beforeAll(async () => {
    server = await serverAt(NOW);
    p = await partnershipWithTwoParties(server);
    sponsor = (await p.join('CLIENT', 'SPONSOR', 'Jonas Lindqvist')).person;
    member = (await p.join('CLIENT', 'MEMBER')).person;
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const seen = ({ id, proposal }: SignedWeek) => ({
    ...{ iterationId: id, snapshotId: proposal?.id ?? '', hash: proposal?.hash ?? '' },
  });
  const edit = (documentId: string, write: (doc: Y.Doc) => void): Promise<number> =>
    server.services.live.edit(documentId as DocumentId, p.vendorMemberId as MemberId, write);
  const rewrite = (storyId: string, criterionId: string, text: string): Promise<number> =>
    edit(storyId, (doc) => {
      const body = criteriaIn(doc)
        .get(criterionId as CriterionId)
        ?.get('body') as Y.XmlFragment;
      const words = (body.get(0) as Y.XmlElement).get(0) as Y.XmlText;
      words.delete(0, words.length);
      words.insert(0, text);
    });
  const changedSentences = (week: SignedWeek | null): string[] =>
    (week?.proposal ?? week?.commitment)?.changesSince.map(({ sentence }) => sentence) ?? [];

  test('is proposed with a signature, and freezes stories, points, criteria, agreements and goals', async () => {
    const week = await plannedWeek(p, freshWeek(), [3, 5]);
    await edit(week.id, (doc) => addGoal(doc, randomUUID() as GoalId, 'a0', 'A dispatcher acts on a late bus'));
    const proposed = await propose(p.vendor, week);
    expect(proposed.commitment).toBeNull();
    expect(proposed.proposal).toMatchObject({
      ...{
        revision: 1,
        state: 'PROPOSED',
        proposedBy: { name: 'Tomás Herrera' },
        points: 8,
        capacity: 20,
        budget: null,
      },
      ...{ goals: [{ text: 'A dispatcher acts on a late bus' }], declined: [], changesSince: [] },
      ...{ missing: [{ kind: 'CLIENT' }] },
    });
    expect(proposed.proposal?.signatures).toMatchObject([
      { party: { kind: 'VENDOR' }, member: { name: 'Tomás Herrera' } },
    ]);
    expect(proposed.proposal?.stories.map(({ key, points }) => [key, points])).toEqual(
      week.stories.map(({ key }, i) => [key, [3, 5][i]]),
    );
    const [first] = proposed.proposal?.stories[0]?.criteria ?? [];
    expect(first).toMatchObject({ version: 1, text: 'A late bus turns amber' });
    expect(first?.agreements.map(({ party }) => party.kind).sort()).toEqual(['CLIENT', 'VENDOR']);
    expect((await readStory(p.client, p.slug, week.stories[0]?.key ?? '')).state).toBe('READY');
  });

  test('is in force with the last signature: its stories are committed, and its points counted', async () => {
    const week = await plannedWeek(p, freshWeek(), [3, 5]);
    await propose(p.vendor, week);
    const signed = await sign(sponsor, week);
    expect(signed).toMatchObject({ committedPoints: 8, plannedPoints: 8, proposal: null });
    expect(signed.commitment).toMatchObject({ state: 'IN_FORCE', missing: [], changesSince: [] });
    expect(signed.commitment?.signatures.map(({ party, member: { name } }) => `${party.kind} ${name}`)).toEqual([
      'VENDOR Tomás Herrera',
      'CLIENT Jonas Lindqvist',
    ]);
    expect(signed.commitment?.stories.map(({ story }) => story?.state)).toEqual(['COMMITTED', 'COMMITTED']);
    expect(signed.stories.map(({ state, points }) => [state, points])).toEqual([
      ['COMMITTED', 3],
      ['COMMITTED', 5],
    ]);
    const moves = await server.database.query<{ to_state: string; iteration_id: string; points: number }>(
      'select to_state, iteration_id, points from story_transition where story_id = $1 order by number desc limit 1',
      week.stories[1]?.id,
    );
    expect(moves).toEqual([{ to_state: 'COMMITTED', iteration_id: week.id, points: 5 }]);
  });

  test('anybody can hash its content again, and it names the snapshot before it', async () => {
    const first = (await propose(p.vendor, await plannedWeek(p, freshWeek()))).proposal;
    const second = (await propose(p.client, await plannedWeek(p, freshWeek()))).proposal;
    for (const snapshot of [first, second])
      expect(
        createHash('sha256')
          .update(snapshot?.content ?? '')
          .digest('hex'),
      ).toBe(snapshot?.hash);
    expect(second?.previousHash).toBe(first?.hash);
    expect(JSON.parse(second?.content ?? '')).toMatchObject({ previous: first?.hash, state: { capacity: 20 } });
  });

  test('a week that is not ready to be signed is refused with everything that is missing', async () => {
    const { id } = await changeIteration(p.client, 'planIteration', { partnershipId: p.id, isoWeek: freshWeek() });
    const empty = await refused(p.client, 'proposeCommitment', { iterationId: id });
    expect(empty.extensions).toMatchObject({
      code: 'CONFLICT',
      missing: ['no story is planned for it', 'its capacity is not set'],
    });
    const story = await createReadyStory(p, { criteria: ['One', 'Two'], estimate: 2 });
    await changeIteration(p.client, 'planStory', { iterationId: id, storyId: story.id });
    await changeIteration(p.vendor, 'setCapacity', { iterationId: id, points: 5 });
    const [criterion] = await criteriaOf(p.client, story.id);
    await rewrite(story.id, criterion?.id ?? '', 'One and a half');
    const unready = await refused(p.client, 'proposeCommitment', { iterationId: id });
    expect(unready.extensions.missing).toEqual([`${story.key} is not ready: 1 of 2 criteria agreed`]);
    expect(unready.message).toMatch(/can’t be proposed yet: MT-\d+ is not ready: 1 of 2 criteria agreed\.$/);
    for (const by of [p.client, p.vendor]) await agreeToAll(by, story.id);
    expect((await propose(p.client, { id })).proposal?.stories[0]?.criteria[0]?.version).toBe(2);
  });

  test('is proposed and signed by leads and sponsors alone, each for their own party', async () => {
    const week = await plannedWeek(p, freshWeek());
    const observer = await p.join('VENDOR', 'OBSERVER');
    for (const by of [member, observer.person])
      expect((await refused(by, 'proposeCommitment', { iterationId: week.id })).extensions.code).toBe('FORBIDDEN');
    const proposed = await propose(p.client, week);
    for (const by of [member, observer.person])
      expect((await refused(by, 'signCommitment', seen(proposed))).extensions.code).toBe('FORBIDDEN');
    for (const partyId of [p.clientPartyId, randomUUID()]) {
      const forOthers = await refused(p.vendor, 'signCommitment', { ...seen(proposed), partyId });
      expect(forOthers.extensions.code).toBe('FORBIDDEN');
      expect(forOthers.message).toContain('You sign for Fieldnote Software alone.');
    }
    const signed = await act(p.vendor, 'signCommitment', { ...seen(proposed), partyId: p.vendorPartyId });
    expect(signed.commitment?.state).toBe('IN_FORCE');
  });

  test('a party signs once', async () => {
    const week = await plannedWeek(p, freshWeek());
    const proposed = await propose(p.client, week);
    for (const by of [p.client, sponsor]) {
      const again = await refused(by, 'signCommitment', seen(proposed));
      expect(again.extensions.code).toBe('CONFLICT');
      expect(again.message).toContain('Meridian Transit has signed this already.');
    }
    await act(p.vendor, 'signCommitment', seen(proposed));
    for (const by of [p.client, p.vendor])
      expect((await refused(by, 'signCommitment', seen(proposed))).extensions.code).toBe('CONFLICT');
    expect((await refused(p.client, 'proposeCommitment', { iterationId: week.id })).message).toContain('scope ledger');
  });

  test('two of one party who sign at the same moment: one does, the other is told', async () => {
    const week = await plannedWeek(p, freshWeek());
    const proposed = await propose(p.vendor, week);
    const both = await Promise.allSettled([p.client, sponsor].map((by) => act(by, 'signCommitment', seen(proposed))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
    expect((await readWeek(p.client, week.id)).commitment?.signatures).toHaveLength(2);
  });

  test('two parties who propose at the same moment: one does, the other can sign it', async () => {
    const week = await plannedWeek(p, freshWeek());
    const both = await Promise.allSettled([p.client, p.vendor].map((by) => propose(by, week)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readWeek(p.client, week.id)).proposals).toHaveLength(1);
  });

  test('the same mutation sent twice signs once', async () => {
    const proposed = await propose(p.vendor, await plannedWeek(p, freshWeek()));
    const input = { ...seen(proposed), mutationId: randomUUID() };
    const [one, two] = await Promise.all([
      act(p.client, 'signCommitment', input),
      act(p.client, 'signCommitment', input),
    ]);
    expect(one.commitment?.signatures).toEqual(two.commitment?.signatures);
  });

  test('words written between the proposal and the signature ask for a new signature, and show what changed', async () => {
    const week = await plannedWeek(p, freshWeek());
    const [story] = week.stories;
    const proposed = await propose(p.vendor, week);
    const [, criterion] = await criteriaOf(p.client, story?.id ?? '');
    // Durable a moment ago, and not in rows yet: it counts.
    await rewrite(story?.id ?? '', criterion?.id ?? '', 'The dispatcher calls the driver in two actions');
    const stale = await refused(p.client, 'signCommitment', seen(proposed));
    expect(stale.extensions).toMatchObject({ code: 'CONFLICT', changes: [`${story?.key} criterion 2 changed`] });
    expect(stale.message).toContain('Propose it again');
    const now = await readWeek(p.client, week.id);
    expect(now.proposal?.state).toBe('STALE');
    const words = now.proposal?.changesSince.find(({ criterionId }) => criterionId === criterion?.id);
    expect(words?.diff).toEqual([
      { kind: 'SAME', text: 'The dispatcher calls the driver in ' },
      { kind: 'REMOVED', text: 'one' },
      { kind: 'ADDED', text: 'two' },
      { kind: 'SAME', text: ' ' },
      { kind: 'REMOVED', text: 'action' },
      { kind: 'ADDED', text: 'actions' },
    ]);
    for (const by of [p.client, p.vendor]) await agreeToAll(by, story?.id ?? '');
    const again = await propose(p.client, week);
    expect(again.proposal).toMatchObject({ revision: 2, state: 'PROPOSED', missing: [{ kind: 'VENDOR' }] });
    expect(again.proposals.map(({ state }) => state)).toEqual(['PROPOSED', 'WITHDRAWN']);
    const old = await refused(p.vendor, 'signCommitment', seen(proposed));
    expect(old.message).toContain('was taken back or replaced');
    expect((await sign(p.vendor, week)).commitment?.revision).toBe(2);
  });

  test('every other change between the proposal and the signature is named too', async () => {
    const week = await plannedWeek(p, freshWeek(), [3, 5, 2]);
    const [first, second, third] = week.stories;
    const goalId = randomUUID() as GoalId;
    await edit(week.id, (doc) => addGoal(doc, goalId, 'a0', 'A goal'));
    const proposed = await propose(p.vendor, week);
    const more = await createReadyStory(p, { estimate: 1 });
    await changeIteration(p.vendor, 'setCapacity', { iterationId: week.id, points: 18 });
    await changeIteration(p.client, 'setBudget', {
      iterationId: week.id,
      amount: 12.5,
      unit: 'MONEY',
      currency: 'GBP',
    });
    await changeIteration(p.client, 'planStory', { iterationId: week.id, storyId: more.id });
    await changeIteration(p.client, 'unplanStory', { iterationId: week.id, storyId: second?.id });
    await changeIteration(p.vendor, 'declineStory', { iterationId: week.id, storyId: third?.id, reason: 'No time' });
    await p.vendor.gql('mutation ($input: EstimateStoryInput!) { estimateStory(input: $input) { story { id } } }', {
      input: { mutationId: randomUUID(), storyId: first?.id, points: 8 },
    });
    await edit(first?.id ?? '', (doc) => titleOf(doc).insert(0, 'The '));
    await edit(week.id, (doc) => addGoal(doc, randomUUID() as GoalId, 'a1', 'Another goal'));
    const stale = await refused(p.client, 'signCommitment', seen(proposed));
    expect(stale.extensions.changes).toEqual([
      'capacity 20 → 18',
      'budget not set → 12.50 GBP',
      'goal “Another goal” added',
      `${first?.key} title changed`,
      `${first?.key} points 3 → 8`,
      `${second?.key} removed`,
      `${third?.key} removed`,
      `${more.key} added`,
      `${third?.key} declined`,
    ]);
    expect(changedSentences(await readWeek(p.vendor, week.id))).toEqual(stale.extensions.changes);
  });

  test('an agreement taken back and an open question stand in the way of a signature', async () => {
    const week = await plannedWeek(p, freshWeek());
    const [first] = week.stories;
    const proposed = await propose(p.vendor, week);
    const [criterion] = await criteriaOf(p.client, first?.id ?? '');
    await p.client.gql(
      'mutation ($input: WithdrawAgreementInput!) { withdrawAgreement(input: $input) { story { id } } }',
      {
        input: { mutationId: randomUUID(), storyId: first?.id, criterionId: criterion?.id },
      },
    );
    const stale = await refused(p.client, 'signCommitment', seen(proposed));
    expect(stale.extensions.changes).toEqual([`${first?.key} criterion 1 is no longer agreed by Meridian Transit`]);
    await agreeToAll(p.client, first?.id ?? '');
    expect(changedSentences(await readWeek(p.vendor, week.id))).toEqual([
      `${first?.key} criterion 1 was agreed again by Meridian Transit`,
    ]);
  });

  test('the order of the plan and a person’s new name are no change of what was proposed', async () => {
    const week = await plannedWeek(p, freshWeek());
    const [first, second] = week.stories;
    const proposed = await propose(p.vendor, week);
    await changeIteration(p.client, 'planStory', { iterationId: week.id, storyId: second?.id, beforeId: first?.id });
    await p.vendor.gql('mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { name } } }', {
      input: { name: 'Tomás H. Herrera', timeZone: 'Europe/London' },
    });
    expect((await readWeek(p.client, week.id)).proposal?.state).toBe('PROPOSED');
    expect((await act(p.client, 'signCommitment', seen(proposed))).commitment?.state).toBe('IN_FORCE');
    await p.vendor.gql('mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { name } } }', {
      input: { name: 'Tomás Herrera', timeZone: 'Europe/London' },
    });
  });

  test('the proposing party can take its proposal back, the other cannot; what was proposed stays on record', async () => {
    const week = await plannedWeek(p, freshWeek());
    expect((await refused(p.client, 'withdrawProposal', { iterationId: week.id })).extensions.code).toBe('CONFLICT');
    const proposed = await propose(p.vendor, week);
    expect((await refused(p.client, 'withdrawProposal', { iterationId: week.id })).extensions.code).toBe('FORBIDDEN');
    expect((await refused(p.client, 'proposeCommitment', { iterationId: week.id })).message).toContain(
      'proposed already',
    );
    const back = await act(p.vendor, 'withdrawProposal', { iterationId: week.id });
    expect(back.proposal).toBeNull();
    expect(back.proposals).toMatchObject([{ id: proposed.proposal?.id, state: 'WITHDRAWN' }]);
    expect((await refused(p.client, 'signCommitment', seen(proposed))).extensions.code).toBe('CONFLICT');
    await propose(p.client, week);
    await sign(p.vendor, week);
    expect((await refused(p.client, 'withdrawProposal', { iterationId: week.id })).extensions.code).toBe('CONFLICT');
  });

  test('a signature names the hash of what was read', async () => {
    const proposed = await propose(p.vendor, await plannedWeek(p, freshWeek()));
    for (const wrong of [{ hash: 'f'.repeat(64) }, { hash: '' }, { snapshotId: randomUUID() }, { snapshotId: 'x' }])
      expect((await refused(p.client, 'signCommitment', { ...seen(proposed), ...wrong })).extensions.code).toBe(
        'CONFLICT',
      );
  });

  test('what a party declined is in the frozen week with its reason', async () => {
    const week = await plannedWeek(p, freshWeek());
    const [first, second] = week.stories;
    await changeIteration(p.vendor, 'declineStory', {
      iterationId: week.id,
      storyId: second?.id,
      reason: 'Needs the depot',
    });
    const { proposal } = await propose(p.vendor, week);
    expect(proposal?.stories.map(({ key }) => key)).toEqual([first?.key]);
    expect(proposal?.declined).toEqual([{ key: second?.key, party: { kind: 'VENDOR' }, reason: 'Needs the depot' }]);
    await sign(p.client, week);
    expect((await readStory(p.client, p.slug, second?.key ?? '')).state).toBe('READY');
  });

  test('a story that came back is committed once more when it is agreed again', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const [story] = week.stories;
    for (const to of ['IN_PROGRESS', 'DELIVERED', 'RETURNED'])
      await p.client.gql(
        'mutation ($input: TransitionStoryInput!) { transitionStory(input: $input) { story { id } } }',
        {
          input: { mutationId: randomUUID(), storyId: story?.id, to, reason: 'Not on the wall display' },
        },
      );
    const following = await plannedWeek(p, freshWeek(), []);
    await changeIteration(p.client, 'planStory', { iterationId: following.id, storyId: story?.id });
    await propose(p.vendor, following);
    expect((await sign(p.client, following)).commitment?.stories).toMatchObject([{ key: story?.key }]);
    expect((await readWeek(p.client, week.id)).commitment).toMatchObject({
      stories: [{ key: story?.key }],
      changesSince: [],
    });
    const lineage = await p.client.gql<{ story: { commitments: { isoWeek: string; addedLater: boolean }[] } }>(
      'query ($s: String!, $k: String!) { story(slug: $s, key: $k) { commitments { isoWeek addedLater } } }',
      { s: p.slug, k: story?.key },
    );
    expect(lineage.story.commitments).toEqual([
      { isoWeek: following.isoWeek, addedLater: false },
      { isoWeek: week.isoWeek, addedLater: false },
    ]);
  });

  test('what is committed can still be written on, and shows what changed since', async () => {
    const week = await committedWeek(p, freshWeek());
    const [story] = week.stories;
    const [criterion] = await criteriaOf(p.client, story?.id ?? '');
    await rewrite(story?.id ?? '', criterion?.id ?? '', 'A late bus turns red');
    await expect
      .poll(async () => changedSentences(await readWeek(p.client, week.id)), { timeout: 5_000 })
      .toEqual([`${story?.key} criterion 1 changed`]);
    const now = await readWeek(p.vendor, week.id);
    expect(now.commitment).toMatchObject({ state: 'IN_FORCE' });
    expect(now.commitment?.stories[0]?.criteria[0]).toMatchObject({ version: 1, text: 'A late bus turns amber' });
    const { story: seenOnItsPage } = await p.client.gql<{
      story: { commitments: { frozen: { criteria: { version: number }[] }; changesSince: { diff: object[] }[] }[] };
    }>(
      `query ($s: String!, $k: String!) { story(slug: $s, key: $k) { commitments {
        frozen { criteria { version } } changesSince { sentence diff { kind text } } } } }`,
      { s: p.slug, k: story?.key },
    );
    expect(seenOnItsPage.commitments[0]).toMatchObject({
      frozen: { criteria: [{ version: 1 }, { version: 1 }] },
      changesSince: [{ diff: [{ kind: 'SAME', text: 'A late bus turns ' }, { text: 'amber' }, { text: 'red' }] }],
    });
  });

  test('both parties’ signers are told: who is asked to sign, and that it is committed', async () => {
    const week = await plannedWeek(p, freshWeek());
    await propose(p.vendor, week);
    await sign(p.client, week);
    const told = await server.database.query<{ kind: string; name: string; text: string; path: string }>(
      `select k.kind, n.name, k.text, k.path from notification k join member m on m.id = k.member_id
       join person n on n.id = m.person_id where k.node_id = $1 order by k.at, n.name`,
      week.id,
    );
    expect(told.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'SIGNATURE_ASKED Jonas Lindqvist',
      'SIGNATURE_ASKED Priya Raman',
      'SIGNED Jonas Lindqvist',
      'SIGNED Tomás Herrera',
    ]);
    expect(told.at(-1)).toMatchObject({
      text: `Priya Raman signed ${week.isoWeek} for Meridian Transit: it is committed`,
      path: `/weeks/${week.isoWeek}`,
    });
  });

  test('a stranger knows of none of it', async () => {
    const sam = await stranger(server);
    const proposed = await propose(p.vendor, await plannedWeek(p, freshWeek()));
    expect((await refused(sam, 'proposeCommitment', { iterationId: proposed.id })).extensions.code).toBe('NOT_FOUND');
    expect((await refused(sam, 'signCommitment', seen(proposed))).extensions.code).toBe('NOT_FOUND');
    expect((await refused(p.client, 'signCommitment', { ...seen(proposed), iterationId: 'x' })).extensions.code).toBe(
      'NOT_FOUND',
    );
    await sam.close();
  });

  test('a week that is over is neither proposed nor signed', async () => {
    const week = await plannedWeek(p, '2026-W47');
    const proposed = await propose(p.vendor, week);
    server.clock.move(5 * DAY_MS);
    expect((await refused(p.client, 'signCommitment', seen(proposed))).message).toContain('2026-W47 is over');
    expect((await refused(p.vendor, 'proposeCommitment', { iterationId: week.id })).extensions.code).toBe('CONFLICT');
    expect(await codeOf(p.client, 'planStory', { iterationId: week.id, storyId: week.stories[0]?.id })).toBe(
      'CONFLICT',
    );
    setClock(server, NOW);
  });
});
