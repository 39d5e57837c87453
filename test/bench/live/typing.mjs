// What people type: real Yjs updates of real edits, made before the clock starts and from the same seeds for every server.
import * as Y from 'yjs';

const LETTERS =
  'eeeeeeeeeeeettttttttaaaaaaaaooooooooiiiiiiinnnnnnnsssssshhhhhhrrrrrrddddllllccuummwwffggyyppbbvk      .,';
const BASE_CHARACTERS = 2_000;
const DELETES = 0.06;
const MOVES = 0.01;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const letter = (random) => LETTERS[Math.floor(random() * LETTERS.length)];

/** The paragraph that everybody types into, as a story's narrative has it. */
const paragraphOf = (doc) => doc.getXmlFragment('narrative').get(0).get(0);

/** A narrative of one paragraph under `clientId`. @returns its update and the clock it reaches. */
export function baseText(clientId, characters = BASE_CHARACTERS) {
  const random = seeded(7);
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const paragraph = new Y.XmlElement('paragraph');
  const text = Array.from({ length: characters }, () => letter(random)).join('');
  doc.transact(() => {
    doc.getXmlFragment('narrative').insert(0, [paragraph]);
    paragraph.insert(0, [new Y.XmlText(text)]);
  });
  return { update: Y.encodeStateAsUpdate(doc), reaches: Y.getState(doc.store, clientId) };
}

/**
 * One person's keystrokes on top of `base`: mostly letters, some deletions, now and then elsewhere. The first and the last are letters.
 * @returns keystrokes {update, clock}: the clock reached, or -1 for a deletion, which has none.
 */
export function typist(base, clientId, keystrokes, seed) {
  const random = seeded(seed);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  doc.clientID = clientId;
  const before = Y.getState(doc.store, clientId);
  const text = paragraphOf(doc);
  let at = Math.floor(random() * (text.length + 1));
  let run = 0;
  let clock = before;
  let made = null;
  doc.on('update', (update) => {
    made = update;
  });
  const strokes = [];
  for (let n = 0; n < keystrokes; n++) {
    if (random() < MOVES) {
      at = Math.floor(random() * (text.length + 1));
      run = 0;
    }
    if (n > 0 && n < keystrokes - 1 && run > 0 && random() < DELETES) {
      text.delete(--at, 1);
      run--;
      strokes.push({ update: made, clock: -1 });
    } else {
      text.insert(at++, letter(random));
      run++;
      strokes.push({ update: made, clock: ++clock });
    }
  }
  doc.destroy();
  return { clientId, strokes, lastClock: clock };
}

/** A long life of one paragraph: people with these client ids type in turn, each seeing the others' words. */
export function history(clientIds, keystrokes) {
  const random = seeded(11);
  const doc = new Y.Doc();
  const [first = 1] = clientIds;
  Y.applyUpdate(doc, baseText(first, 1).update);
  const text = paragraphOf(doc);
  const updates = [Y.encodeStateAsUpdate(doc)];
  doc.on('update', (update) => updates.push(update));
  const places = clientIds.map(() => 0);
  let who = 0;
  for (let n = 0; n < keystrokes; n++) {
    if (random() < 0.1) who = Math.floor(random() * clientIds.length);
    doc.clientID = clientIds[who];
    if (random() < MOVES) places[who] = Math.floor(random() * (text.length + 1));
    let at = Math.min(places[who], text.length);
    if (at > 0 && random() < DELETES) text.delete(--at, 1);
    else text.insert(at++, letter(random));
    places[who] = at;
  }
  const made = { updates, state: Y.encodeStateAsUpdate(doc), text: text.toString() };
  doc.destroy();
  return made;
}

/** How far each client's clock reaches in updates: [client, clock, …]. */
export function reachOf(updates) {
  const reach = [];
  for (const update of updates)
    if (update.length > 2) for (const [client, clock] of Y.parseUpdateMeta(update).to) reach.push(client, clock);
  return reach;
}
