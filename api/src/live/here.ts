import { randomUUID } from 'node:crypto';
import type { PartnershipId } from '@tandem/schema/ids';
import { type EventStream, eventStream } from '../platform/event-stream.ts';
import type { LiveMember } from './document-kind.ts';
import { resync } from './refusals.ts';

/** Comings and goings of this long travel together: a page that reloads goes and comes in one event. */
const GATHER_MS = 100;
const WAITING_MAX = 64;

/** One open page; `place` is where in the workspace it is. */
export interface PresentPage {
  connectionId: string;
  member: LiveMember;
  place: string;
}

export interface HereEvent {
  present: PresentPage[];
}

interface Lobby {
  pages: Map<EventStream<HereEvent>, PresentPage>;
  timer: NodeJS.Timeout | null;
}

/** Who has a partnership's workspace open. In memory: it is true of this process only, and of this moment. */
export class Lobbies {
  readonly #lobbies = new Map<PartnershipId, Lobby>();

  /** Counts as present until the stream ends; the first event comes at once and holds everybody, oneself too. */
  join(partnershipId: PartnershipId, member: LiveMember, place: string): EventStream<HereEvent> {
    const lobby = this.#lobbies.get(partnershipId) ?? { pages: new Map(), timer: null };
    this.#lobbies.set(partnershipId, lobby);
    const stream = eventStream<HereEvent>(() => {
      lobby.pages.delete(stream);
      if (lobby.pages.size > 0) this.#tellSoon(lobby);
      else if (this.#lobbies.get(partnershipId) === lobby) this.#lobbies.delete(partnershipId);
    });
    lobby.pages.set(stream, { connectionId: randomUUID(), member, place });
    stream.push({ present: [...lobby.pages.values()] });
    this.#tellSoon(lobby);
    return stream;
  }

  #tellSoon(lobby: Lobby): void {
    lobby.timer ??= setTimeout(() => {
      lobby.timer = null;
      const event: HereEvent = { present: [...lobby.pages.values()] };
      for (const stream of [...lobby.pages.keys()]) {
        if (stream.waiting < WAITING_MAX) stream.push(event);
        else stream.end(resync('You are too far behind.'));
      }
    }, GATHER_MS);
  }
}
