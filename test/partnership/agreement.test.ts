import { createHash } from 'node:crypto';
import { ladderInForce } from '@tandem/api/partnership/agreement/ladder';
import { statement } from '@tandem/api/platform/db/sql';
import type { PartnershipId } from '@tandem/schema/ids';
import { AGREEMENT_SECTIONS } from '@tandem/schema/partnership/agreement';
import { sectionOf } from '@tandem/schema/partnership/sections';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';
import {
  asRead,
  PROPOSE,
  propose,
  readAgreement,
  refusalOf,
  SET_LADDER,
  SIGN,
  sign,
  write,
  written,
} from './agreement-kit.ts';
import { input, REMOVE } from './operations.ts';

let server: TestServer;
let ours: TestPartnership;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  ours = await partnershipWithTwoParties(server);
  return () => ours.close();
});

const WEEK = 'We meet every Tuesday.';
const inForce = () => ladderInForce(server.services.orm.em.fork(), ours.id as PartnershipId);
const TOLD = statement<{ text: string; path: string; member_id: string }, [string, string]>(
  'test_told',
  'select text, path, member_id from notification where partnership_id = $1 and kind = $2 order by id',
);
const notified = (kind: string) => server.services.sql.rows(TOLD, ours.id, kind);
/** In force: both have signed these words. */
async function signed(words = WEEK) {
  await written(ours.client, ours.slug, 'HOW_WE_WORK', words);
  const { proposal } = await propose(ours.client, ours);
  return sign(ours.vendor, proposal ?? { id: '', hash: '' });
}

