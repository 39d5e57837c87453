import type { PartyKind, Role } from '../partnership/rules.ts';
import { CAN_WRITE } from '../partnership/rules.ts';

/** Limits of a story, shared by the forms and the commands. Lengths are in UTF-16 units. */
export const TITLE_MAX = 200;
export const NARRATIVE_MAX = 100_000;
export const CRITERION_MAX = 4_000;
export const CRITERIA_MAX = 100;
export const OWNERS_MAX = 12;
export const LABELS_MAX = 20;
export const LABEL_NAME_MAX = 40;
export const REASON_MAX = 2_000;
export const ESTIMATE_MIN = 0;
export const ESTIMATE_MAX = 100;
export const SEARCH_MAX = 200;
export const VERSION_NAME_MAX = 80;

export type StoryState = 'DRAFT' | 'READY' | 'IN_PROGRESS' | 'DELIVERED' | 'ACCEPTED' | 'RETURNED' | 'DROPPED';

/**
 * From each state, the states a person may move a story to. Agreement will derive READY, a commitment will stand between
 * READY and IN_PROGRESS, and the demo's verdicts will give ACCEPTED and RETURNED: they take these places in the table.
 */
export const TRANSITIONS: Readonly<Record<StoryState, readonly StoryState[]>> = {
  DRAFT: ['READY', 'DROPPED'],
  READY: ['DRAFT', 'IN_PROGRESS', 'DROPPED'],
  IN_PROGRESS: ['READY', 'DELIVERED', 'DROPPED'],
  DELIVERED: ['IN_PROGRESS', 'ACCEPTED', 'RETURNED'],
  ACCEPTED: [],
  RETURNED: ['READY', 'IN_PROGRESS', 'DROPPED'],
  DROPPED: ['DRAFT'],
};

/** Both decide something for good or for the other side, so both say why. */
export const NEEDS_REASON: ReadonlySet<StoryState> = new Set(['RETURNED', 'DROPPED']);

/** Who built it does not accept it: these are the client's to give. */
export const GIVEN_BY_CLIENT: ReadonlySet<StoryState> = new Set(['ACCEPTED', 'RETURNED']);

/** As people read them on the board. */
export const STATE_NAMES: Readonly<Record<StoryState, string>> = {
  DRAFT: 'Drafting together',
  READY: 'Ready',
  IN_PROGRESS: 'Building',
  DELIVERED: 'To demo',
  ACCEPTED: 'Accepted',
  RETURNED: 'Returned',
  DROPPED: 'Dropped',
};

/** Whoever asks what may be done to a story. */
export interface Standing {
  role: Role;
  partyKind: PartyKind;
}

/** The states this person may move a story to from `from`, in the table's order; none for who only reads. */
export const possibleTransitions = (from: StoryState, who: Standing): StoryState[] =>
  CAN_WRITE.has(who.role)
    ? TRANSITIONS[from].filter((to) => who.partyKind === 'CLIENT' || !GIVEN_BY_CLIENT.has(to))
    : [];
