import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { sectionOf } from '@tandem/schema/partnership/sections';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';
import { refusalOf } from './agreement-kit.ts';
import { CHANGES, input, mutation, readPartnership, REMOVE } from './operations.ts';

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

interface Profile {
  id: string;
  business: string;
  success: string;
}
const PROFILES = `query ($slug: String!) { partnership(slug: $slug) { parties { profile { id business sector pressures success decisions } } } }`;
const profiles = async (by = ours.client): Promise<Profile[]> =>
  (
    await by.gql<{ partnership: { parties: { profile: Profile }[] } }>(PROFILES, { slug: ours.slug })
  ).partnership.parties.map(({ profile }) => profile);

interface MemberProfile {
  title: string;
  expertise: string;
  strengths: string;
  wantsToLearn: string;
  workingWithMe: string;
  placements: { id: string; withParty: { name: string }; startsOn: string; endsOn: string }[];
}
const MEMBER = `member { title expertise strengths wantsToLearn workingWithMe placements { id withParty { name } startsOn endsOn } }`;
const UPDATE = mutation('updateMember', MEMBER);
const ADD = mutation('addPlacement', MEMBER);
const TAKE_OUT = mutation('removePlacement', MEMBER);
const stay = (change: object = {}): object => ({
  ...{ memberId: ours.vendorMemberId, withPartyId: ours.clientPartyId, startsOn: '2027-01-11', endsOn: '2027-01-22' },
  ...change,
});
const add = async (by = ours.vendor, change: object = {}): Promise<MemberProfile> =>
  (await by.gql<{ addPlacement: { member: MemberProfile } }>(ADD, input(stay(change)))).addPlacement.member;

