import type { ConcernState } from '@tandem/schema/iteration/concern';
import type { ConcernCardFragment } from './concern-card.gql';

export const CONCERN_STATES: Readonly<Record<ConcernState, string>> = {
  OPEN: 'Open',
  ANSWERED: 'Answered',
  RESOLVED: 'Resolved',
  CLOSED: 'Closed',
};

/** "2 working days left", to the nearest half; the very moment is beside it. */
export function leftWords(days: number): string {
  if (days <= 0) return 'Due now';
  if (days < 0.25) return 'Due within hours';
  const halves = Math.round(days * 2);
  if (halves === 1) return 'Half a working day left';
  const whole = `${Math.floor(halves / 2)}${halves % 2 === 1 ? '½' : ''}`;
  return `${whole} working ${halves === 2 ? 'day' : 'days'} left`;
}

export const daysWords = (days: number): string => `${days} working ${days === 1 ? 'day' : 'days'}`;

/** Whose move it is, and until when. */
export function standing(concern: ConcernCardFragment): { words: string; detail: string } {
  const { concernState: state, raisedBy, ownerParty, workingDaysLeft } = concern;
  const raiser = raisedBy.leftAt ? `a lead of ${raisedBy.party.name}` : raisedBy.name;
  if (state === 'ANSWERED') return { words: 'Answered', detail: `${raiser} says whether that settles it` };
  if (state === 'RESOLVED') return { words: 'Resolved', detail: `waits for ${raiser} to close it` };
  if (state === 'CLOSED') return { words: 'Closed', detail: concern.closedAt ? `on ${dateOf(concern.closedAt)}` : '' };
  if (workingDaysLeft === null)
    return { words: 'On the last step', detail: 'the clock stands; it waits for an answer' };
  return { words: leftWords(workingDaysLeft), detail: `in ${ownerParty.name}’s calendar` };
}

/** Whoever waits longest and highest comes first: those on the last step, then by when they are due, then what was answered. */
export function byUrgency(a: ConcernCardFragment, b: ConcernCardFragment): number {
  const rank = ({ concernState }: ConcernCardFragment) =>
    ['OPEN', 'ANSWERED', 'RESOLVED', 'CLOSED'].indexOf(concernState);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (a.concernState === 'CLOSED') return (b.closedAt ?? '').localeCompare(a.closedAt ?? '');
  return (a.dueAt ?? '').localeCompare(b.dueAt ?? '') || b.level - a.level || a.number - b.number;
}

export const dateOf = (instant: string): string =>
  new Date(instant).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });

/** "Thu 26 Nov, 15:00", by the reader's own clock. */
export const momentOf = (instant: string): string =>
  new Date(instant).toLocaleString('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  });
