import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

export const IterationOrders = { NUMBER: 'NUMBER', UPDATED: 'UPDATED' } as const;
export type IterationOrder = keyof typeof IterationOrders;

registerEnumType(IterationOrders, {
  name: 'IterationOrder',
  description: 'The order of a connection of iterations.',
  valuesConfig: {
    NUMBER: { description: 'The order of the weeks, the earliest first.' },
    UPDATED: { description: 'Ascending (updatedAt, id): read on from your last cursor to collect what changed since.' },
  },
});
