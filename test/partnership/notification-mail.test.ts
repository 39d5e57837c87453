import { randomUUID } from 'node:crypto';
import { smtpMailer } from '@tandem/api/platform/mail/smtp-mailer';
import type { Mailer } from '@tandem/api/platform/mail/mailer';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kit/clock.ts';
import { headerOf, type MailServer, startMailServer } from '../kit/mail-server.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { tell } from './inbox-kit.ts';
import { input, mutation, REMOVE } from './operations.ts';

let server: TestServer;
let ours: TestPartnership;
let smtp: MailServer | null = null;
const start = async (mailer?: Mailer): Promise<void> => {
  server = await startServer({ publicUrl: 'https://tandem.example', ...(mailer && { mailer }) });
  ours = await partnershipWithTwoParties(server);
};
beforeEach(async () => {
  smtp = null;
});
afterEach(async () => {
  await ours.close();
  await server.close();
  await smtp?.close();
});

const READ = mutation('readNotifications', 'partnership { id }');
const to = (email: string) => server.outbox.filter((mail) => mail.to.address === email);
/** Moves the clock to the next such time by that zone's clock. */
const goTo = (weekday: number, time: string, timeZone: string): void => {
  const now = Temporal.Instant.fromEpochMilliseconds(server.clock.now().getTime()).toZonedDateTimeISO(timeZone);
  let then = now.withPlainTime(time);
  while (then.dayOfWeek !== weekday || then.epochMilliseconds <= now.epochMilliseconds) then = then.add({ days: 1 });
  server.clock.move(then.epochMilliseconds - now.epochMilliseconds);
};

test('what goes at once is a mail of its own: the sentence, where it leads, and how to hear less', async () => {
  await start();
  await tell(server, ours, [ours.clientMemberId], { text: 'Tomás asks: “a < b & c”?' });
  expect(await server.runDue()).toMatchObject({ 'send-notifications': 1, 'send-digests': 0 });
  const [mail] = server.outbox;
  expect(mail).toMatchObject({
    to: { name: 'Priya Raman', address: ours.client.email },
    subject: 'Tomás asks: “a < b & c”? · Meridian Transit × Fieldnote Software',
  });
  const home = `https://tandem.example/p/${ours.slug}`;
  expect(mail?.text).toBe(
    `Tomás asks: “a < b & c”?\n\n${home}/stories/MT-101\n\n--\nYou are told this as a member of Meridian Transit × Fieldnote Software. What you are told, and how, you choose here:\n${home}/settings#told`,
  );
  expect(mail?.html).toContain('Tomás asks: “a &lt; b &amp; c”?');
  expect(mail?.html).toContain(`<a href="${home}/stories/MT-101">`);
  expect(mail?.html).toContain('color-scheme');
  await server.runDue();
  expect(server.outbox).toHaveLength(1);
});

test('a mail goes once, to nobody who has read it in the page, left, or turned it off', async () => {
  await start();
  const ama = await ours.join('CLIENT', 'MEMBER');
  await ours.vendor.gql(mutation('setNotification', 'partnership { id }'), {
    input: { partnershipId: ours.id, kind: 'QUESTION_ASKED', inPage: true, email: 'OFF' },
  });
  await tell(server, ours, [ours.clientMemberId, ours.vendorMemberId, ama.memberId]);
  await ours.client.gql(READ, { input: { partnershipId: ours.id, all: true } });
  await ours.client.gql(REMOVE, input({ memberId: ama.memberId }));
  await server.runDue();
  await server.runDue();
  expect(server.outbox).toEqual([]);
});

test('the sample sends no e-mail', async () => {
  await start();
  await server.database.query('update partnership set is_sample = true');
  await tell(server, ours, [ours.clientMemberId]);
  expect(await server.runDue()).toMatchObject({ 'send-notifications': 0 });
  await server.database.query('update partnership set is_sample = false');
  await server.runDue();
  expect(server.outbox).toEqual([]);
});

test('whoever wants a kind by e-mail and not in the page gets the e-mail', async () => {
  await start();
  await ours.client.gql(mutation('setNotification', 'partnership { id }'), {
    input: { partnershipId: ours.id, kind: 'SIGNED', inPage: false, email: 'NOW' },
  });
  await tell(server, ours, [ours.clientMemberId], { kind: 'SIGNED' });
  await ours.client.gql(READ, { input: { partnershipId: ours.id, all: true } });
  await server.runDue();
  expect(to(ours.client.email)).toHaveLength(1);
});

