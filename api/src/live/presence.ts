import { CURSOR_MAX, FIELD_MAX } from '@tandem/schema/live/limits';
import { badInput } from '../platform/errors.ts';
import type { Presence } from './live.type.ts';

/** What a client may say of itself; its connection, client id and member are the server's to say. */
export interface Move {
  field: string | null;
  cursor: string | null;
  writing: boolean;
}

/** Puts a checked move into a presence. @returns whether anything changed. @throws Refusal BAD_USER_INPUT. */
export function moved(presence: Presence, { field, cursor, writing }: Move): boolean {
  if (field !== null && (field.length > FIELD_MAX || hasControl(field)))
    throw badInput('field', `field names a part of the document, in at most ${FIELD_MAX} characters.`);
  if (cursor !== null && (cursor.length > CURSOR_MAX || !isObject(cursor)))
    throw badInput('cursor', `cursor must be a JSON object of at most ${CURSOR_MAX} characters, or null.`);
  if (presence.field === field && presence.cursor === cursor && presence.writing === writing) return false;
  presence.field = field;
  presence.cursor = cursor;
  presence.writing = writing;
  return true;
}

const hasControl = (text: string): boolean => /\p{Cc}/u.test(text);

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
