/**
 * What was taken, what was left and why, and what white space was changed, line by line where it matters.
 * @param {string} file
 * @param {ReturnType<typeof import('./story-lines.mjs').readStoryLines>} read
 * @param {{ slug: string, keys: string[], mismatches: string[] }} loaded
 */
export function reportOf(file, { lines, taken, left, changed }, { slug, keys, mismatches }) {
  const shortened = taken.map((line, i) => ({ ...line, key: keys[i] })).filter(({ narrative }) => narrative !== '');
  const seen = new Map();
  for (const { text, number } of taken) seen.set(text, [...(seen.get(text) ?? []), number]);
  const repeated = [...seen.values()].filter((numbers) => numbers.length > 1);
  return [
    `${file} → /p/${slug}`,
    `  ${lines} lines read = ${taken.length} taken + ${left.length} left`,
    ...left.map(
      ({ number, reason, text }) => `  left line ${number}: ${reason}${text ? ` (“${text.slice(0, 60)}”)` : ''}`,
    ),
    `  white space changed on ${changed.lines} of the lines taken: ${changed.byteOrderMarks} byte order marks and ` +
      `${changed.carriageReturns} carriage returns taken out, ${changed.runs} runs made one space, ${changed.ends} lines trimmed at their ends`,
    ...shortened.map(
      ({ number, key, text }) =>
        `  line ${number} (${key}) has ${text.length} characters: whole in the narrative, the title shortened with …`,
    ),
    ...repeated.map((numbers) => `  lines ${numbers.join(' and ')} say the same: each was taken`),
    mismatches.length === 0
      ? `  read back: all ${taken.length} stories are there, word for word`
      : `  READ BACK: ${mismatches.length} mismatches`,
    ...mismatches.map((mismatch) => `  ! ${mismatch}`),
  ].join('\n');
}
