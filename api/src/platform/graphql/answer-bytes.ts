import { randomUUID } from 'node:crypto';
import type { ExecutionResult } from 'graphql';

/** Names an event's texts of many KB whose every character JSON leaves as it is, such as base64. */
export const PLAIN_TEXTS = Symbol('plain texts');

/** An event with long texts: escaping what needs none, and encoding it twice, would cost more than all the rest of its answer. */
export interface WithPlainTexts {
  readonly [PLAIN_TEXTS]: readonly string[];
}

/** Stands in for a plain text meanwhile. It is never sent, so that no answer can contain it. */
const TOKEN = randomUUID();
const QUOTED_TOKEN = JSON.stringify(TOKEN);
const QUOTE = 0x22;

/** @returns the execution result as JSON in UTF-8. @param event what it answers. */
export function answerBytes(result: ExecutionResult, event: object): Buffer {
  const plain = PLAIN_TEXTS in event ? (event as WithPlainTexts)[PLAIN_TEXTS] : [];
  if (plain.length === 0) return Buffer.from(JSON.stringify(result));
  const left: string[] = [];
  const json = JSON.stringify(result, (_key, value: unknown) => {
    if (typeof value !== 'string' || !plain.includes(value)) return value;
    left.push(value);
    return TOKEN;
  });
  return joined(json.split(QUOTED_TOKEN), left);
}

/** @param between what stands around the plain texts: one more than there are of these. */
function joined(between: readonly string[], plain: readonly string[]): Buffer {
  let size = 0;
  for (const part of between) size += Buffer.byteLength(part);
  for (const text of plain) size += text.length + 2;
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const [i, part] of between.entries()) {
    at += bytes.write(part, at);
    const text = plain[i];
    if (text === undefined) continue;
    bytes[at] = QUOTE;
    at += 1 + bytes.write(text, at + 1, 'latin1');
    bytes[at] = QUOTE;
    at += 1;
  }
  return bytes;
}
