import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStory, signUp } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  CHANGES,
  input,
  newPartnership,
  type PartnershipShape,
  readPartnership,
  START,
  UPDATE_PARTNERSHIP,
} from './operations.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Started = { startPartnership: { partnership: PartnershipShape } };

test('who starts a partnership leads their side, and the other side is there and empty', async () => {
  const priya = await signUp(server, 'Priya Raman');
  const { partnership } = (await priya.gql<Started>(START, input(newPartnership))).startPartnership;
  expect(partnership.me).toMatchObject({ name: 'Priya Raman', initials: 'PR', role: 'LEAD', leftAt: null });
  expect(partnership.me.party).toMatchObject({ name: 'Meridian Transit', kind: 'CLIENT' });
  expect(partnership.parties.map(({ kind, members }) => [kind, members.length])).toEqual([
    ['CLIENT', 1],
    ['VENDOR', 0],
  ]);
  expect(partnership).toMatchObject({ slug: 'meridian-transit-fieldnote', seq: 1, isSample: false });
});

test('two partnerships of one name get slugs of their own, and a name without Latin letters takes the parties’', async () => {
  const priya = await signUp(server);
  const slugs = async (fields: object): Promise<string> =>
    (await priya.gql<Started>(START, input({ ...newPartnership, ...fields }))).startPartnership.partnership.slug;
  const same = { name: 'Même Nom' };
  expect(await Promise.all([slugs(same), slugs(same), slugs(same)])).toEqual(
    expect.arrayContaining(['meme-nom', 'meme-nom-2', 'meme-nom-3']),
  );
  expect(await slugs({ name: '東京交通' })).toMatch(/^meridian-transit-fieldnote-software/);
  expect(await slugs({ name: '東京', clientName: '東', vendorName: '京' })).toBe('partnership');
});

test('the same mutation twice, one after the other or at once, starts one partnership', async () => {
  const priya = await signUp(server);
  const once = { input: { ...newPartnership, name: 'Only once', mutationId: randomUUID() } };
  const both = await Promise.all([priya.gql<Started>(START, once), priya.gql<Started>(START, once)]);
  const again = await priya.gql<Started>(START, once);
  expect(new Set([...both, again].map((answer) => answer.startPartnership.partnership.id)).size).toBe(1);
  const sam = await signUp(server, 'Sam Stranger');
  expect(await sam.codeOf(START, once)).toBe('CONFLICT');
});

test.each([
  ['name', { name: ' \u200b ' }],
  ['name', { name: 'a\u0000b' }],
  ['name', { name: 'x'.repeat(81) }],
  ['purpose', { purpose: 'x'.repeat(401) }],
  ['timeZone', { timeZone: '+01:00' }],
  ['timeZone', { timeZone: 'Mars/Olympus' }],
  ['firstIterationDay', { firstIterationDay: 0 }],
  ['firstIterationDay', { firstIterationDay: 8 }],
  ['keyPrefix', { keyPrefix: 'mt' }],
  ['keyPrefix', { keyPrefix: '1A' }],
  ['keyPrefix', { keyPrefix: 'TOOLONGX' }],
  ['clientName', { clientName: '' }],
  ['vendorName', { vendorName: 'x'.repeat(61) }],
  ['mutationId', { mutationId: 'not-a-uuid' }],
])('a wrong %s is refused by its name and nothing is started: %j', async (field, wrong) => {
  const priya = await signUp(server);
  const answer = await priya.ask(START, input({ ...newPartnership, ...wrong }));
  expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  expect(await priya.gql('{ viewer { memberships { id } } }')).toEqual({ viewer: { memberships: [] } });
});

test('names lose marks that hide or reorder letters, and line breaks of a purpose are kept', async () => {
  const priya = await signUp(server);
  const fields = { name: '  Calm\u202e   streets ', purpose: 'One\r\nTwo\u200b', timeZone: 'europe/london' };
  const { partnership } = (await priya.gql<Started>(START, input({ ...newPartnership, ...fields }))).startPartnership;
  expect(partnership).toMatchObject({ name: 'Calm streets', purpose: 'One\nTwo', timeZone: 'Europe/London' });
});

test('a lead changes what the partnership says of itself, and its slug stays', async () => {
  const priya = await signUp(server);
  const { partnership } = (await priya.gql<Started>(START, input({ ...newPartnership, name: 'Before' })))
    .startPartnership;
  const about = { name: 'After', purpose: '', timeZone: 'Asia/Kolkata', firstIterationDay: 7 };
  await priya.gql(UPDATE_PARTNERSHIP, input({ partnershipId: partnership.id, ...about }));
  expect(await readPartnership(priya, partnership.slug)).toMatchObject({ name: 'After', slug: 'before', seq: 2 });
  const sam = await signUp(server, 'Sam Stranger');
  expect(await sam.codeOf(UPDATE_PARTNERSHIP, input({ partnershipId: partnership.id, ...about }))).toBe('NOT_FOUND');
});

test('starting one’s own clears the sample one belongs to, for everybody, and no other partnership', async () => {
  const priya = await signUp(server);
  const start = async (fields: object): Promise<PartnershipShape> =>
    (await priya.gql<Started>(START, input({ ...newPartnership, ...fields }))).startPartnership.partnership;
  const [sample, kept] = [await start({ name: 'The sample' }), await start({ name: 'Kept' })];
  const story = await createStory(priya, sample.id, { criteria: ['It is quick.'], narrative: 'Words.' });
  const stream = priya.subscribe(CHANGES, { partnershipId: sample.id });
  await stream.next();
  await server.database.query('update partnership set is_sample = true where id = $1', sample.id);
  const sams = await (await signUp(server, 'Sam Stranger')).gql<Started>(
    START,
    input({ ...newPartnership, name: 'Sam’s sample' }),
  );
  await server.database.query(
    'update partnership set is_sample = true where id = $1',
    sams.startPartnership.partnership.id,
  );
  await start({ name: 'Our own', clearSample: true });
  const left = await server.database.query<{ name: string }>(
    'select name from partnership where id = any($1) order by name',
    [sample.id, kept.id, sams.startPartnership.partnership.id],
  );
  expect(left.map(({ name }) => name)).toEqual(['Kept', 'Sam’s sample']);
  await expect(stream.until(() => false, 2_000)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const rows = await server.database.query('select id from document where id = $1', story.id);
  expect(rows).toEqual([]);
  await priya.close();
});
