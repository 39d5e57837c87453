import { TYPES_MAX_DEPTH } from '@tandem/schema/live/limits';
import * as Y from 'yjs';
import type { SqlRunner } from '../platform/db/sql.ts';
import type { ReceivedUpdate } from './judge.ts';
import { badUpdate } from './refusals.ts';
import type { Room } from './room.ts';
import { loadDoc } from './sync.ts';

/**
 * Refuses types nested too deep to be walked. Only an update that makes types, such as a new paragraph, costs this: it is
 * tried on a scratch copy of the document, since what a type is inside of shows nowhere else.
 * @throws Refusal BAD_UPDATE.
 */
export async function checkNesting(sql: SqlRunner, room: Room, updates: ReceivedUpdate[]): Promise<void> {
  if (updates.every(({ scan }) => scan.types.length === 0)) return;
  const onItsWay = [...room.inFlight];
  const { doc } = await loadDoc(sql, room.documentId);
  try {
    doc.transact(() => {
      for (const { bytes } of [...onItsWay, ...updates]) Y.applyUpdate(doc, bytes);
    });
    for (const { scan } of updates)
      for (const { client, clock } of scan.types) {
        // What did not go in lacks something, and is refused for that in a moment.
        if (clock < Y.getState(doc.store, client) && isTooDeep(Y.getItem(doc.store, Y.createID(client, clock))))
          throw badUpdate('its types are nested too deep');
      }
  } catch (error) {
    if (error instanceof RangeError) throw badUpdate('its types are nested too deep');
    throw error;
  } finally {
    doc.destroy();
  }
}

function isTooDeep(item: Y.Item): boolean {
  let depth = 0;
  for (let at: Y.Item | null = item; at; at = at.parent instanceof Y.AbstractType ? at.parent._item : null)
    if (++depth > TYPES_MAX_DEPTH) return true;
  return false;
}
