import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import {
  ABOUT_A_PROPOSAL,
  BEFORE_DUE,
  OWNERS_TO_DO,
  POSSIBLE_FROM,
  type PromiseAction,
  type PromiseState,
} from '@tandem/schema/iteration/promise';
import { validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { GivenPromise } from './promise.entity.ts';
import { keyOf } from './tell-of-promise.ts';

/** What every mutation of one promise names. */
export interface PromiseCommand {
  mutationId: string;
  promiseId: string;
}

/** The promise under its lock, its parties by name, and the moment. */
export interface Editing {
  promise: GivenPromise;
  key: string;
  /** Who owes it, and to whom. */
  owner: string;
  to: string;
  em: EntityManager;
  at: Date;
}

/** What happened: the change's kind after `promise.`, and its summary without the actor. */
interface PromiseEdit {
  verb: string;
  summary: string;
}

/**
 * Changes one promise in one recorded transaction, under a lock on its row, when it is the actor's to do and possible now.
 * @throws Refusal NOT_FOUND when it is not of the actor's partnership, FORBIDDEN, CONFLICT.
 */
export async function editPromise(
  services: Services,
  actor: MemberRow,
  { mutationId, promiseId }: PromiseCommand,
  action: PromiseAction,
  edit: (editing: Editing) => Promise<PromiseEdit>,
): Promise<void> {
  const { partnershipId, id: actorId } = actor;
  await recordChange(services, { partnershipId, actorId, mutationId }, async (em) => {
    const promise = await lockPromise(em, partnershipId, promiseId);
    requireWriter(actor);
    const at = services.clock.now();
    const [names] = await em.execute<{ owner: string; to: string }[]>(NAMES, [promise.ownerPartyId, promise.toPartyId]);
    if (!names) throw notFound('promise');
    const editing: Editing = { promise, key: keyOf(promise), ...names, em, at };
    requireTheirs(editing, actor, action);
    requirePossible(editing, action);
    const { verb, summary } = await edit(editing);
    promise.updatedAt = at;
    promise.version += 1;
    return { kind: `promise.${verb}`, nodeType: 'Promise', nodeId: promise.id, summary };
  });
}

// Not `for update`: rows that point to the promise are made meanwhile, by people who hold what this will wait for.
const LOCK = 'select id from promise where partnership_id = ? and id = ? for no key update';
const NAMES = 'select o.name as owner, t.name as to from party o, party t where o.id = ? and t.id = ?';

/** The promise under its row's lock. @throws Refusal NOT_FOUND when it is not of that partnership. */
export async function lockPromise(em: EntityManager, partnershipId: string, promiseId: string): Promise<GivenPromise> {
  const [locked] = isUuid(promiseId)
    ? await em.execute<Pick<GivenPromise, 'id'>[]>(LOCK, [partnershipId, promiseId])
    : [];
  const promise = locked && (await em.findOne(GivenPromise, { id: locked.id }));
  if (!promise) throw notFound('promise');
  return promise;
}

/** Brings a promise to a state; what was proposed before is over with it. */
export function enterPromiseState(
  promise: GivenPromise,
  state: PromiseState,
  { by, at, reason = null }: { by: MemberId | null; at: Date; reason?: string | null },
): void {
  Object.assign(promise, { state, stateReason: reason, stateChangedAt: at, stateChangedById: by });
  withdrawProposal(promise);
  if (state !== 'ASKED' && state !== 'OPEN') promise.remindAt = null;
}

export function withdrawProposal(promise: GivenPromise): void {
  Object.assign(promise, { proposedDueOn: null, proposedReason: null, proposedById: null, proposedAt: null });
}

function requireTheirs({ promise, key, owner, to }: Editing, actor: MemberRow, action: PromiseAction): void {
  if (OWNERS_TO_DO.has(action)) {
    if (actor.partyId !== promise.ownerPartyId)
      throw forbidden(`${owner} owes ${key}, so this is for their people to do. Ask one of them.`);
  } else if (actor.partyId !== promise.toPartyId)
    throw forbidden(`${key} is owed to ${to}, so this is for their people to do. Ask one of them.`);
}

const STATE_WORDS: Readonly<Record<PromiseState, string>> = {
  ASKED: 'asked for and not promised yet',
  OPEN: 'promised and not reported kept',
  DONE: 'reported kept',
  KEPT: 'kept',
  RENEGOTIATED: 'renegotiated',
  MISSED: 'missed',
  DECLINED: 'declined',
};

function requirePossible({ promise, key, at }: Editing, action: PromiseAction): void {
  if (promise.state !== POSSIBLE_FROM[action]) {
    const left = ['ASKED', 'OPEN', 'DONE'].includes(promise.state) ? 'Look at it again.' : 'Make a new promise.';
    throw conflict(`${key} is ${STATE_WORDS[promise.state]}, so this is not possible now. ${left}`);
  }
  if (BEFORE_DUE.has(action) && at >= promise.dueAt)
    throw conflict(
      action === 'ACCEPT'
        ? `The day of ${key}, ${promise.dueOn}, is over. Decline it, and promise it anew for a day to come.`
        : `The day of ${key}, ${promise.dueOn}, is over, so it is missed. Make a new promise for a day to come.`,
    );
  if (ABOUT_A_PROPOSAL.has(action) && promise.proposedDueOn === null)
    throw conflict(`No other day is proposed for ${key} now. Look at it again.`);
}
