import * as Y from 'yjs';
import { ExampleClient, type LiveEvent } from './example-client.ts';

export const HAND_IN = 'mutation ($input: HandInUpdatesInput!) { handInUpdates(input: $input) { seq } }';

export interface Kept {
  update: string;
  signature: string;
  relay: number;
}

/** A client that also keeps what others wrote until it is durable, and brings it back after a crash. */
export class KeepingClient extends ExampleClient {
  kept: Kept[] = [];

  override async open(): Promise<this> {
    const before = this.kept;
    this.kept = [];
    await super.open();
    const known = Y.decodeStateVector(Buffer.from(this.sync?.stateVector ?? '', 'base64'));
    const lost = before.filter(({ update }) => !isKnown(Buffer.from(update, 'base64'), known));
    if (lost.length > 0) await this.handIn(lost);
    return this;
  }

  handIn(updates: Pick<Kept, 'update' | 'signature'>[]): Promise<{ handInUpdates: { seq: number } }> {
    const { documentId, sync } = this;
    const signed = updates.map(({ update, signature }) => ({ update, signature }));
    return this.user.overSocket(HAND_IN, {
      input: { documentId, connectionId: sync?.connectionId, updates: signed },
    });
  }

  protected override receive(event: LiveEvent): void {
    super.receive(event);
    if (event.__typename === 'DocumentPresence') return;
    for (const [i, update] of event.updates.entries()) {
      const signature = event.signatures[i];
      if (signature) this.kept.push({ update, signature, relay: event.relay });
    }
    if (event.__typename === 'DocumentUpdates') this.kept = this.kept.filter(({ relay }) => relay > event.durableRelay);
  }
}

/** Deletions have no clock: an update that holds any may be lacking wherever its words are known. */
function isKnown(update: Uint8Array, known: ReadonlyMap<number, number>): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  return ds.clients.size === 0 && structs.every(({ id, length }) => id.clock + length <= (known.get(id.client) ?? 0));
}
