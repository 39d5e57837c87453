import { FIXED_STAGES, STAGE_NAMES } from '@tandem/schema/meeting/rules';
import type { MeetingFactsFragment } from './meeting-facts.gql';

export type Meeting = MeetingFactsFragment;
export type Stage = Meeting['stages'][number];
export type Attendee = Meeting['attendance'][number]['member'];

/** What every stage's component gets: it shows one stage of a meeting, which need not be the one that the meeting is at. */
export interface StageProps {
  meeting: Meeting;
  stage: Stage;
}

/** What people call a stage where there is room: a demo by its story, a topic by its title. */
export function stageName({ kind, story, title }: Stage): string {
  if (kind === 'DEMO') return story?.title || story?.key || STAGE_NAMES.DEMO;
  return title ?? STAGE_NAMES[kind];
}

/** The same in a sentence: "the demo of MT-101", "Concerns". */
export const stageInWords = (stage: Stage): string =>
  stage.kind === 'DEMO' && stage.story ? `the demo of ${stage.story.key}` : stageName(stage);

/** What the meeting goes through: a parked topic is still to be read, but passed by. */
export const stagesToGo = ({ stages }: Pick<Meeting, 'stages'>): Stage[] => stages.filter(({ parkedAt }) => !parkedAt);

export const isMovable = ({ kind }: Stage): boolean => !FIXED_STAGES.has(kind);

export const currentStage = ({ stages, currentStageId }: Meeting): Stage | undefined =>
  stages.find(({ id }) => id === currentStageId);

/** Who checked in; who only gave a verdict from afar is not there. */
export const presentAt = ({ attendance }: Meeting): Attendee[] =>
  attendance.filter(({ kind }) => kind === 'PRESENT').map(({ member }) => member);
