import { promiseActions, type PromiseAction, type PromiseState } from '@tandem/schema/iteration/promise';
import type { Role } from '@tandem/schema/partnership/rules';
import type { PromiseCardFragment } from './promise-card.gql';

const DAY_MS = 86_400_000;

export const STATE_WORDS: Readonly<Record<PromiseState, string>> = {
  ASKED: 'Asked for',
  OPEN: 'Promised',
  DONE: 'Reported kept',
  KEPT: 'Kept',
  RENEGOTIATED: 'Another day',
  MISSED: 'Missed',
  DECLINED: 'Declined',
};

/** "Thu 26 Nov", with the year when it is not that of `now`. */
export const dueDay = (day: string, now: Date): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
    ...(day.startsWith(String(now.getFullYear())) ? {} : { year: 'numeric' }),
  });

/** How far off the day is: "today", "tomorrow", "in 4 days", "2 days late". */
export function dueWords(dayEnds: string, now: Date): string {
  const left = (Date.parse(dayEnds) - now.getTime()) / DAY_MS;
  if (left <= 0) {
    const late = Math.floor(-left) + 1;
    return late === 1 ? 'a day late' : `${late} days late`;
  }
  if (left <= 1) return 'today';
  return left <= 2 ? 'tomorrow' : `in ${Math.ceil(left) - 1} days`;
}

export const isOverdue = ({ dayEnds, promiseState }: PromiseCardFragment, now: Date): boolean =>
  promiseState !== 'DONE' && Date.parse(dayEnds) <= now.getTime();

/** What this member may do about it now. */
export const actionsFor = (
  promise: PromiseCardFragment,
  me: { party: { id: string }; role: Role },
  now: Date,
): PromiseAction[] =>
  promiseActions(
    {
      state: promise.promiseState,
      ownerPartyId: promise.ownerParty.id,
      toPartyId: promise.toParty.id,
      hasProposal: promise.proposal !== null,
      isOverdue: Date.parse(promise.dayEnds) <= now.getTime(),
    },
    { partyId: me.party.id, role: me.role },
  );

/** "MT" for Meridian Transit, where no person is named. */
export const initialsOfParty = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
