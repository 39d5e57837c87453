import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Events } from '../kit/graphql-client.ts';
import type { Person } from '../kit/people.ts';
import { seededRandom } from '../kit/random.ts';
import { seedsFor } from '../kit/seeds.ts';
import { DAY_MS } from '../kit/clock.ts';
import {
  type MeetingMutation,
  type MeetingNode,
  type MeetingWorld,
  opened,
  partnershipInWeek,
  readMeeting,
  refused,
  scheduled,
  stageOf,
} from './meeting-kit.ts';

const STEPS = 10;
const AT_ONCE = 4;
const HERE = 'subscription ($id: ID!) { here(partnershipId: $id) { present { member { name } } } }';
const seeds = seedsFor('any interleaving keeps one current stage', 2);

interface Actor {
  person: Person;
  memberId: string;
  page: Events<unknown> | null;
}

let world: MeetingWorld;
let actors: Actor[];
beforeAll(async () => {
  world = await partnershipInWeek({ stories: 3, delivered: 3 });
  const { client, vendor, clientMemberId, vendorMemberId } = world.p;
  const others = [await world.p.join('CLIENT', 'MEMBER'), await world.p.join('VENDOR', 'MEMBER')];
  actors = [{ person: client, memberId: clientMemberId }, { person: vendor, memberId: vendorMemberId }, ...others].map(
    (one) => ({ ...one, page: null }),
  );
});
afterAll(() => world.close());

type Act = [MeetingMutation, object] | 'come' | 'go';

/** Something that a person may do who saw the meeting as it was `seen`, which may be a while ago. */
function anAct(random: () => number, seen: MeetingNode, step: string): Act {
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const stageId = oneOf(seen.stages).id;
  const neighbourId = oneOf(seen.stages).id;
  const at = { meetingId: seen.id };
  const from = { ...at, fromStageId: seen.currentStageId };
  const acts: Act[] = [
    ['advanceMeeting', { ...from, step: 'NEXT' }],
    ['advanceMeeting', { ...from, step: 'NEXT' }],
    ['advanceMeeting', { ...from, step: 'BACK' }],
    ['goToStage', { ...from, stageId }],
    ['addTopic', { ...at, title: `Topic ${step}`, minutes: 5, ...(random() < 0.5 && { afterId: neighbourId }) }],
    ['addDemo', { ...at, storyId: oneOf(world.week.stories).id }],
    ['removeStage', { ...at, stageId: random() < 0.5 ? seen.currentStageId : stageId }],
    ['moveStage', { ...at, stageId, [oneOf(['afterId', 'beforeId'])]: neighbourId }],
    ['parkTopic', { ...at, stageId: oneOf(seen.stages.filter(({ kind }) => kind === 'TOPIC'))?.id ?? stageId }],
    ['setStageMinutes', { ...at, stageId, minutes: 1 + Math.floor(random() * 20) }],
    ['signalStage', { ...at, stageId: seen.currentStageId, signal: oneOf(['READY', 'MORE_TIME', null]) }],
    ['checkIn', at],
    ['handOverFacilitation', { ...at, memberId: oneOf(actors).memberId }],
    ['takeOverFacilitation', { ...at, fromMemberId: seen.facilitator?.id }],
    'come',
    'go',
  ];
  return oneOf(acts);
}

async function perform(actor: Actor, what: Act): Promise<string | null> {
  if (what === 'come') {
    actor.page ??= actor.person.subscribe(HERE, { id: world.p.id });
    return null;
  }
  if (what === 'go') {
    actor.page?.end();
    actor.page = null;
    return null;
  }
  return refused(actor.person, ...what);
}

