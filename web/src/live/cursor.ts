import * as Y from 'yjs';

export interface Cursor {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

/**
 * A peer's caret as it came over the wire, or null when it is not one. Checked to the last number: a negative clock
 * makes Yjs throw inside the reader's editor.
 */
export function parseCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    const parsed = JSON.parse(text) as { anchor?: unknown; head?: unknown } | null;
    const anchor = positionOf(parsed?.anchor);
    const head = positionOf(parsed?.head);
    return anchor && head ? { anchor, head } : null;
  } catch {
    return null;
  }
}

function positionOf(value: unknown): Y.RelativePosition | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, tname, item, assoc } = value as Record<string, unknown>;
  if (!isId(type) || !isId(item) || !(tname == null || (typeof tname === 'string' && tname.length <= 32))) return null;
  if (type == null && tname == null && item == null) return null;
  return Y.createRelativePositionFromJSON({ type, tname, item, assoc: assoc === -1 ? -1 : 0 });
}

function isId(value: unknown): boolean {
  if (value == null) return true;
  const { client, clock } = value as { client?: unknown; clock?: unknown };
  return isCount(client) && isCount(clock);
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
