/** What is recorded in a meeting, and what becomes of the promises and stories that it names. */
export const touchesRecord = (kind: string): boolean =>
  /^meeting\.(decision|action|celebrated|carried|closed)/.test(kind) || kind.startsWith('promise.');
