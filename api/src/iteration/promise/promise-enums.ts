import 'reflect-metadata';
import type { PromiseState } from '@tandem/schema/iteration/promise';
import { registerEnumType } from 'type-graphql';

export const PromiseStates: { readonly [state in PromiseState]: state } = {
  ASKED: 'ASKED',
  OPEN: 'OPEN',
  DONE: 'DONE',
  KEPT: 'KEPT',
  RENEGOTIATED: 'RENEGOTIATED',
  MISSED: 'MISSED',
  DECLINED: 'DECLINED',
};
registerEnumType(PromiseStates, {
  name: 'PromiseState',
  description: 'Where a promise stands.',
  valuesConfig: {
    ASKED: { description: 'The other side asks for it; it waits for its owner’s word. Past its day it stays asked.' },
    OPEN: { description: 'It is promised, and not kept yet.' },
    DONE: { description: 'Its owner says that it is kept; it waits for the other side to confirm, however long.' },
    KEPT: { description: 'The other side has confirmed it.' },
    RENEGOTIATED: { description: 'Before its day, both sides agreed on another one: `renegotiatedTo` stands instead.' },
    MISSED: { description: 'Its day ended and it was not kept. The clock says so, not a person.' },
    DECLINED: { description: 'It was asked for, and its owner does not promise it.' },
  },
});

export const PromiseOrders = { DUE: 'DUE', NUMBER: 'NUMBER', UPDATED: 'UPDATED' } as const;
export type PromiseOrder = keyof typeof PromiseOrders;
registerEnumType(PromiseOrders, {
  name: 'PromiseOrder',
  description: 'The order of a connection of promises.',
  valuesConfig: {
    DUE: { description: 'By when they are due, the earliest first.' },
    NUMBER: { description: 'As they were made, the first one first.' },
    UPDATED: { description: 'Ascending (updatedAt, id): read on from your last cursor to collect what changed since.' },
  },
});
