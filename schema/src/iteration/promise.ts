import * as v from 'valibot';
import { day } from '../day.ts';
import { CAN_WRITE, type Role } from '../partnership/rules.ts';
import { lines } from '../partnership/text.ts';

/** Limits of a promise, shared by the forms and the commands. Lengths are in UTF-16 units. */
export const PROMISE_TEXT_MAX = 1_000;
export const PROMISE_REASON_MAX = 2_000;

export type PromiseState = 'ASKED' | 'OPEN' | 'DONE' | 'KEPT' | 'RENEGOTIATED' | 'MISSED' | 'DECLINED';
/** What somebody does about a promise that is made or asked for. */
export type PromiseAction =
  | 'ACCEPT'
  | 'DECLINE'
  | 'REPORT_KEPT'
  | 'CONFIRM'
  | 'DISPUTE'
  | 'PROPOSE_RENEGOTIATION'
  | 'CONSENT_TO_RENEGOTIATION'
  | 'REFUSE_RENEGOTIATION';

/** In which state each is possible. */
export const POSSIBLE_FROM: Readonly<Record<PromiseAction, PromiseState>> = {
  ACCEPT: 'ASKED',
  DECLINE: 'ASKED',
  REPORT_KEPT: 'OPEN',
  CONFIRM: 'DONE',
  DISPUTE: 'DONE',
  PROPOSE_RENEGOTIATION: 'OPEN',
  CONSENT_TO_RENEGOTIATION: 'OPEN',
  REFUSE_RENEGOTIATION: 'OPEN',
};
/** Whoever owes speaks for the doing, the other side for whether it was done and whether it may come later. */
export const OWNERS_TO_DO: ReadonlySet<PromiseAction> = new Set([
  ...(['ACCEPT', 'DECLINE', 'REPORT_KEPT', 'PROPOSE_RENEGOTIATION'] as const),
]);
/** What is too late once its day is over; then it is missed, and only a new promise follows. */
export const BEFORE_DUE: ReadonlySet<PromiseAction> = new Set([
  ...(['ACCEPT', 'REPORT_KEPT', 'PROPOSE_RENEGOTIATION', 'CONSENT_TO_RENEGOTIATION', 'REFUSE_RENEGOTIATION'] as const),
]);
/** What needs a proposal that waits for consent. */
export const ABOUT_A_PROPOSAL: ReadonlySet<PromiseAction> = new Set([
  ...(['CONSENT_TO_RENEGOTIATION', 'REFUSE_RENEGOTIATION'] as const),
]);

/** What of a promise decides who may do what. */
export interface PromiseStanding {
  state: PromiseState;
  ownerPartyId: string;
  toPartyId: string;
  hasProposal: boolean;
  isOverdue: boolean;
}

/** What a person may do about a promise now. */
export const promiseActions = (
  { state, ownerPartyId, toPartyId, hasProposal, isOverdue }: PromiseStanding,
  who: { partyId: string; role: Role },
): PromiseAction[] =>
  (Object.keys(POSSIBLE_FROM) as PromiseAction[]).filter(
    (action) =>
      POSSIBLE_FROM[action] === state &&
      CAN_WRITE.has(who.role) &&
      who.partyId === (OWNERS_TO_DO.has(action) ? ownerPartyId : toPartyId) &&
      (!ABOUT_A_PROPOSAL.has(action) || hasProposal) &&
      !(isOverdue && BEFORE_DUE.has(action)),
  );

const said = (what: string, max: number, ask: string) =>
  v.pipe(
    lines(what, max),
    v.check((words) => /\S/.test(words), ask),
  );

export const MakePromise = v.object({
  text: said('The promise', PROMISE_TEXT_MAX, 'Say what is promised, in one sentence.'),
  dueOn: day,
});
export const DeclinePromise = v.object({
  reason: said('The reason', PROMISE_REASON_MAX, 'Say why it cannot be promised, and perhaps what can.'),
});
export const DisputePromise = v.object({
  reason: said('The reason', PROMISE_REASON_MAX, 'Say what is still missing.'),
});
export const ProposeRenegotiation = v.object({
  dueOn: day,
  reason: said('The reason', PROMISE_REASON_MAX, 'Say why it needs another day.'),
});
export const ConsentToRenegotiation = v.object({ dueOn: day });
export const RefuseRenegotiation = v.object({
  reason: said('The reason', PROMISE_REASON_MAX, 'Say why that day does not work.'),
});
