import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import type { ChangeBatchRow } from '../../platform/changes/feed.ts';
import { channel } from '../../platform/bus/bus.ts';
import type { Services } from '../../platform/context.ts';
import { type EventStream, eventStream } from '../../platform/event-stream.ts';
import type { InboxState } from './notification.type.ts';
import { inboxStates } from './notifications.sql.ts';

declare module '../../platform/context.ts' {
  interface Services {
    inboxes: Inboxes;
  }
}

/** A member has read something. What they are told comes with a change, of which the feed tells every node. */
const READ = channel<PartnershipId>('inboxes');

interface Watch {
  /** Who has their inbox's state open here, and how it was told to them last. */
  open: Map<EventStream<InboxState>, { memberId: MemberId; told: string | null }>;
  changes: EventStream<ChangeBatchRow> | null;
  looking: Promise<void> | null;
  again: boolean;
}

/** Tells each member how their own inbox stands, and nobody else's. One statement for all of a partnership, after each change. */
export class Inboxes {
  readonly #watches = new Map<PartnershipId, Watch>();

  constructor(private readonly services: Pick<Services, 'sql' | 'log' | 'bus' | 'changes'>) {
    services.bus.subscribe(READ, {
      message: (partnershipId) => this.#look(partnershipId),
      missed: () => {
        for (const partnershipId of this.#watches.keys()) this.#look(partnershipId);
      },
    });
  }

  /** The state at once, then again whenever it is another. */
  join(partnershipId: PartnershipId, memberId: MemberId): EventStream<InboxState> {
    const watch = this.#watches.get(partnershipId) ?? this.#open(partnershipId);
    const stream = eventStream<InboxState>(() => {
      if (!watch.open.delete(stream) || watch.open.size > 0) return;
      if (this.#watches.get(partnershipId) === watch) this.#watches.delete(partnershipId);
      watch.changes?.end();
    });
    watch.open.set(stream, { memberId, told: null });
    this.#look(partnershipId);
    return stream;
  }

  /** Something of this partnership's members was read, on this node. */
  moved(partnershipId: PartnershipId): void {
    this.#look(partnershipId);
    this.services.bus.publish(READ, partnershipId);
  }

  #open(partnershipId: PartnershipId): Watch {
    const watch: Watch = { open: new Map(), changes: null, looking: null, again: false };
    this.#watches.set(partnershipId, watch);
    this.services.changes.subscribe(partnershipId, null).then(
      (changes) => {
        watch.changes = changes;
        if (watch.open.size === 0) return changes.end();
        changes.onWake(() => {
          while (changes.take());
          this.#look(partnershipId);
        });
        this.#look(partnershipId);
      },
      // Every stream ends, and its page subscribes anew.
      (error: Error) => {
        for (const stream of [...watch.open.keys()]) stream.end(error);
      },
    );
    return watch;
  }

  #look(partnershipId: PartnershipId): void {
    const watch = this.#watches.get(partnershipId);
    if (!watch) return;
    watch.again = true;
    watch.looking ??= this.#tell(partnershipId, watch).finally(() => {
      watch.looking = null;
    });
  }

  async #tell(partnershipId: PartnershipId, watch: Watch): Promise<void> {
    try {
      while (watch.again && watch.open.size > 0) {
        watch.again = false;
        const memberIds = [...new Set([...watch.open.values()].map(({ memberId }) => memberId))];
        for (const { memberId, ...state } of await inboxStates(this.services.sql, partnershipId, memberIds)) {
          const now = `${state.unreadCount} ${state.newestAt?.getTime()}`;
          for (const [stream, open] of watch.open) {
            if (open.memberId !== memberId || open.told === now) continue;
            open.told = now;
            // Only how it stands now matters to a page that is slow to read.
            stream.clear();
            stream.push(state);
          }
        }
      }
    } catch (error) {
      this.services.log.warn({ err: error, partnershipId }, 'inboxes could not be read; the next change tries again');
    }
  }
}
