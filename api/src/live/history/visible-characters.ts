import * as Y from 'yjs';

/** A stretch of a client's clocks whose characters stand in the text: from, and past the end. */
type Stretch = [from: number, to: number];
/** For each client its stretches, ascending. */
export type VisibleCharacters = ReadonlyMap<number, readonly Stretch[]>;

/** Which characters stand in a document, by the ids that they keep for good. */
export function visibleCharacters(doc: Y.Doc): VisibleCharacters {
  const visible = new Map<number, Stretch[]>();
  for (const [client, structs] of doc.store.clients) {
    const stretches: Stretch[] = [];
    for (const struct of structs) {
      if (struct.deleted || !(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
      const { clock } = struct.id;
      const last = stretches.at(-1);
      if (last && last[1] === clock) last[1] += struct.length;
      else stretches.push([clock, clock + struct.length]);
    }
    if (stretches.length > 0) visible.set(client, stretches);
  }
  return visible;
}

/** How many characters of `these` are not among `those`. */
export function charactersBeyond(these: VisibleCharacters, those: VisibleCharacters): number {
  let count = 0;
  for (const [client, stretches] of these) {
    const others = those.get(client) ?? [];
    let next = 0;
    for (const [from, to] of stretches) {
      count += to - from;
      while (next < others.length && (others[next] as Stretch)[1] <= from) next++;
      for (let i = next; i < others.length && (others[i] as Stretch)[0] < to; i++) {
        const [otherFrom, otherTo] = others[i] as Stretch;
        count -= Math.min(to, otherTo) - Math.max(from, otherFrom);
      }
    }
  }
  return count;
}
