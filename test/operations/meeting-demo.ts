import { act, type DemoMutation, deliver, insertMeeting, judgeAll, onCriterion } from '../meeting/demo-kit.ts';
import { PNG, upload } from '../meeting/file-kit.ts';
import { commitStories } from '../kit/committed-stories.ts';
import { createReadyStory } from '../kit/ready-stories.ts';
import type { Person } from '../kit/people.ts';
import { F, input, mutation, N, OK, type Row, U, WRITER } from './row.ts';
import type { Actor, World } from './world.ts';

interface Demo {
  meetingId: string;
  storyId: string;
}

const meetings = new WeakMap<World, Promise<{ id: string }>>();
/** Another story that is delivered, in the one meeting. */
async function freshDemo(world: World): Promise<Demo> {
  const { partnership, server } = world;
  const story = await createReadyStory(partnership);
  await commitStories(partnership, [story], server.clock.now());
  await deliver(partnership.vendor, story.id);
  const known = meetings.get(world) ?? insertMeeting(server, partnership, { isoWeek: '2026-W01' });
  meetings.set(world, known);
  const { id } = await known;
  await server.database.query(
    `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, story_id, added_at)
     values (gen_random_uuid(), $1, $2, 'DEMO', 'a3', 5, $3, now())`,
    ...[partnership.id, id, story.id],
  );
  return { meetingId: id, storyId: story.id };
}

const demos = new WeakMap<World, Promise<Demo>>();
/** One demo for all: what they do about it is in nobody’s way. */
function demo(world: World): Promise<Demo> {
  const known = demos.get(world) ?? freshDemo(world);
  demos.set(world, known);
  return known;
}

async function freshDispute(world: World): Promise<Demo> {
  // An earlier row made a sponsor, who would rule in the lead's place.
  await world.server.database.query(`update member set role = 'MEMBER' where role = 'SPONSOR'`);
  const about = await freshDemo(world);
  const meeting = { id: about.meetingId };
  await judgeAll(world.partnership.client, meeting, about.storyId, 'NOT_MET', 'Red');
  await judgeAll(world.partnership.vendor, meeting, about.storyId);
  return about;
}

const disputes = new WeakMap<World, Promise<Demo>>();
/** One of their own for who will act on it; whoever is refused leaves it as it is. */
function disputed(world: World, actor: Actor): Promise<Demo> {
  if (['otherParty', 'member', 'lead'].includes(actor)) return freshDispute(world);
  const known = disputes.get(world) ?? freshDispute(world);
  disputes.set(world, known);
  return known;
}

const onDemo = (
  name: DemoMutation,
  outcomes: Row['outcomes'],
  make: (world: World, actor: Actor) => Promise<Demo & Record<string, unknown>>,
): Row => ({
  document: mutation(name, 'meeting { id } demo { id }'),
  variables: async (world, actor) => input(await make(world, actor)),
  outcomes,
});

const link = { kind: 'LINK', url: 'https://example.org', title: 'The late bus' };
/** Leads where their party has no sponsor, as here. */
const RULER: Row['outcomes'] = [U, N, N, F, OK, F, OK];

export const meetingDemo: Record<string, Row> = {
  'Mutation.giveVerdict': onDemo('giveVerdict', WRITER, async (world) => {
    const about = await demo(world);
    const on = await onCriterion(world.partnership.client, { id: about.meetingId }, about.storyId);
    return { ...about, ...on, verdict: 'MET' };
  }),
  'Mutation.escalateDispute': onDemo('escalateDispute', WRITER, async (world, actor) => ({
    ...(await disputed(world, actor)),
    reason: 'Red or amber?',
  })),
  'Mutation.ruleOnDispute': onDemo('ruleOnDispute', RULER, async (world) => {
    const about = await freshDispute(world);
    await act(world.partnership.client, 'escalateDispute', { ...about, reason: 'Red or amber?' });
    return { ...about, ruling: 'ACCEPT', note: 'Amber' };
  }),
  'Mutation.addDemoLink': onDemo('addDemoLink', WRITER, async (world) => ({ ...(await demo(world)), ...link })),
  'Mutation.addScreenshot': onDemo('addScreenshot', WRITER, async (world, actor) => {
    const { body } = await upload(world.actors[actor] as Person, world.partnership.id, PNG);
    return { ...(await demo(world)), fileId: body.id ?? world.spareMemberId, title: 'Amber' };
  }),
  'Mutation.removeEvidence': onDemo('removeEvidence', WRITER, async (world) => {
    const about = await demo(world);
    const { evidence } = await act(world.partnership.vendor, 'addDemoLink', { ...about, ...link });
    return { ...about, evidenceId: evidence[0]?.id };
  }),
};
