const LENGTH = 120;

/** Words as a sentence about them quotes them: on one line, and not at length. */
export function inBrief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH - 1).toWellFormed()}…`;
}
