import type { DocumentId, MemberId } from '@tandem/schema/ids';
import { type Channel, channel } from '../platform/bus/bus.ts';
import type { LiveMember } from './document-kind.ts';
import { Presence } from './live.type.ts';

/** A presence as plain data, its member as the slice's own row. */
export interface PlainPresence {
  connectionId: string;
  clientId: number;
  member: LiveMember;
  field: string | null;
  cursor: string | null;
  writing: boolean;
}

/** What the nodes that have one document open tell each other. */
export type RoomMessage =
  /** Taken in there and not durable yet; `push` counts there. `owners` are those of the client ids in it. */
  | {
      type: 'relay';
      push: number;
      updates: Uint8Array[];
      signatures?: (string | null)[];
      owners: [number, MemberId | null][];
    }
  /** That push is durable, as the sequences after `base` up to `seq`. */
  | { type: 'durable'; push: number; base: number; seq: number }
  /** Something relayed there could not be made durable. */
  | { type: 'failed' }
  /** Who came, moved and left there; `all` says that nobody else is there. */
  | { type: 'presence'; changed: PlainPresence[]; gone: string[]; all: boolean }
  /** Whoever has this document open says who is there. */
  | { type: 'ask' };

export const roomChannel = (documentId: DocumentId): Channel<RoomMessage> => channel(`document:${documentId}`);

export const plainPresence = ({ connectionId, clientId, member, field, cursor, writing }: Presence): PlainPresence => ({
  ...{ connectionId, clientId, member, field, cursor, writing },
});

export function presenceFrom({ connectionId, clientId, member, field, cursor, writing }: PlainPresence): Presence {
  return Object.assign(new Presence(connectionId, clientId, member), { field, cursor, writing });
}