describe('a party’s profile', () => {
  test('is written by both parties, and told to all who listen', async () => {
    const [client] = await profiles();
    const { seq } = await readPartnership(ours.client, ours.slug);
    const feed = ours.client.subscribe<{ changes: { changes: { kind: string; node: object }[] } }>(CHANGES, {
      ...{ partnershipId: ours.id, after: seq },
    });
    await feed.next();
    const tomas = await new ExampleClient(ours.vendor, client?.id ?? '').open();
    tomas.edit((doc) => {
      const body = sectionOf(doc, 'SUCCESS');
      body.delete(0, body.length);
      writeParagraphs(body, 'Passengers who wait less.');
    });
    await tomas.saved();
    tomas.close();
    await eventually('both read it', async () => (await profiles())[0]?.success === 'Passengers who wait less.');
    expect((await feed.next()).changes.changes).toEqual([
      expect.objectContaining({ kind: 'partyProfile.edited', node: { __typename: 'PartyProfile', id: client?.id } }),
    ]);
  });

  test('is read by an observer and unknown to a stranger', async () => {
    const [client] = await profiles();
    const olu = await ours.join('VENDOR', 'OBSERVER', 'Olu Observer');
    const page = await new ExampleClient(olu.person, client?.id ?? '').open();
    expect(page.sync?.writable).toBe(false);
    page.close();
    const sam = await stranger(server);
    await expect(new ExampleClient(sam, client?.id ?? '').open()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('ends to be open to somebody who is removed', async () => {
    const mei = await ours.join('VENDOR', 'MEMBER');
    const [client] = await profiles();
    const page = await new ExampleClient(mei.person, client?.id ?? '').open();
    await ours.vendor.gql(REMOVE, input({ memberId: mei.memberId }));
    expect(await eventually('the page is closed', () => page.endedWith)).toBe('NOT_FOUND');
  });
});

describe('a member’s profile', () => {
  const about = { title: 'Engineer', expertise: 'Realtime feeds' };

  test('says what they are good at, want to learn, and how to work with them; what is left out stays', async () => {
    const memberId = ours.vendorMemberId;
    const words = {
      strengths: 'Calm  in a crisis',
      wantsToLearn: 'Timetabling',
      workingWithMe: 'Mornings.\r\nWrite first.',
    };
    await ours.vendor.gql(UPDATE, input({ memberId, ...about, ...words }));
    const { updateMember } = await ours.vendor.gql<{ updateMember: { member: MemberProfile } }>(
      UPDATE,
      input({ memberId, ...about, title: 'Lead engineer', strengths: '' }),
    );
    expect(updateMember.member).toMatchObject({
      ...{
        title: 'Lead engineer',
        strengths: '',
        wantsToLearn: 'Timetabling',
        workingWithMe: 'Mornings.\nWrite first.',
      },
    });
  });

  test.each([
    ['strengths', 401],
    ['wantsToLearn', 401],
    ['workingWithMe', 1001],
  ])('%s past its limit is refused by its field', async (field, length) => {
    const refusal = await refusalOf(ours.vendor, UPDATE, {
      ...{ memberId: ours.vendorMemberId, ...about, [field]: 'x'.repeat(length) },
    });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('a placement', () => {
  test('is noted by the member or their lead, seen by both parties, and taken out again', async () => {
    const mei = await ours.join('VENDOR', 'MEMBER');
    await add(mei.person, { memberId: mei.memberId });
    const later = await add(ours.vendor, { memberId: mei.memberId, startsOn: '2026-12-01', endsOn: '2026-12-01' });
    expect(later.placements.map(({ withParty, startsOn, endsOn }) => [withParty.name, startsOn, endsOn])).toEqual([
      ['Meridian Transit', '2026-12-01', '2026-12-01'],
      ['Meridian Transit', '2027-01-11', '2027-01-22'],
    ]);
    const gone = input({ memberId: mei.memberId, placementId: later.placements[0]?.id });
    await ours.vendor.gql(TAKE_OUT, gone);
    const { removePlacement } = await ours.vendor.gql<{ removePlacement: { member: MemberProfile } }>(TAKE_OUT, gone);
    expect(removePlacement.member.placements.map(({ startsOn }) => startsOn)).toEqual(['2027-01-11']);
  });

  test.each<[string, object, string, RegExp]>([
    ['31 February', { endsOn: '2027-02-31' }, 'endsOn', /no 31 February 2027/],
    ['an end before the start', { endsOn: '2027-01-10' }, 'endsOn', /ends before it starts/],
    ['a day in words', { startsOn: 'Monday' }, 'startsOn', /year, month and day/],
  ])('%s is refused, with the field and what to do', async (_what, change, field, message) => {
    expect(await refusalOf(ours.vendor, ADD, stay(change))).toEqual({
      ...{ code: 'BAD_USER_INPUT', field, message: expect.stringMatching(message) },
    });
  });

  test('with their own party, at the same time as another, or of somebody else is refused', async () => {
    const own = await refusalOf(ours.vendor, ADD, stay({ withPartyId: ours.vendorPartyId }));
    expect(own).toMatchObject({ code: 'BAD_USER_INPUT', field: 'withPartyId' });
    const { placements } = await add();
    expect(await refusalOf(ours.vendor, ADD, stay({ startsOn: '2027-01-22', endsOn: '2027-02-01' }))).toMatchObject({
      ...{ code: 'CONFLICT', message: expect.stringMatching(/from 2027-01-11 to 2027-01-22/) },
    });
    const mei = await ours.join('VENDOR', 'MEMBER');
    const took = { memberId: ours.vendorMemberId, placementId: placements[0]?.id };
    expect((await refusalOf(mei.person, TAKE_OUT, took)).code).toBe('FORBIDDEN');
    expect((await refusalOf(ours.client, TAKE_OUT, took)).code).toBe('FORBIDDEN');
    expect((await refusalOf(mei.person, ADD, stay())).code).toBe('FORBIDDEN');
    expect((await refusalOf(ours.client, ADD, stay())).code).toBe('FORBIDDEN');
    const theirs = await partnershipWithTwoParties(server);
    expect((await refusalOf(ours.vendor, ADD, stay({ withPartyId: theirs.clientPartyId }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(theirs.vendor, ADD, stay())).code).toBe('NOT_FOUND');
    expect((await refusalOf(theirs.vendor, TAKE_OUT, took)).code).toBe('NOT_FOUND');
    // Their own stay does not open somebody else's.
    expect((await refusalOf(mei.person, TAKE_OUT, { ...took, memberId: mei.memberId })).code).toBe('NOT_FOUND');
    await theirs.close();
  });
});
