import { STATE_NAMES, type StoryState } from '@tandem/schema/story/rules';
import type { ChipTone } from '../ui/Chip';

export interface StateWords {
  name: string;
  /** What it means, under the column's name. */
  meaning: string;
  tone: ChipTone;
}

export const STATE_WORDS: Readonly<Record<StoryState, StateWords>> = {
  DRAFT: { name: STATE_NAMES.DRAFT, meaning: 'Both parties are still writing', tone: 'plain' },
  READY: { name: STATE_NAMES.READY, meaning: 'By itself, once all agree', tone: 'plain' },
  COMMITTED: { name: STATE_NAMES.COMMITTED, meaning: 'Signed, not begun yet', tone: 'plain' },
  IN_PROGRESS: { name: STATE_NAMES.IN_PROGRESS, meaning: 'Begun in this iteration', tone: 'plain' },
  DELIVERED: { name: STATE_NAMES.DELIVERED, meaning: 'For the weekly meeting', tone: 'plain' },
  ACCEPTED: { name: STATE_NAMES.ACCEPTED, meaning: 'Both find it met', tone: 'accept' },
  RETURNED: { name: STATE_NAMES.RETURNED, meaning: 'Sent back with a reason', tone: 'return' },
  DROPPED: { name: STATE_NAMES.DROPPED, meaning: 'Not to be built', tone: 'plain' },
};

export const STATES = Object.keys(STATE_WORDS) as StoryState[];

export const isState = (word: string): word is StoryState => word in STATE_WORDS;
