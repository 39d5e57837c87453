import { randomUUID } from 'node:crypto';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { channel } from '../platform/bus/bus.ts';
import type { Services } from '../platform/context.ts';
import { type EventStream, eventStream } from '../platform/event-stream.ts';
import type { LiveMember } from './document-kind.ts';
import { resync } from './refusals.ts';

/** Comings and goings of this long travel together: a page that reloads goes and comes in one event. */
const GATHER_MS = 100;
/** Each event tells every page of every page: the more there are, the longer they are gathered, … */
const GATHER_MS_PER_PAGE = 0.5;
/** … but who is gone has to be gone within five seconds, most of which it takes to notice. */
const GATHER_MAX_MS = 500;
const WAITING_MAX = 64;
/** By then every node that has pages open has said so. */
const ANSWERED_MS = 400;

/** One open page; `place` is where in the workspace it is. */
export interface PresentPage {
  connectionId: string;
  member: LiveMember;
  place: string;
}

export interface HereEvent {
  present: PresentPage[];
}

/** All the pages that a node has open of a partnership; `ask` wants those of the others. */
type LobbyMessage = { type: 'pages'; pages: PresentPage[] } | { type: 'ask' };

const lobbyChannel = (partnershipId: PartnershipId) => channel<LobbyMessage>(`here:${partnershipId}`);

interface Lobby {
  pages: Map<EventStream<HereEvent>, PresentPage>;
  /** What the other nodes have open. */
  elsewhere: Map<string, PresentPage[]>;
  timer: NodeJS.Timeout | null;
  /** Somebody came or went here: the other nodes have to know. */
  moved: boolean;
  stopListening: () => void;
}

/** Who has a partnership's workspace open. In memory: it is true of this moment only. */
export class Lobbies {
  readonly #lobbies = new Map<PartnershipId, Lobby>();

  constructor(private readonly services: Pick<Services, 'bus' | 'otherNodes'>) {
    services.otherNodes.onChange({
      came: () => {
        for (const partnershipId of this.#lobbies.keys()) this.#ask(partnershipId);
      },
      gone: (nodeId) => {
        for (const [partnershipId, lobby] of this.#lobbies)
          if (lobby.elsewhere.delete(nodeId)) this.#tellSoon(partnershipId, lobby);
      },
    });
  }

  /**
   * Counts as present until the stream ends. The first event holds everybody known, oneself too; it comes at once to who comes alone,
   * and to those who come together when they are gathered: a list for each of many would be made for each of them.
   */
  join(partnershipId: PartnershipId, member: LiveMember, place: string): EventStream<HereEvent> {
    const lobby = this.#lobbies.get(partnershipId) ?? this.#open(partnershipId);
    const stream = eventStream<HereEvent>(() => {
      lobby.pages.delete(stream);
      lobby.moved = true;
      this.#tellSoon(partnershipId, lobby);
      if (lobby.pages.size > 0) return;
      if (this.#lobbies.get(partnershipId) === lobby) {
        this.#lobbies.delete(partnershipId);
        lobby.stopListening();
      }
    });
    lobby.pages.set(stream, { connectionId: randomUUID(), member, place });
    if (!lobby.timer) stream.push(eventOf(lobby));
    lobby.moved = true;
    this.#tellSoon(partnershipId, lobby);
    return stream;
  }

  /** Whether somebody has a page open on any node; the others are asked, for a node hears of them only while it has pages itself. */
  async isHere(partnershipId: PartnershipId, memberId: MemberId): Promise<boolean> {
    const among = (pages: readonly PresentPage[]): boolean => pages.some(({ member }) => member.id === memberId);
    const lobby = this.#lobbies.get(partnershipId);
    if (lobby && among(eventOf(lobby).present)) return true;
    if (this.services.otherNodes.areNone) return false;
    return new Promise((resolve) => {
      const answer = (isHere: boolean): void => {
        clearTimeout(timer);
        stop();
        resolve(isHere);
      };
      const stop = this.services.bus.subscribe(lobbyChannel(partnershipId), {
        message: (message) => {
          if (message.type === 'pages' && among(message.pages)) answer(true);
        },
        missed: () => this.#ask(partnershipId),
      });
      const timer = setTimeout(() => answer(false), ANSWERED_MS);
      this.#ask(partnershipId);
    });
  }

  #open(partnershipId: PartnershipId): Lobby {
    const lobby: Lobby = {
      pages: new Map(),
      elsewhere: new Map(),
      timer: null,
      moved: false,
      stopListening: () => undefined,
    };
    this.#lobbies.set(partnershipId, lobby);
    lobby.stopListening = this.services.bus.subscribe(lobbyChannel(partnershipId), {
      message: (message, from) => {
        if (message.type === 'ask') return this.#say(partnershipId, lobby);
        if (message.pages.length > 0) lobby.elsewhere.set(from, message.pages);
        else lobby.elsewhere.delete(from);
        this.#tellSoon(partnershipId, lobby);
      },
      missed: () => {
        this.#ask(partnershipId);
        this.#say(partnershipId, lobby);
      },
    });
    this.#ask(partnershipId);
    return lobby;
  }

  #ask(partnershipId: PartnershipId): void {
    this.services.bus.publish(lobbyChannel(partnershipId), { type: 'ask' });
  }

  #say(partnershipId: PartnershipId, lobby: Lobby): void {
    this.services.bus.publish(lobbyChannel(partnershipId), { type: 'pages', pages: [...lobby.pages.values()] });
  }

  #tellSoon(partnershipId: PartnershipId, lobby: Lobby): void {
    const wait = Math.min(Math.max(GATHER_MS, lobby.pages.size * GATHER_MS_PER_PAGE), GATHER_MAX_MS);
    lobby.timer ??= setTimeout(() => {
      lobby.timer = null;
      if (lobby.moved) this.#say(partnershipId, lobby);
      lobby.moved = false;
      const event = eventOf(lobby);
      for (const stream of [...lobby.pages.keys()]) {
        if (stream.waiting < WAITING_MAX) stream.push(event);
        else stream.end(resync('You are too far behind.'));
      }
    }, wait);
  }
}

const eventOf = (lobby: Lobby): HereEvent => ({
  present: [...lobby.pages.values(), ...[...lobby.elsewhere.values()].flat()],
});
