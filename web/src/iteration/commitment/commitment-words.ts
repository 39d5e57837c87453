import { budgetWords } from '../budget-words';
import type { Commitment } from './use-commitment';

const SHORT_HASH = 8;
/** Enough of a hash to compare by eye or by voice. */
export const shortHash = (hash: string): string => hash.slice(0, SHORT_HASH);

/** "Mon 16 Nov, 09:42", where the reader is. */
export const signedAt = (instant: string): string =>
  new Date(instant).toLocaleString('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  });

export const storiesWords = (count: number): string => (count === 1 ? '1 story' : `${count} stories`);

/** A frozen budget in words; null when none was set. */
export const frozenBudgetWords = (budget: Commitment['budget']): string | null =>
  budget &&
  budgetWords(
    { unit: budget.currency === null ? 'POINTS' : 'MONEY', currency: budget.currency },
    Number(budget.amount),
  );

/** What starts a line. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
