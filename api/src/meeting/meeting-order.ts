import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

export const MeetingOrders = { STARTS: 'STARTS', UPDATED: 'UPDATED' } as const;
export type MeetingOrder = keyof typeof MeetingOrders;

registerEnumType(MeetingOrders, {
  name: 'MeetingOrder',
  description: 'The order of a connection of meetings.',
  valuesConfig: {
    STARTS: { description: 'Ascending (startsAt, id): by when they begin.' },
    UPDATED: { description: 'Ascending (updatedAt, id): read on from your last cursor to collect what changed since.' },
  },
});
