import * as v from 'valibot';
import { lines } from '../partnership/text.ts';

/** Limits of a stand-up entry, shared by the page and the command. Lengths are in UTF-16 units. */
export const STANDUP_TEXT_MAX = 4_000;
export const STANDUP_CONCERN_MAX = 2_000;

export const StandupWords = v.pipe(
  v.object({
    done: lines('What you have done', STANDUP_TEXT_MAX),
    next: lines('What is next', STANDUP_TEXT_MAX),
    concern: lines('The concern', STANDUP_CONCERN_MAX),
  }),
  v.check(
    ({ done, next, concern }) => /\S/.test(done + next + concern),
    'An entry says something: write what you have done, what is next, or what concerns you.',
  ),
);

/** What people call a story, as it stands in a text: MT-104, in any case, and nothing longer such as XMT-1045. */
const KEY = /(?<![\p{L}\p{N}_-])([A-Za-z][A-Za-z0-9]{1,5}-\d{1,9})(?![\p{L}\p{N}_-])/gu;

/** The words of a text, cut at the story keys in it, in order: together they are the text. */
export function cutAtKeys(text: string): { text: string; key: string | null }[] {
  const parts: { text: string; key: string | null }[] = [];
  let from = 0;
  for (const match of text.matchAll(KEY)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), key: null });
    parts.push({ text: match[0], key: match[0].toUpperCase() });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), key: null });
  return parts;
}

/** Every key that a text names, each once, as stories have them. They may name no story. */
export const keysNamed = (text: string): string[] => [
  ...new Set(cutAtKeys(text).flatMap(({ key }) => (key === null ? [] : [key]))),
];
