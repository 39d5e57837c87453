import { randomUUID } from 'node:crypto';
import { SCREENSHOT_BYTES_MAX } from '@tandem/schema/meeting/rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../kit/clock.ts';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { download, GIF, JPEG, PNG, upload, WEBP } from './file-kit.ts';

let server: TestServer;
let p: TestPartnership;
let observer: Person;
beforeAll(async () => {
  server = await startServer();
  p = await partnershipWithTwoParties(server);
  observer = (await p.join('CLIENT', 'OBSERVER', 'Olu Observer')).person;
});
afterAll(async () => {
  await p.close();
  await server.close();
});

const stored = async (): Promise<number> => (await server.database.query('select 1 from stored_file')).length;

test.each([
  ['image/png', PNG],
  ['image/jpeg', JPEG],
  ['image/webp', WEBP],
  ['image/gif', GIF],
])('a picture comes back as it went in: %s', async (mediaType, content) => {
  // What its sender calls it does not matter.
  const { status, body } = await upload(p.vendor, p.id, content, { 'content-type': 'image/whatever' });
  expect([status, body]).toEqual([201, { id: body.id, mediaType }]);
  const answer = await download(p.client, body.id ?? '');
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...{ 'content-type': mediaType, 'content-disposition': 'inline', 'x-content-type-options': 'nosniff' },
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  });
});

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['an XML that is an SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a page', '<!doctype html><html><body><script>alert(1)</script></body></html>'],
  ['a PDF', '%PDF-1.7\n1 0 obj\n'],
  ['words', 'This is no picture.'],
  ['half a signature', '\u0089PN'],
])('%s that calls itself a PNG is none', async (_what, text) => {
  const before = await stored();
  const { status, body } = await upload(p.vendor, p.id, Buffer.from(text, 'latin1'));
  expect([status, body.error]).toEqual([415, expect.stringMatching(/^This is no PNG, JPEG, WebP or GIF\./)]);
  expect(await stored()).toBe(before);
});

test('what is no picture by its own word, or is nothing, is not taken', async () => {
  for (const type of ['text/html', 'application/json', 'multipart/form-data; boundary=x', 'application/octet-stream'])
    expect((await upload(p.vendor, p.id, PNG, { 'content-type': type })).status).toBe(415);
  expect((await upload(p.vendor, p.id, PNG, { 'content-type': undefined })).status).toBe(415);
  expect((await upload(p.vendor, p.id, Buffer.alloc(0))).status).toBe(415);
});

test('five megabytes are taken, and a byte more is not', async () => {
  const picture = (size: number): Buffer => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)]);
  expect((await upload(p.vendor, p.id, picture(SCREENSHOT_BYTES_MAX))).status).toBe(201);
  const { status, body } = await upload(p.vendor, p.id, picture(SCREENSHOT_BYTES_MAX + 1));
  expect([status, body.error]).toEqual([413, expect.stringContaining('at most 5 MB')]);
});

test('it is uploaded by a page of ours, of a member who writes there', async () => {
  const before = await stored();
  for (const headers of [
    { 'x-tandem-upload': undefined },
    { 'x-tandem-upload': 'yes' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ])
    expect((await upload(p.vendor, p.id, PNG, headers)).status).toBe(403);
  expect((await upload(new GraphQLClient(server.url), p.id, PNG)).status).toBe(401);
  expect((await upload(observer, p.id, PNG)).status).toBe(403);
  expect((await upload(await stranger(server), p.id, PNG)).status).toBe(404);
  for (const id of ['', 'no id', randomUUID()]) expect((await upload(p.vendor, id, PNG)).status).toBe(404);
  expect(await stored()).toBe(before);
});

test('it is for members alone; to everybody else there is none', async () => {
  const { body } = await upload(p.vendor, p.id, PNG);
  const id = body.id ?? '';
  const elsewhere = await partnershipWithTwoParties(server);
  expect((await download(observer, id)).status).toBe(200);
  for (const who of [await stranger(server), elsewhere.client, new GraphQLClient(server.url)]) {
    const answer = await download(who, id);
    expect([answer.status, await answer.json()]).toEqual([404, { error: expect.stringContaining('no such file') }]);
  }
  for (const unknown of [randomUUID(), 'no id', '..%2f..%2fetc%2fpasswd', `${id}'--`])
    expect((await download(p.client, unknown)).status).toBe(404);
  const { person: former, memberId } = await p.join('CLIENT', 'MEMBER', 'Fay Former');
  expect((await download(former, id)).status).toBe(200);
  await p.client.gql('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }', {
    input: { mutationId: randomUUID(), memberId },
  });
  expect((await download(former, id)).status).toBe(404);
  await elsewhere.close();
});

test('nobody fills the disk: what no demo shows is counted, and goes after a day', async () => {
  const { person: mei } = await p.join('VENDOR', 'MEMBER', 'Mei Zhang');
  for (let i = 0; i < 20; i++) expect((await upload(mei, p.id, GIF)).status).toBe(201);
  const { status, body } = await upload(mei, p.id, GIF);
  expect([status, body.error]).toEqual([409, expect.stringContaining('Add some of them first')]);
  const before = await stored();
  server.clock.move(DAY_MS + 1_000);
  expect((await upload(mei, p.id, GIF)).status).toBe(201);
  expect(await stored()).toBe(before - 20 + 1);
});
