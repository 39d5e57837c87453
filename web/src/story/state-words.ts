import type { StoryState } from '@tandem/schema/story/rules';
import type { ChipTone } from '../ui/Chip';

export interface StateWords {
  /** The board's column, and the state wherever it is named. */
  name: string;
  /** What it means, under the column's name. */
  meaning: string;
  tone: ChipTone;
}

export const STATE_WORDS: Readonly<Record<StoryState, StateWords>> = {
  DRAFT: { name: 'Drafting together', meaning: 'Both parties are still writing', tone: 'plain' },
  READY: { name: 'Ready', meaning: 'Agreed by both parties', tone: 'plain' },
  IN_PROGRESS: { name: 'Building', meaning: 'In this iteration', tone: 'plain' },
  DELIVERED: { name: 'To demo', meaning: 'For the weekly meeting', tone: 'plain' },
  ACCEPTED: { name: 'Accepted', meaning: 'Accepted by the client', tone: 'accept' },
  RETURNED: { name: 'Returned', meaning: 'Sent back with a reason', tone: 'return' },
  DROPPED: { name: 'Dropped', meaning: 'Not to be built', tone: 'plain' },
};

export const STATES = Object.keys(STATE_WORDS) as StoryState[];

export const isState = (word: string): word is StoryState => word in STATE_WORDS;