interface Kept {
  current: number;
  first: string;
  last: string;
  spent: string;
  elapsed: string;
  ranks: string;
  topics: string[];
  moved: string;
  recorded: string;
  waiting: string;
}
const KEPT = `select
    (select count(*)::int from meeting_stage a where a.id = g.current_stage_id and a.meeting_id = g.id
      and a.removed_at is null and a.parked_at is null) as current,
    (select kind from meeting_stage a where a.meeting_id = g.id order by rank limit 1) as first,
    (select kind from meeting_stage a where a.meeting_id = g.id order by rank desc limit 1) as last,
    (select sum(spent_ms) from meeting_stage a where a.meeting_id = g.id) as spent,
    round(extract(epoch from g.stage_entered_at - g.started_at) * 1000)::bigint as elapsed,
    (select count(*) - count(distinct rank) from meeting_stage a where a.meeting_id = g.id) as ranks,
    array(select title from meeting_stage a where a.meeting_id = g.id and kind = 'TOPIC' order by title) as topics,
    (select count(*) from meeting_event v where v.meeting_id = g.id and v.kind <> 'STARTED' and v.kind <> 'EXTENDED') as moved,
    (select count(*) from change_event c where c.node_id = g.id and c.kind in ('meeting.advanced', 'meeting.wentToStage',
      'meeting.topicAdded', 'meeting.demoAdded', 'meeting.stageRemoved', 'meeting.topicParked', 'meeting.facilitationHandedOver',
      'meeting.facilitationTakenOver')) as recorded,
    (select count(*) from meeting_stage a where a.meeting_id = g.id and a.parked_at is not null
      and (select count(*) from meeting_stage t where t.parked_from_id = a.id) <> 1) as waiting
  from meeting g where g.id = $1`;

test(
  'any interleaving of going on and back, editing, parking, handing and taking over keeps one current stage and loses nothing',
  async () => {
    for (const seed of seeds.list) await tryOne(seed);
  },
  seeds.timeoutMs,
);

async function tryOne(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const { server, p } = world;
  await server.database.query(
    `update meeting set state = 'CANCELLED', started_at = null, current_stage_id = null, stage_entered_at = null
     where state in ('OPEN', 'SCHEDULED')`,
  );
  const inAWeek = new Date(server.clock.now().getTime() + 7 * DAY_MS).toISOString();
  await scheduled({ server, p }, '2026-W48', inAWeek);
  let seen = await opened({ server, p });
  let earlier = seen;
  const topics: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const before = seen;
    const acts = Array.from({ length: 1 + Math.floor(random() * AT_ONCE) }, (_, i) => ({
      actor: actors[Math.floor(random() * actors.length)] as Actor,
      // Some act upon what they saw a step ago.
      act: anAct(random, random() < 0.3 ? earlier : before, `${seed}.${step}.${i}`),
    }));
    const answers = await Promise.all(acts.map(({ actor, act }) => perform(actor, act)));
    const what = `${seeds.again(seed)}, step ${step}: ${JSON.stringify(acts.map(({ act }) => act))}`;
    for (const [i, answer] of answers.entries()) {
      expect(answer ?? 'CONFLICT', what).toMatch(/^(CONFLICT|FORBIDDEN|NOT_FOUND)/);
      const done = acts[i]?.act;
      if (answer === null && Array.isArray(done) && done[0] === 'addTopic')
        topics.push((done[1] as { title: string }).title);
    }
    const screens = await Promise.all([p.client, p.vendor].map((person) => readMeeting(person, p, before.number)));
    earlier = before;
    seen = screens[0] as MeetingNode;
    for (const screen of screens) expect(screen.currentStageId, what).toBe(seen.currentStageId);
    expect(
      seen.stages.filter(({ id }) => id === seen.currentStageId),
      what,
    ).toHaveLength(1);
    expect(
      actors.map(({ memberId }) => memberId),
      what,
    ).toContain(seen.facilitator?.id);
    const [kept] = await server.database.query<Kept>(KEPT, before.id);
    expect(kept, what).toMatchObject({ current: 1, first: 'CHECK_IN', last: 'CLOSE', ranks: '0', waiting: '0' });
    // No moment of the meeting is counted twice or not at all.
    expect(kept?.spent, what).toBe(kept?.elapsed);
    expect(kept?.topics, what).toEqual(topics.toSorted());
    expect(kept?.moved, what).toBe(kept?.recorded);
  }
  expect(stageOf(seen, 'CLOSE').parkedAt).toBeNull();
}
