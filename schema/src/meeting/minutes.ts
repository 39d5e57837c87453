import type { CriterionId, GoalId, IterationId, MeetingId, MemberId, PartyId, StageId, StoryId } from '../ids.ts';
import type { GoalOutcome } from '../iteration/rules.ts';
import type { PromiseState } from '../iteration/promise.ts';
import type { PartyKind } from '../partnership/rules.ts';
import type { StoryState } from '../story/rules.ts';
import type { DemoOutcome, Ruling, VerdictKind } from './outcome.ts';
import type { AttendanceKind, CarryOverChoice, StageKind } from './rules.ts';

/**
 * Minutes as plain JSON: what is shown, exported, hashed and ratified. People and parties by id; `names` says who they were
 * called when it was written. Instants are ISO 8601 in UTC, days YYYY-MM-DD in the partnership's zone.
 */
export interface Minutes {
  meeting: {
    id: MeetingId;
    number: number;
    isoWeek: string;
    timeZone: string;
    startedAt: string | null;
    closedAt: string | null;
    verdictsDueAt: string;
  };
  parties: { id: PartyId; kind: PartyKind; quorum: { needed: number; came: number } }[];
  attendance: { member: MemberId; party: PartyId; kind: AttendanceKind; at: string }[];
  facilitation: { member: MemberId; how: 'STARTED' | 'HANDED_OVER' | 'TAKEN_OVER'; at: string }[];
  stages: {
    id: StageId;
    kind: StageKind;
    /** Of a demo its story's key and title, of a topic its title. */
    title: string | null;
    minutes: number;
    spentMs: number;
    parked: boolean;
  }[];
  promises: MinutedPromise[];
  goals: {
    id: GoalId;
    text: string;
    calls: { party: PartyId; member: MemberId; outcome: GoalOutcome; note: string }[];
  }[];
  demos: MinutedDemo[];
  concerns: { key: string; title: string; state: string; ownerParty: PartyId }[];
  carryOver: {
    story: StoryId;
    key: string;
    title: string;
    choice: CarryOverChoice;
    reason: string;
    fromState: StoryState;
    toWeek: string | null;
    newKey: string | null;
    member: MemberId;
  }[];
  /** The week that was planned here, as far as both had signed. */
  next: {
    iteration: IterationId;
    isoWeek: string;
    points: number;
    hash: string | null;
    signed: { party: PartyId; member: MemberId; at: string }[];
    goals: string[];
    stories: { key: string; title: string; points: number | null }[];
  } | null;
  /** Null while it is sealed. */
  pulse: { question: string; parties: { party: PartyId; answers: number; average: number; counts: number[] }[] } | null;
  decisions: { stage: StageId; text: string; member: MemberId; at: string; withdrawn: boolean }[];
  actions: (MinutedPromise & { stage: StageId })[];
  celebrations: { text: string; story: StoryId | null; key: string | null; to: MemberId | null; member: MemberId }[];
  names: Record<string, string>;
}

export interface MinutedPromise {
  key: string;
  text: string;
  ownerParty: PartyId;
  owner: MemberId | null;
  dueOn: string;
  state: PromiseState;
}

export interface MinutedDemo {
  story: StoryId;
  key: string;
  title: string;
  points: number | null;
  outcome: DemoOutcome;
  /** Counts only once the deadline for verdicts has passed. */
  provisional: boolean;
  words: string;
  criteria: {
    id: CriterionId;
    version: number;
    text: string;
    verdicts: {
      party: PartyId;
      member: MemberId;
      verdict: VerdictKind;
      note: string;
      promise: string | null;
      asynchronous: boolean;
      at: string;
    }[];
  }[];
  dispute: {
    reason: string;
    member: MemberId;
    rulings: { party: PartyId; member: MemberId; ruling: Ruling; note: string }[];
  } | null;
  evidence: { kind: string; title: string; url: string | null }[];
}

/** A snapshot's content: what is hashed, and what anybody can hash again. */
export interface MinutesContent {
  previous: string | null;
  state: Minutes;
}
