/** Limits of a story, shared by the forms and the commands. */
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
