import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { headerOf, type MailServer, startMailServer } from '../kit/mail-server.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { type SpawnedServer, spawnServer, startServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { tell } from './inbox-kit.ts';

const MAILS = 40;
const BEFORE_THE_KILL = 10;

let database: TestDatabase;
let smtp: MailServer;
let ours: TestPartnership;
const nodes: SpawnedServer[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  smtp = await startMailServer();
  const server = await startServer({ database });
  ours = await partnershipWithTwoParties(server);
  for (let i = 0; i < MAILS; i++) await tell(server, ours, [ours.clientMemberId], { text: `Thing ${i}` });
  await ours.close();
  await server.close();
});
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.stop()));
  await smtp.close();
  await database.drop();
});

const node = async (): Promise<SpawnedServer> => {
  const started = await spawnServer({ DATABASE_URL: database.url, SMTP_URL: smtp.url });
  nodes.push(started);
  return started;
};
/** What the worker's own cron does every minute. */
const nextMinute = (): Promise<object[]> =>
  database.query(`select graphile_worker.add_job('due', '{}', job_key := 'due', max_attempts := 1)`);
const subjects = (): string[] =>
  smtp.mails.map((mail) => `Thing ${/Thing_(\d+)/.exec(headerOf(mail, 'subject'))?.[1]}`);
const unsent = async (): Promise<number> =>
  (await database.query('select 1 from notification where emailed_at is null')).length;

test('two nodes send each notification once', async () => {
  await Promise.all([node(), node()]);
  for (let minute = 0; minute < 3; minute++) await nextMinute();
  await eventually('all have gone', async () => (await unsent()) === 0, 20_000);
  expect(subjects().toSorted()).toEqual(Array.from({ length: MAILS }, (_, i) => `Thing ${i}`).toSorted());
}, 60_000);

test('a kill -9 in the middle of sending loses no mail, and repeats at most the one that was under way', async () => {
  smtp.silentAfter = BEFORE_THE_KILL;
  const first = await node();
  await eventually('a mail is under way', () => smtp.waiting() > 0, 20_000);
  await node();
  await first.kill();
  nodes.shift();
  smtp.silentAfter = Infinity;
  await nextMinute();
  await eventually('all but that one have gone', async () => (await unsent()) === 1, 20_000);
  expect(new Set(subjects()).size).toBe(MAILS);
  const underWay = subjects()[BEFORE_THE_KILL];
  // The two minutes for which it was claimed.
  await database.query('update notification set email_after = now() where emailed_at is null');
  await nextMinute();
  await eventually('that one has gone too', async () => (await unsent()) === 0, 20_000);
  const times = Map.groupBy(subjects(), (subject) => subject);
  expect([...times].filter(([, sent]) => sent.length > 1).map(([subject]) => subject)).toEqual([underWay]);
  expect(times.get(underWay ?? '')).toHaveLength(2);
}, 60_000);
