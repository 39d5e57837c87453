/** Limits of a meeting, shared by the forms and the commands. Lengths are in UTF-16 units. */
export const TOPIC_TITLE_MAX = 200;
export const STAGE_MINUTES_MAX = 120;
export const STAGES_MAX = 60;
export const MEETING_MINUTES_MIN = 15;
export const MEETING_MINUTES_MAX = 240;
export const QUORUM_MAX = 20;
/** Two weeks. */
export const VERDICT_HOURS_MAX = 336;
export const PULSE_QUESTION_MAX = 200;
export const CANCEL_REASON_MAX = 400;
export const VERDICT_NOTE_MAX = 2_000;
export const DISPUTE_REASON_MAX = 2_000;
export const EVIDENCE_TITLE_MAX = 200;
export const EVIDENCE_URL_MAX = 2_000;
/** Of one demo. */
export const EVIDENCE_MAX = 20;
export const SCREENSHOT_BYTES_MAX = 5 * 1024 * 1024;
export const DECISION_MAX = 2_000;
export const CELEBRATION_MAX = 400;
export const CARRY_OVER_REASON_MAX = 2_000;
export const OBJECTION_MAX = 4_000;
export const AMENDMENT_MAX = 4_000;
export const DEMO_WORDS_MAX = 20_000;

export type MeetingState = 'SCHEDULED' | 'OPEN' | 'CLOSED' | 'CANCELLED';

export const STAGE_KINDS = [
  ...(['CHECK_IN', 'PROMISES', 'GOALS', 'DEMO', 'CONCERNS', 'NEXT', 'PULSE', 'TOPIC', 'CLOSE'] as const),
];
export type StageKind = (typeof STAGE_KINDS)[number];

/** What every meeting begins with, and how long each is given; demos come after the goals, topics before the close. */
export const STANDING_STAGES: readonly { kind: Exclude<StageKind, 'DEMO' | 'TOPIC'>; minutes: number }[] = [
  { kind: 'CHECK_IN', minutes: 3 },
  { kind: 'PROMISES', minutes: 5 },
  { kind: 'GOALS', minutes: 4 },
  { kind: 'CONCERNS', minutes: 8 },
  { kind: 'NEXT', minutes: 12 },
  { kind: 'PULSE', minutes: 2 },
  { kind: 'CLOSE', minutes: 3 },
];
/** What holds where no slot says otherwise. */
export const MEETING_DEFAULTS = {
  duration: 60,
  quorum: 1,
  verdictHours: 24,
  pulseQuestion: 'How well did we work together this week?',
} as const;
export const DEMO_MINUTES = 5;
export const TOPIC_MINUTES = 5;

/** Where a meeting begins and ends: neither is moved or removed. */
export const FIXED_STAGES: ReadonlySet<StageKind> = new Set(['CHECK_IN', 'CLOSE']);

/** As people read them; a demo is called by its story, a topic by its title. */
export const STAGE_NAMES: Readonly<Record<StageKind, string>> = {
  CHECK_IN: 'Check-in',
  PROMISES: 'Promises',
  GOALS: 'Goals',
  DEMO: 'Demo',
  CONCERNS: 'Concerns',
  NEXT: 'Next iteration',
  PULSE: 'Pulse',
  TOPIC: 'Topic',
  CLOSE: 'Close',
};

export type StageSignalKind = 'READY' | 'MORE_TIME';
export type AttendanceKind = 'PRESENT' | 'ASYNCHRONOUS';
export type CarryOverChoice = 'CARRY' | 'SPLIT' | 'DROP';
export type EvidenceKind = 'LINK' | 'RECORDING' | 'SCREENSHOT';

/** How long a meeting lasts by its agenda, and how long a stage has been current, in milliseconds. */
export const plannedMinutes = (stages: readonly { minutes: number }[]): number =>
  stages.reduce((sum, { minutes }) => sum + minutes, 0);

export interface TimedStage {
  minutes: number;
  spentMs: number;
}
/** What is left of the current stage's time at `now`; negative when it is overrun. */
export const msLeft = (stage: TimedStage, enteredAt: number, now: number): number =>
  stage.minutes * 60_000 - stage.spentMs - Math.max(0, now - enteredAt);
