import type { CriterionId, DocumentId, MemberId } from '@tandem/schema/ids';
import { addCriterion, removeCriterion } from '@tandem/schema/story/document';
import { BURST_PAUSE_MS } from '@tandem/schema/story/rules';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { agree, asRead, change, readStory, refusal, type StoryNode, wordsOfCriterion } from './story-kit.ts';

describe('agreement on wording', () => {
  let server: TestServer;
  let p: TestPartnership;
  let story: StoryNode;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });
  beforeEach(async () => {
    story = await change(p.client, 'createStory', {
      ...{ partnershipId: p.id, title: 'Late bus', criteria: ['It is seen early', 'It is seen by all'] },
    });
  });

  const edit = async (memberId: string, write: (doc: Y.Doc) => void): Promise<void> => {
    await server.services.live.edit(story.id as DocumentId, memberId as MemberId, write);
  };
  const insert = (memberId: string, i: number, at: number, text: string) =>
    edit(memberId, (doc) => wordsOfCriterion(doc, i).insert(at, text));
  /** Everything that is durable is in rows. */
  const now = async (): Promise<StoryNode> => {
    await server.services.live.projectNow(story.id as DocumentId);
    return readStory(p.client, p.slug, story.key);
  };
  const versions = async (i: number): Promise<string[]> => {
    const { node } = await p.vendor.gql<{
      node: { versions: { number: number; text: string; author: { name: string } | null }[] };
    }>('query ($id: ID!) { node(id: $id) { ... on Criterion { versions { number text author { name } } } } }', {
      id: story.criteria[i]?.id,
    });
    return node.versions.map(({ number, text, author }) => `${number} ${author?.name}: ${text}`);
  };
  const changeSince = async (i: number, partyId: string): Promise<string | null> => {
    const { node } = await p.vendor.gql<{ node: { changeSinceAgreement: { kind: string; text: string }[] | null } }>(
      `query ($id: ID!, $partyId: ID!) {
        node(id: $id) { ... on Criterion { changeSinceAgreement(partyId: $partyId) { kind text } } }
      }`,
      { id: story.criteria[i]?.id, partyId },
    );
    const mark = { SAME: '', ADDED: '+', REMOVED: '-' };
    return (
      node.changeSinceAgreement
        ?.map(({ kind, text }) => {
          const sign = mark[kind as keyof typeof mark];
          return `${sign}${text}${sign}`;
        })
        .join('') ?? null
    );
  };
  const changes = async (): Promise<string[]> => {
    const rows = await server.database.query<{ kind: string; summary: string }>(
      'select kind, summary from change_event where node_id = $1 order by seq',
      story.id,
    );
    return rows.map(({ kind, summary }) => `${kind}: ${summary}`);
  };

  describe('versions', () => {
    test('a criterion begins at version 1, and formatting is no new one', async () => {
      expect(story.criteria.map(({ version, agreed }) => [version, agreed])).toEqual([
        [1, false],
        [1, false],
      ]);
      await agree(p.client, story);
      await edit(p.vendorMemberId, (doc) => wordsOfCriterion(doc, 0).format(0, 5, { bold: true }));
      const after = await now();
      expect(after.criteria[0]).toMatchObject({ version: 1, agreements: [{ party: { kind: 'CLIENT' } }] });
      expect(await versions(0)).toEqual(['1 Priya Raman: It is seen early']);
    });

    test('a burst of typing by one author is one version, and a pause ends it', async () => {
      await insert(p.clientMemberId, 0, 16, ' in');
      expect((await now()).criteria[0]?.version).toBe(1);
      server.clock.move(BURST_PAUSE_MS - 60_000);
      await insert(p.clientMemberId, 0, 19, ' the');
      await now();
      server.clock.move(BURST_PAUSE_MS - 60_000);
      await insert(p.clientMemberId, 0, 23, ' day');
      expect((await now()).criteria[0]?.version).toBe(1);
      server.clock.move(BURST_PAUSE_MS);
      await insert(p.clientMemberId, 0, 27, '!');
      expect((await now()).criteria[0]?.version).toBe(2);
      expect(await versions(0)).toEqual([
        '2 Priya Raman: It is seen early in the day!',
        '1 Priya Raman: It is seen early in the day',
      ]);
    });

    test('another author begins another version, whether words are put in or taken out', async () => {
      await edit(p.vendorMemberId, (doc) => wordsOfCriterion(doc, 0).delete(10, 6));
      await now();
      await insert(p.clientMemberId, 0, 10, ' late');
      await now();
      expect(await versions(0)).toEqual([
        '3 Priya Raman: It is seen late',
        '2 Tomás Herrera: It is seen',
        '1 Priya Raman: It is seen early',
      ]);
      expect(await versions(1)).toEqual(['1 Priya Raman: It is seen by all']);
    });

    test('two who type at once in criteria of their own make no versions of each other’s', async () => {
      await insert(p.vendorMemberId, 1, 0, 'X');
      await now();
      for (const round of [0, 1, 2]) {
        await insert(p.clientMemberId, 0, 16 + round, 'c');
        await insert(p.vendorMemberId, 1, 1 + round, 'v');
        if (round % 2 === 0) await now();
      }
      await now();
      expect(await versions(0)).toEqual(['1 Priya Raman: It is seen earlyccc']);
      expect(await versions(1)).toEqual(['2 Tomás Herrera: XvvvIt is seen by all', '1 Priya Raman: It is seen by all']);
    });

    test('an agreement closes a version: the next letter of the same author begins another', async () => {
      await agree(p.vendor, story, [0]);
      await insert(p.clientMemberId, 0, 16, '!');
      expect((await now()).criteria[0]?.version).toBe(2);
      expect(await versions(0)).toEqual(['2 Priya Raman: It is seen early!', '1 Priya Raman: It is seen early']);
    });

    test('a criterion that is removed and put back keeps its version and what was agreed to it', async () => {
      await agree(p.vendor, story);
      await edit(p.clientMemberId, (doc) => removeCriterion(doc, story.criteria[1]?.id as CriterionId));
      expect((await now()).agreedCount).toBe(0);
      await edit(p.clientMemberId, (doc) => {
        addCriterion(doc, story.criteria[1]?.id as CriterionId, 'a1', 'It is seen by all');
      });
      expect((await now()).criteria[1]).toMatchObject({ version: 1, agreements: [{ party: { kind: 'VENDOR' } }] });
    });
  });

  describe('agreeing', () => {
    test('each party agrees for itself, to some or to all, and the story counts what both agree to', async () => {
      const one = await agree(p.client, story, [0]);
      expect(one.criteria[0]).toMatchObject({
        agreed: false,
        agreements: [{ party: { kind: 'CLIENT' }, member: { name: 'Priya Raman' }, version: 1 }],
        droppedAgreements: [],
      });
      expect(one.agreedCount).toBe(0);
      const both = await agree(p.vendor, story);
      expect(both.criteria.map(({ agreed }) => agreed)).toEqual([true, false]);
      expect(both.criteria[0]?.agreements.map(({ party }) => party.kind)).toEqual(['CLIENT', 'VENDOR']);
      expect(both.agreedCount).toBe(1);
      expect((await changes()).slice(1)).toEqual([
        `story.agreed: agreed to criterion 1 of ${story.key} for Meridian Transit`,
        `story.agreed: agreed to all 2 criteria of ${story.key} for Fieldnote Software`,
      ]);
    });

    test('agreeing twice changes nothing, also by another of the party', async () => {
      const first = await agree(p.client, story);
      const { person } = await p.join('CLIENT', 'MEMBER');
      const again = await agree(person, story);
      expect(again).toEqual(first);
      expect(await changes()).toHaveLength(2);
    });

    test('an edit by anybody drops the agreement, and shows word by word what changed since it', async () => {
      await agree(p.client, story);
      await agree(p.vendor, story, [0]);
      await edit(p.vendorMemberId, (doc) => {
        wordsOfCriterion(doc, 0).delete(11, 5);
        wordsOfCriterion(doc, 0).insert(11, 'before the driver does');
      });
      const after = await now();
      expect(after.criteria[0]).toMatchObject({ version: 2, agreed: false, agreements: [] });
      expect(after.criteria[0]?.droppedAgreements.map(({ party, version }) => `${party.kind} ${version}`)).toEqual([
        'CLIENT 1',
        'VENDOR 1',
      ]);
      expect(await changeSince(0, p.clientPartyId)).toBe('It is seen -early-+before the driver does+');
      expect(await changeSince(1, p.clientPartyId)).toBe('It is seen by all');
      expect(await changeSince(1, p.vendorPartyId)).toBeNull();
      const again = await agree(p.vendor, after, [0]);
      expect(again.criteria[0]?.agreements.map(({ version }) => version)).toEqual([2]);
      expect(again.criteria[0]?.droppedAgreements.map(({ party }) => party.kind)).toEqual(['CLIENT']);
      expect(await changeSince(0, p.vendorPartyId)).toBe('It is seen before the driver does');
    });

    test('whoever agrees to words that have changed is told which, and agrees to nothing', async () => {
      await insert(p.vendorMemberId, 1, 17, ' of them');
      // Not in rows yet, and still the agreement is judged by the words as they are.
      const refused = await refusal(p.client, 'agreeToCriteria', asRead(story, [0, 1]));
      expect(refused?.extensions).toMatchObject({ code: 'CONFLICT', criterionIds: [story.criteria[1]?.id] });
      expect(refused?.message).toBe('Criterion 2 has changed since you read it. Read it again, then agree.');
      expect((await now()).criteria[0]?.agreements).toEqual([]);
      const read = asRead(story, [0]);
      for (const other of [{ version: 2 }, { text: 'It is seen late' }, { text: '' }])
        expect(
          (
            await refusal(p.client, 'agreeToCriteria', {
              storyId: story.id,
              criteria: read.criteria.map((one) => ({ ...one, ...other })),
            })
          )?.extensions.code,
        ).toBe('CONFLICT');
    });

    test('a removed criterion cannot be agreed to', async () => {
      await edit(p.vendorMemberId, (doc) => removeCriterion(doc, story.criteria[0]?.id as CriterionId));
      const refused = await refusal(p.client, 'agreeToCriteria', asRead(story, [0, 1]));
      expect(refused?.message).toBe('A criterion was removed since you read it. Read it again, then agree.');
    });

    test('a criterion without words, none at all, and a hundred and one are refused', async () => {
      const id = randomUUID();
      await edit(p.vendorMemberId, (doc) => void addCriterion(doc, id as CriterionId, 'a2', ''));
      const empty = { criterionId: id, version: 1, text: '' };
      for (const criteria of [[empty], [], Array.from({ length: 101 }, () => empty)])
        expect((await refusal(p.client, 'agreeToCriteria', { storyId: story.id, criteria }))?.extensions).toMatchObject(
          {
            code: 'BAD_USER_INPUT',
            field: 'criteria',
          },
        );
    });

    test('a criterion of another story, of another partnership, or of none is unknown', async () => {
      const other = await change(p.client, 'createStory', { partnershipId: p.id, criteria: ['Elsewhere'] });
      const theirs = await partnershipWithTwoParties(server, 'Another');
      const foreign = await change(theirs.client, 'createStory', { partnershipId: theirs.id, criteria: ['Theirs'] });
      for (const id of [other.criteria[0]?.id, foreign.criteria[0]?.id, randomUUID(), "1' or true"]) {
        const named = [{ criterionId: id, version: 1, text: 'Elsewhere' }];
        const refused = [
          await refusal(p.client, 'agreeToCriteria', { storyId: story.id, criteria: named }),
          await refusal(p.client, 'withdrawAgreement', { storyId: story.id, criterionId: id }),
        ];
        expect(refused.map((one) => one?.extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
      }
      expect((await refusal(theirs.client, 'agreeToCriteria', asRead(story, [0])))?.extensions.code).toBe('NOT_FOUND');
      await theirs.close();
    });

    test('a party takes back its own agreement, not the other’s', async () => {
      await agree(p.client, story);
      await agree(p.vendor, story);
      const criterionId = story.criteria[0]?.id;
      const { person } = await p.join('VENDOR', 'MEMBER');
      const after = await change(person, 'withdrawAgreement', { storyId: story.id, criterionId });
      expect(after.criteria[0]).toMatchObject({
        agreed: false,
        agreements: [{ party: { kind: 'CLIENT' } }],
        droppedAgreements: [],
      });
      expect(after.agreedCount).toBe(1);
      const said = (await changes()).at(-1);
      expect(said).toBe(
        `story.agreementWithdrawn: took back Fieldnote Software’s agreement to criterion 1 of ${story.key}`,
      );
      await change(person, 'withdrawAgreement', { storyId: story.id, criterionId });
      expect((await changes()).at(-2)).not.toBe(said);
      expect(await changeSince(0, p.vendorPartyId)).toBeNull();
      expect((await agree(p.vendor, after, [0])).agreedCount).toBe(2);
    });

    test('both agree at the same moment, and both count', async () => {
      await Promise.all([agree(p.client, story), agree(p.vendor, story)]);
      expect((await now()).agreedCount).toBe(2);
    });
  });

  describe('READY is derived', () => {
    const estimate = (by: Person, points: number | null) => change(by, 'estimateStory', { storyId: story.id, points });
    const states = async (): Promise<string[]> =>
      (
        await server.database.query<{ from_state: string | null; to_state: string; points: number | null }>(
          'select from_state, to_state, points from story_transition where story_id = $1 order by number',
          story.id,
        )
      ).map(({ from_state, to_state, points }) => `${from_state} → ${to_state} ${points}`);

    test('by the last of estimate and agreements, and taken back by an edit, a withdrawal or a lost estimate', async () => {
      await agree(p.client, story);
      expect((await agree(p.vendor, story)).state).toBe('DRAFT');
      expect((await estimate(p.vendor, 3)).state).toBe('READY');
      expect((await changes()).at(-1)).toBe(`story.estimated: estimated ${story.key} at 3, and it is ready`);
      expect((await estimate(p.vendor, null)).state).toBe('DRAFT');
      expect((await estimate(p.client, 5)).state).toBe('READY');
      const criterionId = story.criteria[1]?.id;
      expect((await change(p.client, 'withdrawAgreement', { storyId: story.id, criterionId })).state).toBe('DRAFT');
      expect((await agree(p.client, story, [1])).state).toBe('READY');
      await insert(p.vendorMemberId, 1, 0, 'A');
      expect((await now()).state).toBe('DRAFT');
      expect((await changes()).at(-1)).toBe(`story.edited: edited ${story.key}, so it is a draft again`);
      expect(await states()).toEqual([
        'null → DRAFT null',
        'DRAFT → READY 3',
        'READY → DRAFT null',
        'DRAFT → READY 5',
        'READY → DRAFT 5',
        'DRAFT → READY 5',
        'READY → DRAFT 5',
      ]);
    });

    test('a new criterion makes it a draft, and its removal makes it ready again', async () => {
      await estimate(p.vendor, 1);
      await agree(p.client, story);
      await agree(p.vendor, story);
      const id = randomUUID() as CriterionId;
      await edit(p.vendorMemberId, (doc) => void addCriterion(doc, id, 'a5', 'More'));
      expect((await now()).state).toBe('DRAFT');
      await edit(p.vendorMemberId, (doc) => removeCriterion(doc, id));
      expect((await now()).state).toBe('READY');
    });

    test('a story without criteria is not ready', async () => {
      const bare = await change(p.client, 'createStory', { partnershipId: p.id, estimate: 3 });
      expect((await change(p.vendor, 'estimateStory', { storyId: bare.id, points: 5 })).state).toBe('DRAFT');
    });
  });

  test('those who had agreed are told once for each wording, and never of their own edit', async () => {
    await agree(p.client, story);
    await agree(p.vendor, story);
    for (const at of [0, 1, 2]) {
      await insert(p.vendorMemberId, 0, at, 'x');
      await now();
    }
    const told = () =>
      server.database.query<{ member_id: string; text: string; path: string }>(
        `select member_id, text, path from notification where kind = 'AGREEMENT_DROPPED' and node_id = $1 order by id`,
        story.id,
      );
    const text = `Tomás Herrera changed criterion 1 of ${story.key}, which you had agreed to. Read what changed, and agree again.`;
    expect(await told()).toEqual([{ member_id: p.clientMemberId, text, path: `/stories/${story.key}` }]);
    await agree(p.client, await now(), [0]);
    await insert(p.vendorMemberId, 0, 0, 'y');
    await now();
    expect(await told()).toHaveLength(2);
  });
});
