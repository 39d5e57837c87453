/** What turns the direction of text around, or is not seen: words in a document must not disturb those beside them. */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** One line of people’s words: whatever is Markdown or HTML in it is shown as it was typed. */
function escaped(line: string): string {
  const shown = line
    .replace(/\t/g, ' ')
    .replace(UNSEEN, '')
    .trim()
    .replace(/[\\`*_[\]|~$]/g, String.raw`\$&`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
  // At a line's beginning these begin a heading or a list, or underline one; at a heading's end # is not shown.
  return shown
    .replace(/^([#+=-])/, String.raw`\$1`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`)
    .replace(/(?<!\\)#+$/, (marks) => marks.replaceAll('#', String.raw`\#`));
}

/** People’s words in the middle of a line. */
export const inline = (words: string): string => escaped(words.split(LINE_END).join(' ').replace(/\s+/g, ' '));

/** People’s words as a quotation, their lines kept. */
export const quoted = (words: string): string =>
  words
    .split(LINE_END)
    .map(escaped)
    .filter((line) => line !== '')
    .map((line) => `> ${line}`)
    .join('\n>\n');

/** What somebody said behind what they did: empty when it was nothing. */
export const said = (words: string): string => (/\S/.test(words) ? `: “${inline(words)}”` : '');

/** A link that leads nowhere but to a web page. @param publicUrl where this workspace’s own files are. */
export function link(title: string, url: string, publicUrl: string): string {
  const address = url.startsWith('/') ? publicUrl + url : url;
  if (!/^https?:\/\//i.test(address)) return inline(title);
  const safe = address.replace(/[\s<>\\\p{Cc}]/gu, encodeURIComponent).replace(/&(?=#?\w+;)/g, '&amp;');
  return `[${inline(title)}](<${safe}>)`;
}

/** How instants and days are told: by the partnership’s clock. */
export interface Clock {
  /** 26 November 2026, 14:05 Europe/London */
  moment(iso: string): string;
  /** 14:05 */
  time(iso: string): string;
  /** 26 November 2026, of YYYY-MM-DD. */
  day(day: string): string;
}

export function clockIn(timeZone: string): Clock {
  const date = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const dates = new Intl.DateTimeFormat('en-GB', { ...date, timeZone });
  const days = new Intl.DateTimeFormat('en-GB', { ...date, timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const time = (iso: string): string => times.format(new Date(iso));
  return {
    time,
    moment: (iso) => `${dates.format(new Date(iso))}, ${time(iso)} ${inline(timeZone)}`,
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  };
}

/** 7:05, of milliseconds. */
export function minutesOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const points = (count: number | null): string =>
  count === null ? 'no estimate' : count === 1 ? '1 point' : `${count} points`;

/** A list, or that there is nothing to list. */
export const items = (lines: readonly string[], none: string): string =>
  lines.length === 0 ? none : lines.map((line) => `- ${line}`).join('\n');
