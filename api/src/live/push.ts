import { PUSH_MAX_BYTES, PUSH_MAX_UPDATES, UPDATE_MAX_WRITERS } from '@tandem/schema/live/limits';
import type { MemberId } from '@tandem/schema/ids';
import type { SqlRunner } from '../platform/db/sql.ts';
import { Malformed } from './byte-reader.ts';
import type { Connection } from './connection.ts';
import { DependenciesMissing } from './document-clocks.ts';
import { judgeAll, type ReceivedUpdate } from './judge.ts';
import { learnOwners } from './learn-owners.ts';
import { badUpdate, missingDependencies, notYourClient, resync, tooLarge } from './refusals.ts';
import type { Room } from './room.ts';
import type { Signatures } from './signatures.ts';
import { type ScannedUpdate, scanUpdate, TooManyStructs } from './scan-update.ts';
import type { Judged } from './unstored.ts';

/**
 * After a crash two pages may come back in either order: who built on the other's relayed words is kept waiting this long
 * for them to be sent again. Longer than a page takes to try the next connection.
 */
const OTHERS_WORDS_WAIT_MS = 10_000;
const BASE64_MAX = Math.ceil(PUSH_MAX_BYTES / 3) * 4;

/** Reads what a client sent; nothing of it is believed yet. @throws Refusal BAD_UPDATE or TOO_LARGE. */
export function receive(texts: readonly string[]): ReceivedUpdate[] {
  if (texts.length > PUSH_MAX_UPDATES) throw tooLarge();
  let characters = 0;
  for (const text of texts) characters += text.length;
  if (characters > BASE64_MAX) throw tooLarge();
  if (texts.length === 0) throw badUpdate('the push is empty');
  return texts.map((text) => {
    const bytes = Buffer.from(text, 'base64');
    // Node reads what it can of any text; only what it would write itself is base64.
    if (bytes.length === 0 || bytes.toString('base64') !== text) throw badUpdate('it is empty or not base64');
    return { bytes, text, signature: null, sign: null, scan: scan(bytes) };
  });
}

export function scan(bytes: Uint8Array): ScannedUpdate {
  try {
    return scanUpdate(bytes);
  } catch (error) {
    if (error instanceof Malformed) throw badUpdate(error.message);
    if (error instanceof TooManyStructs) throw tooLarge();
    throw error;
  }
}

/** What a room has taken in; `commit` gives its sequence once it is durable, and is null when nothing was new. */
export interface Taken {
  commit: Promise<number> | null;
}

/** Whose updates they are, and by which connection they came. */
export interface By {
  memberId: MemberId;
  from: Connection | null;
  signatures: Signatures;
}

/**
 * Judges updates against a room that knows who owns the client ids in them, and takes them in, all or none, in one step: from
 * the judging to the taking in, nothing else gets in between.
 * @param append starts making them durable: in the same step, so that whoever sends them again can wait for it.
 * @throws Refusal FORBIDDEN for another's client id, TOO_LARGE, or RESYNC; DependenciesMissing.
 */
export function takeIn(
  room: Room,
  updates: ReceivedUpdate[],
  { memberId, from, signatures }: By,
  append: (updates: Uint8Array[]) => Promise<number>,
): Taken {
  if (room.failed) throw resync('The document was just opened afresh.');
  const { accepted, judged } = judge(room, updates);
  const clientIds = new Set<number>();
  for (const { addition } of judged) for (const clientId of addition.ends.keys()) clientIds.add(clientId);
  for (const clientId of clientIds) if (room.owners.get(clientId) !== memberId) throw notYourClient();
  if (accepted.length === 0) return { commit: null };
  const bytes = accepted.map((update) => update.bytes);
  const under = room.unstored.under(judged);
  const waiting = under.length > 0 && appendAfter(room, judged, under, () => append(bytes));
  for (const update of accepted) update.sign ??= () => signatures.sign(room.documentId, memberId, update.bytes);
  // Relayed first: the others' eyes do not wait while the commit is prepared.
  room.accept(accepted, judged, from);
  const appended = waiting || append(bytes);
  const commit = room.settling(accepted, appended);
  room.link?.relay(accepted, clientIds, commit);
  return { commit };
}

/** Words that build on another node's go into the log after them, and not at all when those never come. */
async function appendAfter(
  room: Room,
  judged: Judged[],
  under: Promise<unknown>[],
  append: () => Promise<number>,
): Promise<number> {
  const ready = Promise.all(under).then(() => {
    if (room.failed) throw resync('Your last edits build on words that were not saved.');
  });
  // Once it is in the journal's queue, what builds on it is behind it.
  const queued = ready.then(() => ({ commit: append() }));
  room.unstored.add(judged, room.clocks.clocks, queued);
  return (await queued).commit;
}

/**
 * Takes updates in as soon as the words they build on are there, when those are another page's that is likely to send them.
 * Two such pages may wait for each other's, so that a waiting push is taken in update by update.
 * @param own the client id whose words nobody else can bring. @param attempt judges updates and takes them in, all or none. @throws Refusal as `attempt`, or MISSING_DEPS.
 */
export async function whenConnected(
  sql: SqlRunner,
  room: Room,
  own: number | null,
  updates: ReceivedUpdate[],
  attempt: (updates: ReceivedUpdate[]) => Promise<void>,
): Promise<void> {
  const until = performance.now() + OTHERS_WORDS_WAIT_MS;
  let parts = [updates];
  for (let part = parts[0]; part; part = parts[0]) {
    try {
      await attempt(part);
      parts = parts.slice(1);
    } catch (error) {
      if (!(error instanceof DependenciesMissing)) throw error;
      const { client, clock } = error;
      await learnOwners(sql, room, [client]);
      const left = until - performance.now();
      // A gap of the sender's own, or an id that was never issued, is filled by nobody else.
      if (left <= 0 || client === own || !room.owners.has(client)) throw missingDependencies(room.clocks.stateVector());
      if (part.length > 1) parts = part.map((update) => [update]);
      else await room.holds(client, clock, left);
    }
  }
}

/** The clients that bring something new, before it is known whether they may. @throws Refusal TOO_LARGE. */
export function writersIn(room: Room, updates: ReceivedUpdate[]): Set<number> {
  const writers = new Set<number>();
  for (const { scan } of updates)
    for (const { client, end } of scan.sections) if (end > (room.clocks.clocks.get(client) ?? 0)) writers.add(client);
  if (writers.size > UPDATE_MAX_WRITERS) throw tooLarge();
  return writers;
}

function judge(room: Room, updates: ReceivedUpdate[]): ReturnType<typeof judgeAll> {
  try {
    return judgeAll(room.clocks, updates);
  } catch (error) {
    if (error instanceof TooManyStructs) throw tooLarge();
    throw error;
  }
}
