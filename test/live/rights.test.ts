import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Connection } from '@tandem/api/live/connection';
import { DocumentPresence, eventOf } from '@tandem/api/live/live.type';
import { Rates } from '@tandem/api/live/rates';
import type { DocumentAccess } from '@tandem/api/live/document-kind';
import type { Context } from '@tandem/api/platform/context';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, PUSH, toBase64 } from './example-client.ts';

let server: TestServer;
let partnership: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }';
const CHANGE_ROLE = 'mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { id } } }';
const WITHIN_MS = 2_000;

function push({ user, documentId, sync, doc }: ExampleClient, words: string): Promise<string | null> {
  const before = Y.encodeStateVector(doc);
  doc.transact(() => doc.getText('title').insert(0, words), 'remote');
  const updates = [toBase64(Y.encodeStateAsUpdate(doc, before))];
  return user.codeOf(PUSH, { input: { documentId, connectionId: sync?.connectionId, updates } });
}

test('[LP20] a removed member’s stream ends at once, and nothing reaches them after it', async () => {
  const story = await createStory(partnership.client, partnership.id);
  const { person, memberId } = await partnership.join('VENDOR', 'MEMBER');
  const mei = await new ExampleClient(person, story.id).open();
  const priya = await new ExampleClient(partnership.client, story.id).open();
  const { connectionId } = mei.sync ?? {};
  await partnership.vendor.gql(REMOVE, { input: { mutationId: randomUUID(), memberId } });
  await eventually('her stream ends', () => mei.endedWith, WITHIN_MS);
  expect(mei.endedWith).toBe('NOT_FOUND');
  const before = mei.doc.getText('title').toString();
  priya.edit((doc) => doc.getText('title').insert(0, 'secret '));
  await priya.saved();
  expect(mei.doc.getText('title').toString()).toBe(before);
  const update = toBase64(Uint8Array.of(0, 0));
  expect(await person.codeOf(PUSH, { input: { documentId: story.id, connectionId, updates: [update] } })).toBe(
    'NOT_FOUND',
  );
  priya.close();
});

test('[LP20] a membership that ends where nobody tells this process ends its streams within two seconds', async () => {
  const story = await createStory(partnership.client, partnership.id);
  const { person, memberId } = await partnership.join('VENDOR', 'MEMBER', 'Kwame Boateng');
  const kwame = await new ExampleClient(person, story.id).open();
  await server.database.query('update member set left_at = now() where id = $1', memberId);
  await eventually('his stream ends', () => kwame.endedWith, WITHIN_MS);
  expect(kwame.endedWith).toBe('NOT_FOUND');
});

test('[LP20] when only the right to write changes, the stream says to open again, and that says what holds', async () => {
  const story = await createStory(partnership.client, partnership.id);
  const { person, memberId } = await partnership.join('VENDOR', 'MEMBER', 'Sofia Rossi');
  const sofia = await new ExampleClient(person, story.id).open();
  expect(sofia.sync?.writable).toBe(true);
  await partnership.vendor.gql(CHANGE_ROLE, { input: { mutationId: randomUUID(), memberId, role: 'OBSERVER' } });
  await eventually('her stream ends', () => sofia.endedWith, WITHIN_MS);
  expect(sofia.endedWith).toBe('RESYNC');
  await sofia.open();
  expect(sofia.sync?.writable).toBe(false);
  sofia.close();
});

test('[LP20] a role that is changed where nobody tells this process is noticed within two seconds too', async () => {
  const story = await createStory(partnership.client, partnership.id);
  const { person, memberId } = await partnership.join('VENDOR', 'MEMBER', 'Lena Fischer');
  const lena = await new ExampleClient(person, story.id).open();
  await server.database.query("update member set role = 'OBSERVER' where id = $1", memberId);
  await eventually('her stream ends', () => lena.endedWith, WITHIN_MS);
  expect(lena.endedWith).toBe('RESYNC');
  await server.database.query("update member set role = 'SPONSOR' where id = $1", memberId);
  await lena.open();
  await server.database.query("update member set role = 'MEMBER' where id = $1", memberId);
  expect(lena.endedWith).toBe(null);
  expect(await push(lena, 'still ')).toBe(null);
  lena.close();
});

test('[LP20] that rights still hold is asked in one statement for all who have a story open', async () => {
  const stories = await Promise.all([1, 2, 3].map(() => createStory(partnership.client, partnership.id)));
  const pages = await Promise.all(
    stories.flatMap(({ id }) =>
      [partnership.client, partnership.vendor].map((who) => new ExampleClient(who, id).open()),
    ),
  );
  const { sql } = server.services;
  const { rows } = sql;
  const asked: { name: string; text: string; params: readonly unknown[] }[] = [];
  sql.rows = ((query, ...params) => {
    asked.push({ ...query, params });
    return rows(query, ...params);
  }) as typeof rows;
  try {
    await eventually('it is asked', () => asked.some(({ text }) => /left join story/.test(text)));
  } finally {
    sql.rows = rows;
  }
  // With what else is looked for now and then; nothing asks for one of them alone.
  const about = asked.filter(({ name }) => /^(polls_|story_changed|story_place|members_|document_find)/.test(name));
  expect(about.map(({ text }) => text.split('left join story').length - 1)).toEqual([1]);
  const roles = about.flatMap(({ params }) => params).find((all) => Array.isArray(all) && all.includes('LEAD'));
  expect(roles).toHaveLength(pages.length);
  for (const page of pages) page.close();
});

test('[LP21] for a consumer that does not read a bounded number of events waits; then it is told to open again', async () => {
  let ended = 0;
  const access = { member: { id: 'm', partyId: 'p' }, writable: true } as unknown as DocumentAccess;
  const connection = new Connection({ viewer: null } as Context, access, 1, new Rates(null), () => ended++);
  connection.begin();
  for (let i = 0; i < 2_000; i++) connection.deliver(eventOf(DocumentPresence, { changed: [], gone: [String(i)] }));
  await turn();
  expect(ended).toBe(1);
  expect(connection.stream.waiting).toBe(0);
  await expect(connection.stream.next()).rejects.toMatchObject({ extensions: { code: 'RESYNC' } });
});
