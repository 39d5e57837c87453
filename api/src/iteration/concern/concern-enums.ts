import 'reflect-metadata';
import type { ConcernState } from '@tandem/schema/iteration/concern';
import { registerEnumType } from 'type-graphql';

export const ConcernStates: { readonly [state in ConcernState]: state } = {
  OPEN: 'OPEN',
  ANSWERED: 'ANSWERED',
  RESOLVED: 'RESOLVED',
  CLOSED: 'CLOSED',
};
registerEnumType(ConcernStates, {
  name: 'ConcernState',
  description: 'Where a concern stands between being raised and being closed.',
  valuesConfig: {
    OPEN: { description: 'It waits for its owner; the clock runs, or stands on the ladder’s last step.' },
    ANSWERED: {
      description: 'Its owner has answered and the clock stands; the raiser escalates, reopens or closes it.',
    },
    RESOLVED: { description: 'Its owner says that it is dealt with; the raiser closes or reopens it.' },
    CLOSED: { description: 'Its raiser has closed it. It stays so; what comes back is raised again as a recurrence.' },
  },
});

export type ConcernEventKind = 'RAISED' | 'ANSWERED' | 'ESCALATED' | 'RESOLVED' | 'REOPENED' | 'CLOSED';
export const ConcernEventKinds: { readonly [kind in ConcernEventKind]: kind } = {
  RAISED: 'RAISED',
  ANSWERED: 'ANSWERED',
  ESCALATED: 'ESCALATED',
  RESOLVED: 'RESOLVED',
  REOPENED: 'REOPENED',
  CLOSED: 'CLOSED',
};
registerEnumType(ConcernEventKinds, {
  name: 'ConcernEventKind',
  description: 'What happened to a concern.',
  valuesConfig: {
    RAISED: { description: 'It was raised.' },
    ANSWERED: { description: 'Its owner answered.' },
    ESCALATED: {
      description: 'It climbed a step of the ladder, by its clock or by the raiser’s party. Once for each step.',
    },
    RESOLVED: { description: 'Its owner said what was done, and what keeps it from coming back.' },
    REOPENED: { description: 'The raiser said what was still open; the clock runs again.' },
    CLOSED: { description: 'The raiser closed it.' },
  },
});

export const ConcernOrders = { NUMBER: 'NUMBER', UPDATED: 'UPDATED' } as const;
export type ConcernOrder = keyof typeof ConcernOrders;
registerEnumType(ConcernOrders, {
  name: 'ConcernOrder',
  description: 'The order of a connection of concerns.',
  valuesConfig: {
    NUMBER: { description: 'As they were raised, the first one first.' },
    UPDATED: { description: 'Ascending (updatedAt, id): read on from your last cursor to collect what changed since.' },
  },
});
