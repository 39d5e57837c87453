import type { CarryOverChoice } from '@tandem/schema/meeting/rules';

export const CHOICES: Readonly<Record<CarryOverChoice, { label: string; done: string }>> = {
  CARRY: { label: 'Carry', done: 'carried over' },
  SPLIT: { label: 'Split', done: 'split' },
  DROP: { label: 'Drop', done: 'dropped' },
};
