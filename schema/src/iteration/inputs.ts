import * as v from 'valibot';
import { lines } from '../partnership/text.ts';
import { CAPACITY_MAX, DECLINE_REASON_MAX, GOAL_NOTE_MAX, MONEY_MAX, SPEND_NOTE_MAX } from './rules.ts';

/** What each form takes: the page and the command check with the same schema and say the same sentence. */
const CAPACITY = `Capacity is a whole number of points from 0 to ${CAPACITY_MAX}.`;
const POINTS = `A budget of points is a whole number from 0 to ${CAPACITY_MAX}.`;
const MONEY = 'An amount of money has at most two decimals and is no more than 9,999,999,999.99.';
const CURRENCY = 'Name the currency by its three letters, such as GBP or EUR.';
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const isMoney = (amount: number): boolean =>
  Math.abs(amount) <= MONEY_MAX && Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-4;

export const SetCapacity = v.object({
  points: v.nullish(
    v.pipe(v.number(), v.integer(CAPACITY), v.minValue(0, CAPACITY), v.maxValue(CAPACITY_MAX, CAPACITY)),
  ),
});

const negative = v.minValue<number, number, string>(0, 'A budget is not negative; set 0, or none at all.');

export const SetBudget = v.variant('unit', [
  v.object({
    unit: v.literal('POINTS'),
    amount: v.pipe(v.number(), negative, v.integer(POINTS), v.maxValue(CAPACITY_MAX, POINTS)),
    currency: v.nullish(v.never('A budget of points has no currency.')),
  }),
  v.object({
    unit: v.literal('MONEY'),
    amount: v.pipe(v.number(), negative, v.check(isMoney, MONEY)),
    currency: v.pipe(
      v.string(CURRENCY),
      v.check((code) => CURRENCIES.has(code), CURRENCY),
    ),
  }),
]);

export const RecordSpend = v.object({
  amount: v.pipe(
    v.number(),
    v.check(
      (amount) => amount !== 0,
      'Nothing was spent: record an amount, or a negative one to correct an earlier one.',
    ),
    v.check(isMoney, MONEY),
  ),
  note: v.pipe(lines('The note', SPEND_NOTE_MAX), v.minLength(1, 'Say what it was spent on.')),
});

export const DeclineStory = v.object({
  reason: v.pipe(
    lines('The reason', DECLINE_REASON_MAX),
    v.minLength(1, 'Say why: a story is declined with a reason, which both sides read.'),
  ),
});

export const CallGoal = v.object({ note: lines('The note', GOAL_NOTE_MAX) });
