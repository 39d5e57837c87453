import { KIND_WORDS, NOTIFICATION_KINDS, type NotificationKind } from '@tandem/schema/partnership/notifications';
import type { Mail } from '../../platform/mail/mailer.ts';

/** What a mail tells of. */
export interface Told {
  id: string;
  kind: NotificationKind;
  text: string;
  /** After /p/<slug>. */
  path: string;
}

/** Whom it goes to, and of which partnership. */
export interface Addressee {
  name: string;
  address: string;
  partnershipName: string;
  slug: string;
}

const SUBJECT_MAX = 120;
/** The rest waits in the inbox, and is counted. */
const DIGEST_MAX = 100;

/** One notification as a mail: what happened, where, and how to hear less. */
export function notificationMail(publicUrl: string, who: Addressee, told: Told): Mail {
  const home = `${publicUrl}/p/${who.slug}`;
  return {
    id: told.id,
    to: who,
    subject: `${cut(told.text)} · ${who.partnershipName}`,
    text: [told.text, `${home}${told.path}`, footer(home, who)].join('\n\n'),
    html: page(
      [
        `<p style="font-size:17px">${escape(told.text)}</p>`,
        `<p>${link(`${home}${told.path}`, 'Open it in Tandem')}</p>`,
      ],
      home,
      who,
    ),
  };
}

/** Several notifications as one mail, by kind in the order of the settings, the oldest of each first. */
export function digestMail(publicUrl: string, who: Addressee, all: readonly Told[]): Mail {
  const home = `${publicUrl}/p/${who.slug}`;
  const shown = all.slice(0, DIGEST_MAX);
  const more = all.length - shown.length;
  const groups = NOTIFICATION_KINDS.map((kind) => ({
    title: KIND_WORDS[kind],
    of: shown.filter((told) => told.kind === kind),
  })).filter(({ of }) => of.length > 0);
  const rest = more > 0 ? `And ${more} more in your inbox: ${home}/inbox` : null;
  return {
    // Sent again, it has the same first item.
    id: `digest-${all[0]?.id ?? ''}`,
    to: who,
    subject: `${all.length === 1 ? 'One thing' : `${all.length} things`} to know · ${who.partnershipName}`,
    text: [
      ...groups.map(({ title, of }) =>
        [title, ...of.map(({ text, path }) => `- ${text}\n  ${home}${path}`)].join('\n'),
      ),
      ...(rest ? [rest] : []),
      footer(home, who),
    ].join('\n\n'),
    html: page(
      [
        ...groups.map(
          ({ title, of }) =>
            `<h2 style="font-size:15px;margin:20px 0 4px">${escape(title)}</h2><ul style="margin:0;padding-left:20px">${of
              .map(({ text, path }) => `<li style="margin:4px 0">${link(`${home}${path}`, text)}</li>`)
              .join('')}</ul>`,
        ),
        ...(more > 0 ? [`<p>${link(`${home}/inbox`, `And ${more} more in your inbox`)}</p>`] : []),
      ],
      home,
      who,
    ),
  };
}

const settingsOf = (home: string): string => `${home}/settings#told`;

const footer = (home: string, { partnershipName }: Addressee): string =>
  `--\nYou are told this as a member of ${partnershipName}. What you are told, and how, you choose here:\n${settingsOf(home)}`;

/** No colours of its own, so that a dark reader makes it dark; no pictures, so that nobody is followed. */
const page = (parts: string[], home: string, { partnershipName }: Addressee): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="color-scheme" content="light dark"></head>` +
  `<body style="font:15px/1.5 system-ui,sans-serif;max-width:560px;margin:24px auto;padding:0 16px">${parts.join('')}` +
  `<p style="margin-top:28px;font-size:13px;opacity:.75">You are told this as a member of ${escape(partnershipName)}. ` +
  `${link(settingsOf(home), 'Choose what you are told, and how')}.</p></body></html>`;

const link = (url: string, words: string): string => `<a href="${escape(url)}">${escape(words)}</a>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

const cut = (text: string): string =>
  (text.length > SUBJECT_MAX ? `${text.slice(0, SUBJECT_MAX - 1)}…` : text).toWellFormed();
