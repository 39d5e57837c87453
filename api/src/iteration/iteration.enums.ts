import 'reflect-metadata';
import type {
  BudgetUnit,
  BudgetWarning,
  GoalOutcome,
  InIteration,
  IterationPhase,
} from '@tandem/schema/iteration/rules';
import { registerEnumType } from 'type-graphql';

export const IterationPhases: { readonly [Phase in IterationPhase]: Phase } = {
  UPCOMING: 'UPCOMING',
  CURRENT: 'CURRENT',
  FINISHED: 'FINISHED',
};
registerEnumType(IterationPhases, {
  name: 'IterationPhase',
  description: 'Where an iteration lies in time.',
  valuesConfig: {
    UPCOMING: { description: 'It has not begun.' },
    CURRENT: { description: 'It runs now.' },
    FINISHED: { description: 'It is over.' },
  },
});

export const InIterations: { readonly [State in InIteration]: State } = {
  PLANNED: 'PLANNED',
  DECLINED: 'DECLINED',
  COMMITTED: 'COMMITTED',
  ADDED: 'ADDED',
  REMOVED: 'REMOVED',
  UNPLANNED: 'UNPLANNED',
};
registerEnumType(InIterations, {
  name: 'IterationStoryState',
  description: 'How a story stands in an iteration.',
  valuesConfig: {
    PLANNED: { description: 'Meant for it; nobody has committed to it.' },
    DECLINED: { description: 'A party declined it, and says why.' },
    COMMITTED: { description: 'In the signed commitment.' },
    ADDED: { description: 'Added after the commitment, by the scope ledger.' },
    REMOVED: { description: 'Taken out after the commitment, by the scope ledger.' },
    UNPLANNED: { description: 'It was meant for it once, and went back to the backlog or to another iteration.' },
  },
});

export const BudgetUnits: { readonly [Unit in BudgetUnit]: Unit } = { POINTS: 'POINTS', MONEY: 'MONEY' };
registerEnumType(BudgetUnits, {
  name: 'BudgetUnit',
  description: 'What a budget is counted in.',
  valuesConfig: {
    POINTS: { description: 'Story points: delivered and accepted ones are spent.' },
    MONEY: { description: 'Money of one currency: what is recorded as spent.' },
  },
});

export const BudgetWarnings: { readonly [Warning in BudgetWarning]: Warning } = {
  NONE: 'NONE',
  NEAR: 'NEAR',
  OVER: 'OVER',
};
registerEnumType(BudgetWarnings, {
  name: 'BudgetWarning',
  description: 'How near a budget is to its end.',
  valuesConfig: {
    NONE: { description: 'Less than 80 % is spent.' },
    NEAR: { description: 'At least 80 % is spent.' },
    OVER: { description: 'All of it is spent, or more.' },
  },
});

export const GoalOutcomes: { readonly [Outcome in GoalOutcome]: Outcome } = {
  MET: 'MET',
  PARTLY: 'PARTLY',
  NOT_MET: 'NOT_MET',
};
registerEnumType(GoalOutcomes, {
  name: 'GoalOutcome',
  description: 'What a party calls a goal.',
  valuesConfig: {
    MET: { description: 'It was reached.' },
    PARTLY: { description: 'Some of it was reached.' },
    NOT_MET: { description: 'It was not reached.' },
  },
});
