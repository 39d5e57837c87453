import type { Writer } from './sample-story.ts';
import type { When } from './working-calendars.ts';

/** What somebody did about a promise, in the owner’s calendar as everything of it. */
type Step = { at: When; by: Writer } & (
  | { act: 'ACCEPT' | 'REPORT_KEPT' | 'CONFIRM' | 'CONSENT' }
  | { act: 'DECLINE'; reason: string }
  /** Another day, so many working days back; negative is ahead. */
  | { act: 'MOVE'; due: number; reason: string }
);

export interface SamplePromise {
  text: string;
  /** Who owes it; somebody of the other side for what is only asked for. */
  by: Writer;
  /** Of the other side, where they asked for it. */
  askedBy?: Writer;
  made: When;
  /** Working days back; negative is ahead. */
  due: number;
  story?: string;
  /** A concern’s title. */
  concern?: string;
  steps: readonly Step[];
  /** Nobody kept it: the clock says so when its day ends. */
  missed?: boolean;
}

export const promiseWords: readonly SamplePromise[] = [
  {
    text: 'A bus in the yard for tests, on two mornings a week',
    ...{ by: 'JL', made: [20, '16:15'], due: 17, concern: 'The test bus is on the road when we want to test' },
    steps: [
      { act: 'REPORT_KEPT', by: 'JL', at: [17, '11:05'] },
      { act: 'CONFIRM', by: 'MZ', at: [17, '16:10'] },
    ],
  },
  {
    text: 'A page for dispatchers: how to tell an alarm of the test system from a real one',
    ...{ by: 'MZ', made: [15, '10:20'], due: 12, concern: 'Alarms rang in the control room during a test' },
    steps: [
      { act: 'REPORT_KEPT', by: 'MZ', at: [13, '11:40'] },
      { act: 'CONFIRM', by: 'AO', at: [12, '09:10'] },
    ],
  },
  {
    text: 'A drawing of a charging night with one charger broken, for the depot’s wall',
    ...{ by: 'SR', made: [14, '09:50'], due: 10, story: 'Electric buses are full when their duty starts' },
    steps: [
      { act: 'MOVE', by: 'SR', at: [11, '10:00'], due: 8, reason: 'I want to see a night there before I draw one.' },
      { act: 'CONSENT', by: 'PR', at: [11, '11:30'] },
      { act: 'REPORT_KEPT', by: 'SR', at: [8, '10:15'] },
      { act: 'CONFIRM', by: 'PR', at: [8, '11:45'] },
    ],
  },
  {
    text: 'The names of the drivers who reported near misses in October',
    ...{ by: 'JL', askedBy: 'TH', made: [10, '15:30'], due: 5, story: 'Near miss is reported without a name' },
    steps: [
      {
        ...{ act: 'DECLINE', by: 'JL', at: [9, '10:40'] },
        reason:
          'They reported without a name because we promised them that. I can ask two of them whether they would talk to you.',
      },
    ],
  },
  {
    text: 'The alarms of three night shifts as a file, without names',
    ...{ by: 'AO', made: [6, '11:20'], due: 2, story: 'Controller silences an alarm for twenty minutes' },
    steps: [],
    missed: true,
  },
  {
    text: 'Somebody at the depot who answers for the tablets',
    ...{ by: 'JL', askedBy: 'SR', made: [6, '16:20'], due: 4 },
    concern: 'Nobody can say who looks after the depot’s tablets',
    steps: [
      { act: 'ACCEPT', by: 'JL', at: [5, '11:10'] },
      { act: 'REPORT_KEPT', by: 'JL', at: [4, '10:35'] },
      { act: 'CONFIRM', by: 'SR', at: [4, '15:20'] },
    ],
  },
  {
    text: 'The council’s list of bank holidays, put right',
    ...{ by: 'PR', made: [3, '10:25'], due: 1 },
    concern: 'The list of bank holidays is wrong in the timetable data',
    steps: [
      {
        ...{ act: 'MOVE', by: 'PR', at: [2, '14:20'], due: -3 },
        reason: 'The council sends files on one day of the week only, and this week’s has gone.',
      },
      { act: 'CONSENT', by: 'TH', at: [2, '16:05'] },
    ],
  },
  {
    text: 'Buttons for the walk round the bus that work with gloves, drawn and tried',
    ...{ by: 'SR', made: [3, '09:30'], due: -1, story: 'Driver confirms the vehicle check by walking round it' },
    steps: [{ act: 'REPORT_KEPT', by: 'SR', at: [1, '11:00'] }],
  },
  {
    text: 'A comparison of the two pumps that are off by a litre with last week’s paper',
    ...{ by: 'MZ', made: [1, '09:40'], due: -2, story: 'Fuel that was paid for is in the tank' },
    steps: [],
  },
  {
    text: 'Two pages for the council: what the last six weeks have cost, and what they brought',
    ...{ by: 'TH', askedBy: 'PR', made: [1, '10:30'], due: -5 },
    steps: [],
  },
];
