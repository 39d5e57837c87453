import * as Y from 'yjs';
import { writeParagraphs } from './paragraphs.ts';

/**
 * A co-written list, such as a story's criteria or a week's goals:
 *
 *     Y.Map   id → Y.Map { rank: string, body: Y.XmlFragment of paragraphs }
 *
 * A map keyed by id, ordered by rank, so that concurrent adds and moves never make a duplicate.
 */
export type RankedBodies = Y.Map<Y.Map<unknown>>;

export interface RankedBody<Id extends string> {
  id: Id;
  /** Fractional index; ties, which two people can make at once, are broken by id. */
  rank: string;
  body: Y.XmlFragment;
}

/** The entries in their order; one that lacks a rank or a body (a hostile or torn update) is left out. */
export function listBodies<Id extends string>(bodies: RankedBodies): RankedBody<Id>[] {
  const entries: RankedBody<Id>[] = [];
  for (const [id, entry] of bodies.entries()) {
    if (!(entry instanceof Y.Map)) continue;
    const rank = entry.get('rank');
    const body = entry.get('body');
    if (typeof rank === 'string' && body instanceof Y.XmlFragment) entries.push({ id: id as Id, rank, body });
  }
  return entries.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1));
}

export function addBody(doc: Y.Doc, bodies: RankedBodies, id: string, rank: string, text = ''): Y.XmlFragment {
  const body = new Y.XmlFragment();
  doc.transact(() => {
    const entry = new Y.Map<unknown>();
    entry.set('rank', rank);
    entry.set('body', body);
    bodies.set(id, entry);
    writeParagraphs(body, text);
  });
  return body;
}

/** The client that added an entry; null when it is not there. */
export const clientOfBody = (bodies: RankedBodies, id: string): number | null => bodies._map.get(id)?.id.client ?? null;
