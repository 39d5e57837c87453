import type { PartyKind, StoryState } from '../schema-types';

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

/** The states of a week, in their order. */
export const WEEK_STATES: readonly StoryState[] = [
  'DRAFT',
  'READY',
  'COMMITTED',
  'IN_PROGRESS',
  'DELIVERED',
  'ACCEPTED',
  'RETURNED',
];

interface NextStep {
  /** Whose move it is; both while a story is being drafted. */
  by: PartyKind | 'BOTH';
  /** What the person whose move it is does. */
  doing: string;
}

export const NEXT_STEP: Readonly<Partial<Record<StoryState, NextStep>>> = {
  DELIVERED: { by: 'CLIENT', doing: 'See it, then accept or return it' },
  RETURNED: { by: 'VENDOR', doing: 'Read why it came back, and take it up again' },
  IN_PROGRESS: { by: 'VENDOR', doing: 'Build it, then show it' },
  COMMITTED: { by: 'VENDOR', doing: 'Start building' },
  READY: { by: 'BOTH', doing: 'Plan it for a week' },
  DRAFT: { by: 'BOTH', doing: 'Write it until both sides would sign it' },
};

export const waitsOn = (state: StoryState, kind: PartyKind): boolean => {
  const by = NEXT_STEP[state]?.by;
  return by === 'BOTH' || by === kind;
};
