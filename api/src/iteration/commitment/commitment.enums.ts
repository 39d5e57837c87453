import {
  COMMITMENT_CHANGE_KINDS,
  type CommitmentChangeKind,
  type CommitmentState,
  type ScopeChangeKind,
} from '@tandem/schema/iteration/commitment';
import { registerEnumType } from 'type-graphql';

export const CommitmentStates: { readonly [State in CommitmentState]: State } = {
  PROPOSED: 'PROPOSED',
  STALE: 'STALE',
  IN_FORCE: 'IN_FORCE',
  WITHDRAWN: 'WITHDRAWN',
};
registerEnumType(CommitmentStates, {
  name: 'CommitmentState',
  description: 'Where a commitment stands.',
  valuesConfig: {
    PROPOSED: { description: 'Frozen, and waiting for a signature; the week is still as it was frozen.' },
    STALE: { description: 'Something changed since it was frozen, so nobody can sign it: propose again.' },
    IN_FORCE: { description: 'Signed by every party. It stays so.' },
    WITHDRAWN: { description: 'Taken back, or replaced by a newer proposal. It stays in the record.' },
  },
});

export const CommitmentChangeKinds = Object.fromEntries(COMMITMENT_CHANGE_KINDS.map((kind) => [kind, kind])) as {
  readonly [Kind in CommitmentChangeKind]: Kind;
};
registerEnumType(CommitmentChangeKinds, {
  name: 'CommitmentChangeKind',
  description: 'What became different between a frozen week and the week as it stands.',
  valuesConfig: {
    DATES_CHANGED: { description: 'The week’s days.' },
    CAPACITY_CHANGED: { description: 'The capacity.' },
    BUDGET_CHANGED: { description: 'The budget.' },
    PARTIES_CHANGED: { description: 'Whose signatures are needed.' },
    GOAL_ADDED: { description: 'A goal is new.' },
    GOAL_REMOVED: { description: 'A goal is gone.' },
    GOAL_CHANGED: { description: 'The words of a goal.' },
    STORY_ADDED: { description: 'A story came in.' },
    STORY_REMOVED: { description: 'A story left.' },
    TITLE_CHANGED: { description: 'The words of a story’s title.' },
    POINTS_CHANGED: { description: 'A story’s points.' },
    CRITERION_ADDED: { description: 'A criterion is new.' },
    CRITERION_REMOVED: { description: 'A criterion is gone.' },
    CRITERION_CHANGED: { description: 'The words of a criterion.' },
    AGREEMENT_CHANGED: { description: 'Who agrees to a criterion, or since when; its words are the same.' },
    DECLINED_CHANGED: { description: 'What a party declined, or why.' },
    NOT_READY: { description: 'A planned story may no longer be committed, though none of its frozen words changed.' },
  },
});

export const ScopeChangeKinds: { readonly [Kind in ScopeChangeKind]: Kind } = {
  ADD: 'ADD',
  REMOVE: 'REMOVE',
  SPLIT: 'SPLIT',
  REESTIMATE: 'REESTIMATE',
};
registerEnumType(ScopeChangeKinds, {
  name: 'ScopeChangeKind',
  description: 'What was done to the scope of a committed week.',
  valuesConfig: {
    ADD: { description: 'A ready story came in.' },
    REMOVE: { description: 'A story went back to the backlog.' },
    SPLIT: { description: 'A part of a story became a story of its own, outside the week.' },
    REESTIMATE: { description: 'A story got other points.' },
  },
});
