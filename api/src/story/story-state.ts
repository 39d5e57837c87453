import 'reflect-metadata';
import type { StoryState } from '@tandem/schema/story/rules';
import { registerEnumType } from 'type-graphql';

/** The states as a GraphQL enum; the legal moves between them are in schema/src/story/rules.ts. */
export const StoryStateEnum: { readonly [State in StoryState]: State } = {
  DRAFT: 'DRAFT',
  READY: 'READY',
  COMMITTED: 'COMMITTED',
  IN_PROGRESS: 'IN_PROGRESS',
  DELIVERED: 'DELIVERED',
  ACCEPTED: 'ACCEPTED',
  RETURNED: 'RETURNED',
  DROPPED: 'DROPPED',
};

registerEnumType(StoryStateEnum, {
  name: 'StoryState',
  description: 'Where a story stands between being written and being accepted.',
  valuesConfig: {
    DRAFT: { description: 'Being written; nothing is agreed.' },
    READY: {
      description:
        'Every criterion is agreed by both parties as it stands, no question is open, and there is an estimate. Derived, never set by hand.',
    },
    COMMITTED: { description: 'In an iteration’s signed commitment, or added to it since; not begun.' },
    IN_PROGRESS: { description: 'Being built.' },
    DELIVERED: { description: 'Built, and waiting for the client’s verdict.' },
    ACCEPTED: { description: 'The client accepted it. It stays so.' },
    RETURNED: { description: 'The client sent it back; the reason says why.' },
    DROPPED: { description: 'Not to be built; the reason says why. It can be taken up again as a draft.' },
  },
});

export const StoryOrderEnum = { RANK: 'RANK', NUMBER: 'NUMBER', UPDATED: 'UPDATED', RELEVANCE: 'RELEVANCE' } as const;
export type StoryOrder = keyof typeof StoryOrderEnum;

registerEnumType(StoryOrderEnum, {
  name: 'StoryOrder',
  description: 'The order of a connection of stories.',
  valuesConfig: {
    RANK: { description: 'The backlog’s order, most important first.' },
    NUMBER: { description: 'The order in which they were created, oldest first.' },
    UPDATED: { description: 'Ascending (updatedAt, id): read on from your last cursor to collect what changed since.' },
    RELEVANCE: { description: 'Best match of the search first; without a search the same as RANK.' },
  },
});
