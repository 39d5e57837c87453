import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConcernId, MemberId, PartnershipId, PartyId, PromiseId, StoryId } from '@tandem/schema/ids';
import { Temporal } from 'temporal-polyfill';
import { calendarOf } from '../../partnership/calendar/calendars.sql.ts';
import { dueFrom } from '../../partnership/calendar/due-day.ts';
import { momentOf } from '../../partnership/calendar/zoned-days.ts';
import { GivenPromise } from './promise.entity.ts';

interface Draft {
  id: PromiseId;
  partnershipId: PartnershipId;
  text: string;
  owner: { id: PartyId; name: string };
  ownerId: MemberId | null;
  toPartyId: PartyId;
  dueOn: string;
  state: 'ASKED' | 'OPEN';
  storyId: StoryId | null;
  concernId: ConcernId | null;
  renegotiatedFromId: PromiseId | null;
  madeById: MemberId;
  at: Date;
}

const MINUTE_MS = 60_000;
const LOCK = 'select id from partnership where id = ? for no key update';
const HIGHEST = 'select coalesce(max(number), 0)::int as number from promise where partnership_id = ?';

/** A new promise with the next number, in the caller's transaction. @throws Refusal BAD_USER_INPUT for its day. */
export async function insertPromise(em: EntityManager, { owner, at, ...draft }: Draft): Promise<GivenPromise> {
  const { timeZone, opensAt } = await calendarOf(em, owner.id);
  const dueAt = dueFrom(draft.dueOn, { timeZone, now: at, partyName: owner.name });
  const morning = momentOf(Temporal.PlainDate.from(draft.dueOn), opensAt * MINUTE_MS, timeZone);
  // The partnership's row, which the change will lock in any case, keeps two promises from one number.
  await em.execute(LOCK, [draft.partnershipId]);
  const [highest] = await em.execute<{ number: number }[]>(HIGHEST, [draft.partnershipId]);
  const promise = Object.assign(new GivenPromise(), {
    ...draft,
    ...{ ownerPartyId: owner.id, dueAt, number: (highest?.number ?? 0) + 1 },
    // What is made on its own day needs no reminder that morning.
    remindAt: morning > at ? morning : null,
    ...{ stateReason: null, stateChangedAt: at, stateChangedById: draft.madeById },
    ...{ proposedDueOn: null, proposedReason: null, proposedById: null, proposedAt: null },
    ...{ madeAt: at, doneAt: null, updatedAt: at, version: 1 },
  } satisfies Partial<GivenPromise>);
  em.persist(promise);
  await em.flush();
  return promise;
}
