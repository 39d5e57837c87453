import { readConfig } from '@tandem/api/platform/config';
import { mailerFor } from '@tandem/api/platform/mail/mailer';
import { MailRefused, MailServerAway } from '@tandem/api/platform/mail/mail-errors';
import { smtpMailer } from '@tandem/api/platform/mail/smtp-mailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { headerOf, type MailServer, startMailServer } from '../kit/mail-server.ts';

let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

const from = { name: 'Tandem', address: 'no-reply@tandem.example' };
const mail = {
  id: 'a-mail',
  to: { name: 'Priya Raman', address: 'priya@example.com' },
  subject: 'Zoë asks: which depots?',
  text: 'Zoë asks: which depots?',
  html: '<p>Zoë asks: which depots?</p>',
};

test('a mail goes to one person, as text and as HTML, with an id of its own', async () => {
  await smtpMailer(server.url, from).send(mail);
  const [received] = server.mails;
  if (!received) throw new Error('nothing came');
  expect(received.recipients).toEqual(['priya@example.com']);
  expect(headerOf(received, 'from')).toBe('Tandem <no-reply@tandem.example>');
  expect(headerOf(received, 'to')).toBe('Priya Raman <priya@example.com>');
  expect(headerOf(received, 'message-id')).toBe('<a-mail@tandem.example>');
  expect(headerOf(received, 'auto-submitted')).toBe('auto-generated');
  expect(received.raw).toMatch(/text\/plain; charset=utf-8/);
  expect(received.raw).toMatch(/text\/html; charset=utf-8/);
});

test.each([
  'Hello\r\nBcc: mallory@example.com',
  'Hello\nBcc: mallory@example.com\n\nAnother body',
  'Hello\rBcc: mallory@example.com',
  'Hello\u0085Bcc: mallory@example.com',
  'Hello\u2028Bcc: mallory@example.com',
  'Hello\0Bcc: mallory@example.com',
  '"Hello" <mallory@example.com>, ',
  '=?utf-8?Q?=0D=0ABcc:_mallory@example.com?=',
])('%j stays one header and one recipient, in a name and in a subject', async (words) => {
  await smtpMailer(server.url, { ...from, name: words }).send({
    ...mail,
    subject: words,
    to: { ...mail.to, name: words },
  });
  const [received] = server.mails;
  expect(received?.recipients).toEqual(['priya@example.com']);
  const names = received?.headers.map(([name]) => name).toSorted();
  expect(names).toEqual(
    ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].toSorted(),
  );
});

test('a refused address is that mail’s; a server that is away is every mail’s', async () => {
  server.unknown.add('priya@example.com');
  await expect(smtpMailer(server.url, from).send(mail)).rejects.toThrow(MailRefused);
  await server.close();
  await expect(smtpMailer(server.url, from).send(mail)).rejects.toThrow(MailServerAway);
});

test('without SMTP_URL each mail is one line in the log, at info', async () => {
  const lines: object[] = [];
  const log = { info: (...line: object[]) => lines.push(...line) } as unknown as Parameters<typeof mailerFor>[1];
  await mailerFor(readConfig({}), log).send(mail);
  expect(lines).toEqual([
    { mailId: 'a-mail', to: 'priya@example.com', subject: mail.subject },
    'no SMTP_URL is set: this e-mail goes nowhere',
  ]);
});

test('who sends is a setting; without it, an address at PUBLIC_URL', () => {
  expect(readConfig({ PUBLIC_URL: 'https://tandem.example.org' })).toMatchObject({
    smtpUrl: null,
    mailFrom: { name: 'Tandem', address: 'no-reply@tandem.example.org' },
  });
  expect(readConfig({ MAIL_FROM: 'Meridian, Ltd <work@example.org>' }).mailFrom).toEqual({
    name: 'Meridian, Ltd',
    address: 'work@example.org',
  });
  expect(readConfig({ MAIL_FROM: 'work@example.org' }).mailFrom).toEqual({
    name: 'Tandem',
    address: 'work@example.org',
  });
  expect(() => readConfig({ MAIL_FROM: 'Meridian' })).toThrow('MAIL_FROM');
  expect(() => readConfig({ MAIL_FROM: 'Meridian\r\nBcc: <a@example.org>' })).toThrow('MAIL_FROM');
  expect(() => readConfig({ SMTP_URL: 'http://localhost' })).toThrow('smtp://');
});
