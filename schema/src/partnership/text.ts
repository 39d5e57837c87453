import * as v from 'valibot';

/** Marks that reorder or hide what follows: in a name they let one person pass for another, so they are taken out. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
/** Control characters and halves of surrogate pairs: PostgreSQL or a reader would choke on them. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;
const CONTROL_BUT_LINE_FEED = /[^\P{Cc}\n]|\p{Cs}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

const tidy = (text: string): string => text.replace(UNSEEN, '').normalize('NFC');
const length = (what: string, max: number) =>
  v.maxLength<string, number, string>(max, `${what} is too long; keep it to ${max} characters.`);

/** One line: NFC, white space collapsed, control characters refused. `what` starts the sentence of each message. */
export const line = (what: string, max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.replaceAll('\t', ' ')),
    v.check((text) => !CONTROL.test(text), `${what} has characters that cannot be shown; type it again.`),
    v.transform((text) => tidy(text).replace(/\s+/g, ' ').trim()),
    length(what, max),
  );

/** A line that must say something: at least one letter or digit. */
export const name = (what: string, max: number) =>
  v.pipe(
    line(what, max),
    v.check((text) => LETTER_OR_DIGIT.test(text), `${what} is missing; write at least one letter or digit.`),
  );

/** Like `line`, with line breaks kept as line feeds. */
export const lines = (what: string, max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ')),
    v.check((text) => !CONTROL_BUT_LINE_FEED.test(text), `${what} has characters that cannot be shown; type it again.`),
    v.transform((text) => tidy(text).trim()),
    length(what, max),
  );