test('the digest comes at eight by the member’s own clock, on the days that their party works, by kind', async () => {
  await start();
  await ours.client.gql(mutation('updatePerson', 'person { id }'), {
    input: { name: 'Priya Raman', timeZone: 'Asia/Kolkata' },
  });
  goTo(5, '12:00', 'Asia/Kolkata');
  await tell(server, ours, [ours.clientMemberId], { kind: 'SCOPE_CHANGED', text: 'The scope changed' });
  await tell(server, ours, [ours.clientMemberId], { kind: 'SIGNED', text: 'It was signed' });
  await tell(server, ours, [ours.clientMemberId], { kind: 'SCOPE_CHANGED', text: 'It changed again' });
  for (const [weekday, time] of [
    [5, '23:59'],
    [6, '08:01'],
    [7, '08:01'],
    [1, '07:59'],
  ] as const) {
    goTo(weekday, time, 'Asia/Kolkata');
    expect(await server.runDue()).toMatchObject({ 'send-notifications': 0, 'send-digests': 0 });
  }
  goTo(1, '08:00', 'Asia/Kolkata');
  expect(await server.runDue()).toMatchObject({ 'send-digests': 1 });
  expect(server.outbox).toHaveLength(1);
  expect(server.outbox[0]?.subject).toBe('3 things to know · Meridian Transit × Fieldnote Software');
  const link = `https://tandem.example/p/${ours.slug}/stories/MT-101`;
  expect(server.outbox[0]?.text).toContain(
    `Something is signed\n- It was signed\n  ${link}\n\nThe week’s scope changes\n- The scope changed\n  ${link}\n- It changed again\n  ${link}`,
  );
  await tell(server, ours, [ours.clientMemberId], { kind: 'SIGNED', text: 'Later that day' });
  server.clock.move(HOUR_MS);
  await server.runDue();
  expect(server.outbox).toHaveLength(1);
  goTo(2, '10:30', 'Asia/Kolkata');
  expect(await server.runDue()).toMatchObject({ 'send-digests': 1 });
  server.clock.move(3 * DAY_MS);
  expect(await server.runDue()).toMatchObject({ 'send-digests': 0 });
});

test('a long digest is cut, and says how much more there is', async () => {
  await start();
  await tell(server, ours, [ours.clientMemberId], { kind: 'SIGNED' });
  await server.database.query(
    `insert into notification (id, partnership_id, member_id, kind, text, node_type, node_id, path, at, email)
     select gen_random_uuid(), partnership_id, member_id, kind, text, node_type, node_id, path, at, email
     from notification, generate_series(1, 130)`,
  );
  server.clock.move(7 * DAY_MS);
  await server.runDue();
  expect(server.outbox[0]?.text).toContain(`And 31 more in your inbox: https://tandem.example/p/${ours.slug}/inbox`);
});

test('a mailbox that refuses keeps no other waiting, and is tried again ever more slowly until it takes it', async () => {
  smtp = await startMailServer();
  await start(smtpMailer(smtp.url, { name: 'Tandem', address: 'no-reply@tandem.example' }));
  smtp.unknown.add(ours.client.email);
  await tell(server, ours, [ours.clientMemberId]);
  await tell(server, ours, [ours.vendorMemberId]);
  expect(await server.runDue()).toMatchObject({ 'send-notifications': 1 });
  expect(smtp.mails.map(({ recipients }) => recipients)).toEqual([[ours.vendor.email]]);
  const tries = async () =>
    (await server.database.query<{ n: number }>('select max(email_attempts) n from notification'))[0]?.n;
  const seen = [];
  for (let minute = 0; minute < 16; minute++) {
    server.clock.move(MINUTE_MS);
    await server.runDue();
    seen.push(await tries());
  }
  expect(seen).toEqual([1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4]);
  smtp.unknown.clear();
  server.clock.move(DAY_MS);
  expect(await server.runDue()).toMatchObject({ 'send-notifications': 1 });
  const [, late] = smtp.mails;
  expect(late && headerOf(late, 'to')).toContain(ours.client.email);
});

test('while the server is away nothing is lost, and all goes once when it is back', async () => {
  smtp = await startMailServer();
  const { url } = smtp;
  await smtp.close();
  await start(smtpMailer(url, { name: 'Tandem', address: 'no-reply@tandem.example' }));
  for (let i = 0; i < 5; i++) await tell(server, ours, [ours.clientMemberId], { text: `Thing ${i} ${randomUUID()}` });
  for (let minute = 0; minute < 3; minute++) {
    expect(await server.runDue()).toMatchObject({ 'send-notifications': 0 });
    server.clock.move(MINUTE_MS);
  }
  smtp = await startMailServer(Number(new URL(url).port));
  server.clock.move(DAY_MS);
  await server.runDue();
  await server.runDue();
  const subjects = smtp.mails.map((mail) => headerOf(mail, 'subject'));
  expect(subjects).toHaveLength(5);
  expect(new Set(subjects).size).toBe(5);
});