describe('writing', () => {
  test('a new partnership has an empty agreement, in which both parties write at once', async () => {
    const agreement = await readAgreement(ours.client, ours.slug);
    expect(agreement).toMatchObject({ signed: null, proposal: null, unsignedChanges: [], ladderIsDefault: true });
    expect(agreement.sections).toEqual(AGREEMENT_SECTIONS.map((section) => ({ section, text: '' })));
    const [priya, tomas] = await Promise.all([
      new ExampleClient(ours.client, agreement.id).open(),
      new ExampleClient(ours.vendor, agreement.id).open(),
    ]);
    const firstText = (doc: Y.Doc): Y.XmlText =>
      (sectionOf(doc, 'HOW_WE_WORK').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    priya.edit((doc) => firstText(doc).insert(0, 'We meet '));
    tomas.edit((doc) => firstText(doc).insert(0, 'every week. '));
    await Promise.all([priya.saved(), tomas.saved()]);
    priya.close();
    tomas.close();
    const text = await eventually('both parties’ words are one paragraph', async () => {
      const now = (await readAgreement(ours.client, ours.slug)).sections[0]?.text ?? '';
      return now.includes('We meet') && now.includes('every week') ? now : null;
    });
    expect(text).not.toContain('\n');
  });

  test('an observer opens the agreement and writes nothing; a stranger does not see it', async () => {
    const { id } = await readAgreement(ours.client, ours.slug);
    const olu = await ours.join('CLIENT', 'OBSERVER', 'Olu Observer');
    const page = await new ExampleClient(olu.person, id).open();
    expect(page.sync?.writable).toBe(false);
    page.close();
    await expect(new ExampleClient(await stranger(server), id).open()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('signing', () => {
  test('a proposal is signed by its proposer at once, and in force when the other party has signed', async () => {
    await written(ours.client, ours.slug, 'HOW_WE_WORK', WEEK);
    const proposed = await propose(ours.client, ours);
    expect(proposed.signed).toBeNull();
    expect(proposed.proposal).toMatchObject({
      ...{ revision: 1, holds: true, proposedBy: { name: 'Priya Raman' } },
      signatures: [{ party: { name: 'Meridian Transit' }, member: { name: 'Priya Raman' } }],
    });
    const agreement = await sign(ours.vendor, proposed.proposal ?? { id: '', hash: '' });
    expect(agreement).toMatchObject({ proposal: null, unsignedChanges: [], ladderChanged: false });
    expect(agreement.signed?.signatures.map(({ party, member }) => [party.name, member.name])).toEqual([
      ['Meridian Transit', 'Priya Raman'],
      ['Fieldnote Software', 'Tomás Herrera'],
    ]);
    expect(agreement.signed?.sections[0]?.text).toBe(WEEK);
    const { content, hash } = agreement.signed ?? { content: '', hash: '' };
    expect(createHash('sha256').update(content, 'utf8').digest('hex')).toBe(hash);
    expect(agreement.signed?.signatures.map((one) => one.hash)).toEqual([hash, hash]);
  });

  test('the other party’s leads are asked to sign, and told when it is in force', async () => {
    await ours.join('VENDOR', 'MEMBER');
    await signed();
    expect(await notified('SIGNATURE_ASKED')).toEqual([
      {
        text: expect.stringMatching(/Priya Raman signed version 1/),
        path: '/agreement',
        member_id: ours.vendorMemberId,
      },
    ]);
    expect((await notified('SIGNED')).map(({ text }) => text)).toEqual([
      expect.stringMatching(/Tomás Herrera .*in force/),
      expect.stringMatching(/Tomás Herrera .*in force/),
    ]);
  });

  test('only leads propose and sign, whichever party they are of', async () => {
    await written(ours.client, ours.slug, 'HOW_WE_WORK', WEEK);
    const agreement = await readAgreement(ours.client, ours.slug);
    for (const role of ['MEMBER', 'SPONSOR', 'OBSERVER'] as const)
      for (const side of ['CLIENT', 'VENDOR'] as const) {
        const { person } = await ours.join(side, role, `Ro ${role}`);
        expect((await refusalOf(person, PROPOSE, asRead(ours.id, agreement))).code).toBe('FORBIDDEN');
        expect((await refusalOf(person, SET_LADDER, ladderOf(2))).code).toBe('FORBIDDEN');
      }
    const { proposal } = await propose(ours.vendor, ours);
    const ama = await ours.join('CLIENT', 'SPONSOR', 'Ama Okafor');
    const seen = { snapshotId: proposal?.id, hash: proposal?.hash };
    expect((await refusalOf(ama.person, SIGN, seen)).code).toBe('FORBIDDEN');
    const sam = await stranger(server);
    expect((await refusalOf(sam, SIGN, seen)).code).toBe('NOT_FOUND');
    expect((await refusalOf(sam, PROPOSE, asRead(ours.id, agreement))).code).toBe('NOT_FOUND');
  });

  test('nobody signs twice, for the other party, another hash, or a version in force', async () => {
    await written(ours.client, ours.slug, 'HOW_WE_WORK', WEEK);
    const { proposal } = await propose(ours.client, ours);
    const seen = { snapshotId: proposal?.id, hash: proposal?.hash };
    expect(await refusalOf(ours.client, SIGN, seen)).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/Meridian Transit has signed this already/),
    });
    const second = await ours.join('CLIENT', 'LEAD', 'Lea Second');
    expect((await refusalOf(second.person, SIGN, seen)).code).toBe('CONFLICT');
    expect(await refusalOf(ours.vendor, SIGN, { ...seen, hash: '0'.repeat(64) })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/not the hash of version 1/),
    });
    await sign(ours.vendor, proposal ?? { id: '', hash: '' });
    expect((await refusalOf(ours.vendor, SIGN, seen)).message).toMatch(/Version 1 is in force/);
    expect(
      (await refusalOf(ours.client, PROPOSE, asRead(ours.id, await readAgreement(ours.client, ours.slug)))).message,
    ).toMatch(/Nothing has changed since version 1/);
    expect((await refusalOf(ours.vendor, SIGN, { ...seen, snapshotId: 'x' })).code).toBe('NOT_FOUND');
  });

  test('the same signature sent twice acts once', async () => {
    await written(ours.client, ours.slug, 'HOW_WE_WORK', WEEK);
    const { proposal } = await propose(ours.client, ours);
    const twice = input({ snapshotId: proposal?.id, hash: proposal?.hash });
    await ours.vendor.gql(SIGN, twice);
    await ours.vendor.gql(SIGN, twice);
    expect((await readAgreement(ours.vendor, ours.slug)).signed?.signatures).toHaveLength(2);
  });

  test('an edit between the signatures, however late, keeps the second one from being given', async () => {
    await written(ours.client, ours.slug, 'HOW_WE_WORK', WEEK);
    const { id, proposal } = await propose(ours.client, ours);
    // Durable, and not in rows yet.
    await write(ours.client, id, 'HOW_WE_WORK', 'We meet every Friday.');
    expect(await refusalOf(ours.vendor, SIGN, { snapshotId: proposal?.id, hash: proposal?.hash })).toMatchObject({
      ...{ code: 'CONFLICT', changes: ['“How we work” was edited'] },
      message: expect.stringMatching(/Propose it again/),
    });
    expect((await readAgreement(ours.vendor, ours.slug)).proposal?.holds).toBe(false);
    const again = await propose(ours.vendor, ours);
    expect(again.proposal).toMatchObject({ revision: 2, holds: true });
    expect((await refusalOf(ours.client, SIGN, { snapshotId: proposal?.id, hash: proposal?.hash })).message).toMatch(
      /replaced by a later one/,
    );
    expect((await sign(ours.client, again.proposal ?? { id: '', hash: '' })).signed?.revision).toBe(2);
  });

  test('what is proposed is what its proposer read, the ladder too', async () => {
    const read = await written(ours.client, ours.slug, 'EXPECTATIONS', 'We answer within a day.');
    await write(ours.vendor, read.id, 'EXPECTATIONS', 'We answer within a week.');
    expect(await refusalOf(ours.client, PROPOSE, asRead(ours.id, read))).toMatchObject({
      ...{ code: 'CONFLICT', changes: ['“What we expect of each other” was edited'] },
    });
    const now = await readAgreement(ours.client, ours.slug);
    await ours.vendor.gql(SET_LADDER, input(ladderOf(1)));
    expect((await refusalOf(ours.client, PROPOSE, asRead(ours.id, now))).changes).toEqual([
      'the escalation ladder changed',
    ]);
  });

  test('an empty agreement, or the same one again, is not proposed', async () => {
    const empty = await readAgreement(ours.client, ours.slug);
    expect((await refusalOf(ours.client, PROPOSE, asRead(ours.id, empty))).message).toMatch(/still empty/);
    await written(ours.client, ours.slug, 'HOW_WE_WORK', WEEK);
    await propose(ours.client, ours);
    const now = await readAgreement(ours.vendor, ours.slug);
    expect((await refusalOf(ours.vendor, PROPOSE, asRead(ours.id, now))).message).toMatch(/waits to be signed/);
  });

  test('an edit of what is in force shows as an unsigned change, word by word, until it is signed or taken back', async () => {
    await signed();
    const changed = await written(ours.vendor, ours.slug, 'HOW_WE_WORK', 'We meet every second Tuesday.');
    expect(changed.signed?.sections[0]?.text).toBe(WEEK);
    expect(changed.unsignedChanges).toEqual([
      {
        section: 'HOW_WE_WORK',
        parts: [
          { kind: 'SAME', text: 'We meet every ' },
          { kind: 'ADDED', text: 'second ' },
          { kind: 'SAME', text: 'Tuesday.' },
        ],
      },
    ]);
    expect((await written(ours.client, ours.slug, 'HOW_WE_WORK', WEEK)).unsignedChanges).toEqual([]);
  });
});

const ladderOf = (levels: number, change: object = {}): object => ({
  partnershipId: ours.id,
  levels: Array.from({ length: levels }, (_, i) => ({
    ...{ days: i + 0.5, memberIds: [ours.clientMemberId, ours.vendorMemberId] },
    ...change,
  })),
});

describe('the escalation ladder', () => {
  test('until one is signed, leads have two working days and sponsors two more', async () => {
    const sol = await ours.join('CLIENT', 'SPONSOR', 'Sol Sponsor');
    const leads = [ours.clientMemberId, ours.vendorMemberId].sort();
    // The vendor has no sponsor, so its lead stands in.
    const above = [sol.memberId, ours.vendorMemberId].sort();
    expect(await inForce()).toEqual([
      { level: 1, days: 2, memberIds: leads },
      { level: 2, days: 2, memberIds: above },
    ]);
    const { ladder } = await readAgreement(ours.vendor, ours.slug);
    expect(ladder.map(({ level, days, members }) => [level, days, members.map(({ name }) => name)])).toEqual([
      [1, 2, ['Priya Raman', 'Tomás Herrera']],
      [2, 2, ['Sol Sponsor', 'Tomás Herrera']],
    ]);
  });

  test('a ladder that is set holds once it is signed', async () => {
    await signed();
    await ours.client.gql(SET_LADDER, input(ladderOf(3)));
    expect(await readAgreement(ours.vendor, ours.slug)).toMatchObject({ ladderChanged: true, ladderIsDefault: false });
    expect((await inForce()).length).toBe(2);
    const { proposal } = await propose(ours.vendor, ours);
    await sign(ours.client, proposal ?? { id: '', hash: '' });
    expect((await inForce()).map(({ days }) => days)).toEqual([0.5, 1.5, 2.5]);
  });

  test('who joins after the signatures changes nothing of them; for who leaves, their party’s leads stand in', async () => {
    const mei = await ours.join('VENDOR', 'MEMBER');
    await ours.client.gql(SET_LADDER, input(ladderOf(1, { memberIds: [ours.clientMemberId, mei.memberId] })));
    await signed();
    await ours.join('VENDOR', 'LEAD', 'Lou Later');
    expect(await readAgreement(ours.client, ours.slug)).toMatchObject({
      ladderChanged: false,
      signed: { holds: true },
    });
    await ours.vendor.gql(REMOVE, input({ memberId: mei.memberId }));
    const [level] = await inForce();
    expect(level?.memberIds).toContain(ours.vendorMemberId);
    expect(level?.memberIds).not.toContain(mei.memberId);
  });

  test.each<[string, () => object, string, RegExp]>([
    ['no level', () => ladderOf(0), 'levels', /at least one level/],
    ['six levels', () => ladderOf(6), 'levels', /at most 5 levels/],
    ['less than half a day', () => ladderOf(1, { days: 0.4 }), 'levels.0.days', /0.5 to 30/],
    ['more than 30 days', () => ladderOf(1, { days: 30.5 }), 'levels.0.days', /0.5 to 30/],
    ['nobody', () => ladderOf(1, { memberIds: [] }), 'levels.0.memberIds', /people of both parties/],
    [
      'one party alone',
      () => ladderOf(2, { memberIds: [ours.clientMemberId] }),
      'levels.0.memberIds',
      /nobody of Fieldnote Software/,
    ],
  ])('%s is refused, with the field and what to do', async (_what, ladder, field, message) => {
    expect(await refusalOf(ours.client, SET_LADDER, ladder())).toEqual({
      ...{ code: 'BAD_USER_INPUT', field, message: expect.stringMatching(message) },
    });
  });

  test('somebody of another partnership, or who has left, is on nobody’s ladder', async () => {
    const theirs = await partnershipWithTwoParties(server);
    const people = (memberId: string): object =>
      ladderOf(1, { memberIds: [ours.clientMemberId, ours.vendorMemberId, memberId] });
    const codes = async (by: Person, ids: string[]): Promise<unknown[]> =>
      Promise.all(ids.map(async (id) => (await refusalOf(by, SET_LADDER, people(id))).code));
    const mei = await ours.join('VENDOR', 'MEMBER');
    await ours.vendor.gql(REMOVE, input({ memberId: mei.memberId }));
    expect(await codes(ours.client, [theirs.clientMemberId, mei.memberId, 'x'])).toEqual(Array(3).fill('NOT_FOUND'));
    await theirs.close();
  });
});
