const LENGTH = 120;

/** A promise's words as a sentence about it quotes them: on one line, and not at length. */
export function briefly(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH - 1).toWellFormed()}…`;
}
