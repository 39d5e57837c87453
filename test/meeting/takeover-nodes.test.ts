import { afterAll, beforeAll, expect, test } from 'vitest';
import { testNodes } from '../live/nodes-kit.ts';
import { HOUR_MS } from '../kit/clock.ts';
import type { Person } from '../kit/people.ts';
import { eventually } from '../kit/wait.ts';
import { act, readMeeting, refused } from './meeting-kit.ts';

const nodes = testNodes();
const HERE = 'subscription ($id: ID!) { here(partnershipId: $id) { present { member { name } } } }';

let facilitator: Person;
let taker: Person;
beforeAll(async () => {
  facilitator = await nodes.on(nodes.a, nodes.partnership.client);
  taker = await nodes.on(nodes.b, nodes.partnership.vendor);
});
afterAll(() => Promise.all([facilitator.close(), taker.close()]));

test('whose page is open on another node is connected: facilitation is not taken from them before it is closed', async () => {
  const { partnership: p } = nodes;
  const startsAt = new Date(nodes.a.clock.now().getTime() + HOUR_MS).toISOString();
  const { id: meetingId } = await act(facilitator, 'scheduleMeeting', {
    partnershipId: p.id,
    isoWeek: '2026-W47',
    startsAt,
  });
  await act(facilitator, 'startMeeting', { meetingId });
  const page = facilitator.subscribe(HERE, { id: p.id });
  await page.next();
  const take = { meetingId, fromMemberId: p.clientMemberId };
  // Nobody has a page open on the node that is asked.
  expect(await refused(taker, 'takeOverFacilitation', take)).toMatch(/^CONFLICT: Who facilitates is connected/);
  expect((await readMeeting(taker, p)).facilitator?.name).toBe('Priya Raman');
  await facilitator.close();
  await eventually('it can be taken over', async () => !(await refused(taker, 'takeOverFacilitation', take)));
  expect((await readMeeting(taker, p)).facilitator?.name).toBe('Tomás Herrera');
});
