/** A user story names a role and what it wishes; “As anInspector I …”, as real files have it, is one too. */
const STORY = /^As\s+\S.*\bI\b/iu;
const WHITE_SPACE = /[\s\ufeff]+/gu;

/** @typedef {{ number: number, text: string, title: string, narrative: string }} StoryLine */
/** @typedef {{ number: number, reason: string, text: string }} LeftLine */

/** The same words with one space between them: what is compared, since nothing but white space may differ. */
export const words = (/** @type {string} */ text) => text.replace(WHITE_SPACE, ' ').trim();

/**
 * Reads a file of user stories, one on each line, and accounts for every line of it.
 * @param {Uint8Array} bytes UTF-8. @param {number} titleMax titles longer than this many UTF-16 units are shortened.
 * @throws TypeError when the bytes are not UTF-8: guessing would change words.
 */
export function readStoryLines(bytes, titleMax) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const lines = text.split('\n');
  // What follows the last line feed is a line only when there is something.
  if (lines.at(-1) === '') lines.pop();
  /** @type {StoryLine[]} */
  const taken = [];
  /** @type {LeftLine[]} */
  const left = [];
  const changed = { byteOrderMarks: 0, carriageReturns: 0, runs: 0, ends: 0, lines: 0 };
  for (const [i, raw] of lines.entries()) {
    const number = i + 1;
    const line = words(raw);
    const reason = reasonToLeave(line);
    if (reason) {
      left.push({ number, reason, text: line });
      continue;
    }
    countChanges(raw, changed);
    const short = line.length <= titleMax;
    taken.push({ number, text: line, title: short ? line : shortened(line, titleMax), narrative: short ? '' : line });
  }
  return { lines: lines.length, taken, left, changed };
}

function reasonToLeave(/** @type {string} */ line) {
  if (line === '') return 'empty';
  if (!STORY.test(line)) return 'not a user story: it does not say “As a …, I …”';
  return null;
}

/** Whole words, and … where the rest is in the narrative. */
function shortened(/** @type {string} */ line, /** @type {number} */ max) {
  const cut = line.slice(0, max - 1);
  const end = cut.lastIndexOf(' ');
  return `${(end > max / 2 ? cut.slice(0, end) : cut).toWellFormed().replace(/\ufffd$/u, '')}…`;
}

function countChanges(/** @type {string} */ raw, /** @type {Record<string, number>} */ changed) {
  const body = raw.replace(/\r+$/u, '');
  changed.byteOrderMarks += raw.split('\ufeff').length - 1;
  changed.carriageReturns += raw.split('\r').length - 1;
  const inside = body.replaceAll('\ufeff', '').trim();
  changed.runs += (inside.match(/\s{2,}|[^\S ]/gu) ?? []).length;
  changed.ends += body.replaceAll('\ufeff', '') === inside ? 0 : 1;
  changed.lines += raw === words(raw) ? 0 : 1;
}
