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
export const QUESTION_MAX = 2_000;
export const ANSWER_MAX = 4_000;
/** Open at a time about one story: past it, they are better talked through. */
export const OPEN_QUESTIONS_MAX = 50;
/** A criterion's wording stays one version while one author goes on with shorter pauses than this, and nobody has agreed to it. */
export const BURST_PAUSE_MS = 5 * 60_000;

export type StoryState =
  | 'DRAFT'
  | 'READY'
  | 'COMMITTED'
  | 'IN_PROGRESS'
  | 'DELIVERED'
  | 'ACCEPTED'
  | 'RETURNED'
  | 'DROPPED';

/**
 * From each state, the states a person may move a story to. READY is nobody's to set: it follows from agreement, and whatever
 * is moved to DRAFT rests in READY when it is ready. Neither is COMMITTED: a signed commitment or its scope ledger brings a
 * story there, and it leaves the week through the ledger. ACCEPTED and RETURNED follow from the demo's verdicts; by hand the
 * client gives them only where nobody has given a verdict.
 */
export const TRANSITIONS: Readonly<Record<StoryState, readonly StoryState[]>> = {
  DRAFT: ['DROPPED'],
  READY: ['DROPPED'],
  COMMITTED: ['IN_PROGRESS'],
  IN_PROGRESS: ['COMMITTED', 'DELIVERED'],
  DELIVERED: ['IN_PROGRESS', 'ACCEPTED', 'RETURNED'],
  ACCEPTED: [],
  RETURNED: ['DRAFT', 'DROPPED'],
  DROPPED: ['DRAFT'],
};

export type QuestionState = 'OPEN' | 'ANSWERED' | 'WITHDRAWN';

/** What of a story makes it READY. */
export interface Readiness {
  criteriaCount: number;
  /** Criteria that every party agrees to as they stand now. */
  agreedCount: number;
  openQuestions: number;
  estimate: number | null;
}

/** Every criterion agreed by both parties as it now stands, no open question, an estimate. */
export const isReady = ({ criteriaCount, agreedCount, openQuestions, estimate }: Readiness): boolean =>
  criteriaCount > 0 && agreedCount === criteriaCount && openQuestions === 0 && estimate !== null;

/** Where a story rests that no iteration has taken on: what a draft or a ready story's state is derived to be. */
export const restingState = (story: Readiness): 'DRAFT' | 'READY' => (isReady(story) ? 'READY' : 'DRAFT');

/** An iteration has taken it on: its estimate and its place change through the scope ledger only. */
export const IN_ITERATION: ReadonlySet<StoryState> = new Set(['COMMITTED', 'IN_PROGRESS', 'DELIVERED']);

/** Both decide something for good or for the other side, so both say why. */
export const NEEDS_REASON: ReadonlySet<StoryState> = new Set(['RETURNED', 'DROPPED']);

/** Who built it does not accept it: these are the client's to give. */
export const GIVEN_BY_CLIENT: ReadonlySet<StoryState> = new Set(['ACCEPTED', 'RETURNED']);

/** As people read them on the board. */
export const STATE_NAMES: Readonly<Record<StoryState, string>> = {
  DRAFT: 'Drafting together',
  READY: 'Ready',
  COMMITTED: 'Committed',
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

/**
 * The states this person may move a story to from `from`, in the table's order; none for who only reads.
 * @param judged whether there are verdicts on what is delivered: then they alone accept or return it.
 */
export const possibleTransitions = (from: StoryState, who: Standing, judged = false): StoryState[] =>
  CAN_WRITE.has(who.role)
    ? TRANSITIONS[from].filter((to) => (who.partyKind === 'CLIENT' && !judged) || !GIVEN_BY_CLIENT.has(to))
    : [];
