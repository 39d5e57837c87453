import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setClock } from '../iteration/iteration-kit.ts';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { type Person, signInAgain } from '../kit/people.ts';
import { seededRandom } from '../kit/random.ts';
import { seedsFor } from '../kit/seeds.ts';
import { type SpawnedServer, spawnServer, startServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { act as judge, demoWorld, type DemoWorld, readMeeting as readDemos } from './demo-kit.ts';
import { act as facilitate, readMeeting } from './meeting-kit.ts';

const KILLS = 4;
const seed = seedsFor('killed meetings', 1).list[0] ?? 0;

let database: TestDatabase;
let world: DemoWorld;
let api: SpawnedServer;
/** Of both parties, in the process that is killed. */
let people: { client: Person; vendor: Person };
beforeAll(async () => {
  database = await freshDatabase();
  // A meeting under way, made by the clock of its week; the process that is killed has the time of the day.
  const server = await startServer({ database });
  setClock(server, '2026-11-18T10:00:00Z');
  world = await demoWorld(server, { points: [3, 2, 1] });
  await database.query(`update meeting set verdicts_due_at = '2999-01-01', settle_at = '2999-01-01'`);
  await world.p.close();
  await server.close();
  api = await startApi('0');
  people = { client: await signInAgain(api, world.p.client), vendor: await signInAgain(api, world.p.vendor) };
}, 60_000);
afterAll(async () => {
  await Promise.all([people?.client.close(), people?.vendor.close()]);
  await api?.stop();
  await database?.drop();
});

const startApi = (port: string): Promise<SpawnedServer> =>
  spawnServer({ DATABASE_URL: database.url, PORT: port, LOG_LEVEL: 'silent' });

/** A mutation as somebody sends it, again and again with one id until it is acknowledged. */
interface Sent {
  send(): Promise<unknown>;
}

test(`kill -9 of the API ${KILLS} times in the middle of a meeting: everybody is back on the same item, and no verdict is lost or doubled`, async () => {
  const random = seededRandom(seed);
  const { meeting, p } = world;
  const { demos } = await readDemos(people.client, meeting);
  const criteria = demos.flatMap(({ story, criteria }) =>
    criteria.map(({ criterionId, version }) => ({ meetingId: meeting.id, storyId: story.id, criterionId, version })),
  );
  const begun = await readMeeting(people.client, p, meeting.number);
  const order = begun.stages.map(({ id }) => id);
  let stage = begun.currentStageId ?? '';
  const given = new Map<string, string>();
  let said = 0;
  let acknowledged = 0;

  const verdictOf = (party: 'client' | 'vendor'): Sent & { key: string; note: string } => {
    const on = criteria[Math.floor(random() * criteria.length)] as (typeof criteria)[0];
    const note = `said ${(said += 1)}`;
    const input = { mutationId: randomUUID(), ...on, verdict: 'NOT_MET', note };
    return { key: `${party} ${on.criterionId}`, note, send: () => judge(people[party], 'giveVerdict', input) };
  };
  const stepFrom = (from: string): Sent & { to: string } => {
    const at = order.indexOf(from);
    const step = at === 0 || (at < order.length - 1 && random() < 0.6) ? 'NEXT' : 'BACK';
    const input = { mutationId: randomUUID(), meetingId: meeting.id, fromStageId: from, step };
    return {
      to: order[step === 'NEXT' ? at + 1 : at - 1] ?? from,
      send: () => facilitate(people.client, 'advanceMeeting', input),
    };
  };
  /** Does one after the other until one is lost. @returns that one. */
  const untilLost = async <S extends Sent>(next: () => S, kept: (sent: S) => void): Promise<S> => {
    for (;;) {
      const sent = next();
      try {
        await sent.send();
      } catch (error) {
        // Fetch's own: a refusal would be the test's fault.
        expect(error).toBeInstanceOf(TypeError);
        return sent;
      }
      kept(sent);
      acknowledged += 1;
    }
  };
  const keep = ({ key, note }: { key: string; note: string }) => void given.set(key, note);
  const storedNotes = async (): Promise<Map<string, string>> => {
    const { demos } = await readDemos(people.vendor, meeting);
    const verdicts = demos.flatMap(({ criteria }) =>
      criteria.flatMap(({ criterionId, verdicts }) =>
        verdicts.map(({ party, note }) => [`${party.kind.toLowerCase()} ${criterionId}`, note] as const),
      ),
    );
    return new Map(verdicts);
  };

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const enough = acknowledged + 4 + Math.floor(random() * 16);
    const acting = Promise.all([
      untilLost(() => verdictOf('client'), keep),
      untilLost(() => verdictOf('vendor'), keep),
      untilLost(
        () => stepFrom(stage),
        ({ to }) => void (stage = to),
      ),
    ]);
    await eventually('some of it is acknowledged', () => acknowledged >= enough);
    const { port } = new URL(api.url);
    await api.kill();
    const lost = await acting;
    api = await startApi(port);

    const [ofClient, ofVendor, step] = lost;
    const there = await eventually(`it is back after kill ${kill}`, () => storedNotes().catch(() => null));
    for (const [key, note] of given) {
      const later = [ofClient, ofVendor].find((verdict) => verdict.key === key);
      // What was not acknowledged may be stored all the same, and then it counts.
      expect([note, later?.note], `seed ${seed}, kill ${kill}: ${key}`).toContain(there.get(key));
    }
    const screens = await Promise.all([people.client, people.vendor].map((by) => readMeeting(by, p, meeting.number)));
    expect(screens.map(({ state }) => state)).toEqual(['OPEN', 'OPEN']);
    expect(new Set(screens.map(({ currentStageId }) => currentStageId)).size).toBe(1);
    expect([stage, step.to]).toContain(screens[0]?.currentStageId);

    // As the page does it: the same once more, whether it was stored or not.
    await Promise.all(lost.map(({ send }) => send()));
    keep(ofClient);
    keep(ofVendor);
    stage = step.to;
    expect(await storedNotes()).toEqual(given);
    expect((await readMeeting(people.vendor, p, meeting.number)).currentStageId).toBe(stage);
  }

  const rows = await database.query<{ note: string }>('select note from verdict where meeting_id = $1', meeting.id);
  expect(rows.map(({ note }) => note).sort()).toEqual(Array.from({ length: said }, (_, i) => `said ${i + 1}`).sort());
  for (const party of ['client', 'vendor'] as const)
    for (const on of criteria) await judge(people[party], 'giveVerdict', { ...on, verdict: 'MET' });
  const after = await readDemos(people.client, meeting);
  expect(after.demos.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
}, 120_000);
