import { pointsWords } from './week-words';

/** "£3,200", "£12.50", "14 points". */
export function budgetWords(
  { unit, currency }: { unit: 'POINTS' | 'MONEY'; currency: string | null },
  amount: number,
): string {
  if (unit === 'POINTS' || currency === null) return pointsWords(amount);
  return amount.toLocaleString('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    maximumFractionDigits: 2,
  });
}
