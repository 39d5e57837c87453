import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { act, changesSince, lastSeq, type OpenMeeting, openMeeting, refused, setMeetingState } from './record-kit.ts';

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }';

describe('thanks', () => {
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
  const thanks = (more: object = {}) => ({
    ...{ meetingId: meeting.meetingId, text: 'The map is a joy.', toMemberId: p.vendorMemberId, ...more },
  });

  test('go to a person, to a story, or to both, and everybody reads them', async () => {
    const story = await createStory(p.client, p.id);
    const seq = await lastSeq(server, p);
    await act(p.client, 'celebrate', thanks());
    await act(p.vendor, 'celebrate', thanks({ toMemberId: null, storyId: story.id, text: 'Clear criteria' }));
    const { celebrations } = await act(p.client, 'celebrate', thanks({ storyId: story.id, text: '🎉' }));
    const [client, vendor] = [{ name: 'Priya Raman' }, { name: 'Tomás Herrera' }];
    expect(celebrations).toEqual([
      { text: 'The map is a joy.', story: null, to: vendor, givenBy: client },
      { text: 'Clear criteria', story: { key: story.key }, to: null, givenBy: vendor },
      { text: '🎉', story: { key: story.key }, to: vendor, givenBy: client },
    ]);
    expect(await changesSince(server, p, seq)).toEqual([
      'Priya Raman meeting.celebrated: gave thanks to Tomás Herrera: The map is a joy.',
      `Tomás Herrera meeting.celebrated: gave thanks for ${story.key}: Clear criteria`,
      `Priya Raman meeting.celebrated: gave thanks to Tomás Herrera for ${story.key}: 🎉`,
    ]);
  });

  test('reach who has left, too', async () => {
    const gone = await p.join('VENDOR', 'MEMBER', 'Gus Gone');
    await p.vendor.gql(REMOVE, { input: { mutationId: randomUUID(), memberId: gone.memberId } });
    const { celebrations } = await act(p.client, 'celebrate', thanks({ toMemberId: gone.memberId }));
    expect(celebrations.at(-1)?.to).toEqual({ name: 'Gus Gone' });
  });

  test.each([
    ['no words', () => ({ text: '\t' }), /^BAD_USER_INPUT: Say what you are thankful for/],
    ['401 characters', () => ({ text: 'a'.repeat(401) }), /^BAD_USER_INPUT: .*too long/],
    ['thanks to nobody', () => ({ toMemberId: null }), /^BAD_USER_INPUT: Say whom you thank/],
    ['thanks to oneself', () => ({ toMemberId: p.clientMemberId }), /^BAD_USER_INPUT: Thank somebody else/],
    ['somebody of elsewhere', () => ({ toMemberId: randomUUID() }), /^NOT_FOUND/],
    ['a story of elsewhere', () => ({ storyId: randomUUID() }), /^NOT_FOUND/],
    ['what is no id', () => ({ storyId: '%' }), /^NOT_FOUND/],
  ] as const)('%s is refused', async (_name, more, sentence) => {
    expect(await refused(p.client, 'celebrate', thanks(more()))).toMatch(sentence);
  });

  test('are given while it takes place', async () => {
    await setMeetingState(server, p, 'SCHEDULED');
    expect(await refused(p.client, 'celebrate', thanks())).toMatch(/^CONFLICT: Meeting 1 has not begun/);
  });
});
