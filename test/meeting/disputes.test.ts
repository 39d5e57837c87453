import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serverAt } from '../iteration/iteration-kit.ts';
import type { TestServer } from '../kit/server.ts';
import { act, closeMeeting, type DemoWorld, demoWorld, judgeAll, onCriterion, readDemo, refused } from './demo-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serverAt('2026-11-18T10:00:00Z');
});
afterAll(() => server.close());

describe('a dispute', () => {
  let world: DemoWorld;
  let storyId: string;
  let about: { meetingId: string; storyId: string };
  beforeEach(async () => {
    world = await demoWorld(server);
    storyId = world.stories[0]?.id ?? '';
    about = { meetingId: world.meeting.id, storyId };
    return () => world.p.close();
  });
  const disagree = async (): Promise<void> => {
    const { p, meeting } = world;
    await judgeAll(p.client, meeting, storyId, 'NOT_MET', 'It turns red');
    await judgeAll(p.vendor, meeting, storyId);
  };

  test('is there as soon as the parties differ, and a new verdict ends it', async () => {
    const { p, meeting } = world;
    await disagree();
    expect(await readDemo(p.client, meeting, storyId)).toMatchObject({
      ...{ outcome: 'DISPUTED', isProvisional: false, story: { state: 'DELIVERED', outcome: 'DISPUTED' } },
    });
    expect((await judgeAll(p.client, meeting, storyId)).story.state).toBe('ACCEPTED');
  });

  test('is taken to the sponsors of both parties, and to the leads of one without; once', async () => {
    const { p, meeting } = world;
    const reason = 'Red or amber?';
    expect(await refused(p.client, 'escalateDispute', { ...about, reason })).toMatch(
      /^CONFLICT: The parties do not disagree/,
    );
    await disagree();
    const [{ person: sponsor }, { person: observer }] = [
      await p.join('CLIENT', 'SPONSOR', 'Sana Sponsor'),
      await p.join('VENDOR', 'OBSERVER', 'Olu Observer'),
    ];
    expect(await refused(observer, 'escalateDispute', { ...about, reason })).toMatch(/^FORBIDDEN/);
    expect(await refused(p.client, 'escalateDispute', { ...about, reason: ' ' })).toMatch(/^BAD_USER_INPUT/);
    const { dispute } = await act(p.client, 'escalateDispute', { ...about, reason });
    expect(dispute).toEqual({ reason, escalatedBy: { name: 'Priya Raman' }, rulings: [] });
    expect(await refused(p.vendor, 'escalateDispute', { ...about, reason })).toMatch(
      /^CONFLICT: .* is with the sponsors already/,
    );
    const told = await server.database.query<{ name: string; text: string; path: string }>(
      `select e.name, n.text, n.path from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
       where n.partnership_id = $1 and n.kind = 'DISPUTE_ESCALATED' order by e.name`,
      p.id,
    );
    const text = `Priya Raman asks the sponsors to rule on ${world.stories[0]?.key}, about which the parties disagree: Red or amber?`;
    const path = `/meetings/${meeting.number}`;
    expect(told).toEqual([
      { name: 'Sana Sponsor', text, path },
      { name: 'Tomás Herrera', text, path },
    ]);
    // The client has a sponsor, so its lead does not rule; the vendor has none, so its lead does.
    const ruling = { ...about, ruling: 'ACCEPT', note: 'Amber enough' };
    expect(await refused(p.client, 'ruleOnDispute', ruling)).toMatch(/^FORBIDDEN: A dispute is for the sponsors/);
    expect((await act(p.vendor, 'ruleOnDispute', ruling)).story.state).toBe('DELIVERED');
    const ended = await act(sponsor, 'ruleOnDispute', ruling);
    expect(ended.story).toMatchObject({ state: 'ACCEPTED', outcome: 'ACCEPTED' });
    expect(
      ended.dispute?.rulings.map(({ party, member, ruling: how, note }) => [party.kind, member.name, how, note]),
    ).toEqual([
      ['CLIENT', 'Sana Sponsor', 'ACCEPT', 'Amber enough'],
      ['VENDOR', 'Tomás Herrera', 'ACCEPT', 'Amber enough'],
    ]);
    // It is over: nobody rules again, and no verdict undoes it.
    expect(await refused(sponsor, 'ruleOnDispute', { ...ruling, ruling: 'RETURN' })).toMatch(
      /^CONFLICT: The parties do not disagree/,
    );
    const on = await onCriterion(p.client, meeting, storyId);
    expect(await refused(p.client, 'giveVerdict', { ...on, verdict: 'NOT_SHOWN' })).toMatch(/^CONFLICT: The sponsors/);
  });

  test('lasts while the sponsors differ; the later ruling of a party counts', async () => {
    const { p, meeting } = world;
    await disagree();
    expect(await refused(p.client, 'ruleOnDispute', { ...about, ruling: 'RETURN', note: 'Red' })).toMatch(
      /^CONFLICT: Nobody has taken/,
    );
    await act(p.vendor, 'escalateDispute', { ...about, reason: 'Red or amber?' });
    expect(await refused(p.client, 'ruleOnDispute', { ...about, ruling: 'RETURN', note: '' })).toMatch(
      /^BAD_USER_INPUT/,
    );
    await act(p.client, 'ruleOnDispute', { ...about, ruling: 'RETURN', note: 'Red' });
    expect((await act(p.vendor, 'ruleOnDispute', { ...about, ruling: 'ACCEPT', note: 'Amber' })).outcome).toBe(
      'DISPUTED',
    );
    const ended = await act(p.vendor, 'ruleOnDispute', { ...about, ruling: 'RETURN', note: 'Well, red' });
    expect(ended.story).toMatchObject({
      ...{ state: 'RETURNED', outcome: 'RETURNED', stateReason: 'Priya Raman: Red\nTomás Herrera: Well, red' },
    });
    expect((await readDemo(p.client, meeting, storyId)).dispute?.rulings.map(({ ruling }) => ruling)).toEqual([
      'RETURN',
      'RETURN',
    ]);
  });

  test('of a meeting that is closed is ruled on all the same, and the minutes are amended', async () => {
    const { p, meeting } = world;
    await disagree();
    await act(p.vendor, 'escalateDispute', { ...about, reason: 'Red or amber?' });
    await closeMeeting(server, p, meeting);
    for (const by of [p.client, p.vendor])
      await act(by, 'ruleOnDispute', { ...about, ruling: 'ACCEPT', note: 'Amber' });
    expect((await readDemo(p.client, meeting, storyId)).story.state).toBe('ACCEPTED');
    expect(
      await server.database.query('select text, member_id from minutes_amendment where meeting_id = $1', meeting.id),
    ).toEqual([{ text: `After the meeting: ${world.stories[0]?.key} is accepted.`, member_id: null }]);
  });
});
