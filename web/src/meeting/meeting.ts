import type { MeetingFactsFragment } from './meeting-facts.gql';

export type Meeting = MeetingFactsFragment;
export type Stage = Meeting['stages'][number];

/** What every stage's component gets: it shows one stage of a meeting, which need not be the one that the meeting is at. */
export interface StageProps {
  meeting: Meeting;
  stage: Stage;
}
