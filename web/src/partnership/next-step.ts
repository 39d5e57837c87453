import type { StoryState } from '../schema-types';

export const STATE_WORD: Readonly<Record<StoryState, string>> = {
  DRAFT: 'Drafting together',
  READY: 'Ready',
  COMMITTED: 'Committed',
  IN_PROGRESS: 'Building',
  DELIVERED: 'To demo',
  ACCEPTED: 'Accepted',
  RETURNED: 'Returned',
  DROPPED: 'Dropped',
};
