import type { GoalOutcome } from '@tandem/schema/iteration/rules';
import type { StoryState } from '@tandem/schema/story/rules';
import type { Writer } from './sample-story.ts';

/** How a story left its week, or stands in the one that runs; REMOVED goes through the scope ledger. */
type Fate = Extract<StoryState, 'COMMITTED' | 'IN_PROGRESS' | 'DELIVERED' | 'ACCEPTED' | 'RETURNED'> | 'REMOVED';

/** An entry of the scope ledger, on an ISO weekday of the week. */
interface SampleScope {
  story: string;
  day: number;
  by: Writer;
  askedBy: Writer;
  reason: string;
  /** Given for a re-estimate; without it the story comes in when it is none of the week's, and else leaves. */
  points?: number;
}

/** One week of the sample: planned and signed by both parties on the Friday before it, called and accepted on its own. */
export interface SampleWeek {
  /** How many weeks ago; 0 is the one that runs. */
  ago: number;
  capacity: number;
  budget: number;
  /** What was recorded as spent by its end. */
  spent: readonly [amount: number, note: string][];
  goals: readonly { by: Writer; text: string; client?: GoalOutcome; vendor?: GoalOutcome }[];
  /** In the order of the plan, by their titles. */
  stories: Readonly<Record<string, Fate>>;
  /** Why a story came back. */
  returned?: Readonly<Record<string, string>>;
  scope?: readonly SampleScope[];
  declined?: { story: string; by: Writer; reason: string };
  proposedBy: Writer;
  signedBy: Writer;
}

/** Planned points 14, 16, 15, 18, 17, 19; accepted 9, 12, 13, 14, 16, 17. */
export const weeks: readonly SampleWeek[] = [
  {
    ago: 6,
    capacity: 16,
    budget: 12_000,
    spent: [[11_200, 'Three people, and the test phones for the drivers']],
    goals: [
      { by: 'AO', text: 'A dispatcher sees a late bus before the passenger rings', client: 'MET', vendor: 'MET' },
      { by: 'PR', text: 'Nothing that is found on a bus gets lost again', client: 'NOT_MET', vendor: 'PARTLY' },
    ],
    stories: {
      'Dispatcher sees a late bus before the passenger does': 'ACCEPTED',
      'Driver reports a broken door in ten seconds': 'ACCEPTED',
      'Passenger waits in the warm until the bus comes': 'ACCEPTED',
      'Found umbrella is tagged before the bus leaves': 'RETURNED',
      'School runs are hidden on public holidays': 'REMOVED',
    },
    returned: { 'Found umbrella is tagged before the bus leaves': 'The tag cannot be read once it is wet.' },
    scope: [
      {
        ...{ story: 'School runs are hidden on public holidays', day: 5, by: 'TH', askedBy: 'TH' },
        reason: 'Not begun: the list of holidays came on Thursday. It is first next week.',
      },
    ],
    proposedBy: 'TH',
    signedBy: 'PR',
  },
  {
    ago: 5,
    capacity: 16,
    budget: 12_000,
    spent: [[11_640, 'Three people']],
    goals: [
      {
        by: 'JL',
        text: 'A wheelchair user knows before leaving home that there is room',
        client: 'MET',
        vendor: 'MET',
      },
    ],
    stories: {
      'School runs are hidden on public holidays': 'ACCEPTED',
      'Found umbrella is tagged before the bus leaves': 'ACCEPTED',
      'Wheelchair space is booked for a journey, not for a bus': 'ACCEPTED',
      'Workshop sees which bus to mend first': 'ACCEPTED',
      'Lift out of order is known before the journey': 'RETURNED',
      'Refund is approved by two people': 'REMOVED',
    },
    returned: {
      'Lift out of order is known before the journey': 'Rosewell station has two lifts, and only one of them is shown.',
    },
    scope: [
      {
        ...{ story: 'Refund is approved by two people', day: 3, by: 'SR', askedBy: 'JL' },
        reason: 'Finance wants its auditor to read the criteria once more.',
      },
    ],
    proposedBy: 'TH',
    signedBy: 'PR',
  },
  {
    ago: 4,
    capacity: 15,
    budget: 12_000,
    spent: [[11_980, 'Three people, one of them two days on site']],
    goals: [{ by: 'PR', text: 'Fares are right at night', client: 'MET', vendor: 'MET' }],
    stories: {
      'Lift out of order is known before the journey': 'ACCEPTED',
      'Refund is approved by two people': 'ACCEPTED',
      'Fares are right when a journey crosses midnight': 'ACCEPTED',
      'Owner describes what only the owner knows': 'ACCEPTED',
      'New route is tested against last month’s traffic': 'ACCEPTED',
      'Child travels free without an argument': 'RETURNED',
    },
    returned: {
      'Child travels free without an argument': 'The button counts a child twice when the door opens again.',
    },
    proposedBy: 'PR',
    signedBy: 'TH',
  },
  {
    ago: 3,
    capacity: 18,
    budget: 13_000,
    spent: [[12_700, 'Three people, and the wall display']],
    goals: [
      { by: 'JL', text: 'No shift begins without knowing what the last one left open', client: 'MET', vendor: 'MET' },
      { by: 'TH', text: 'Signs say only what we know', client: 'NOT_MET', vendor: 'NOT_MET' },
    ],
    stories: {
      'Controller hands over a shift with open incidents': 'ACCEPTED',
      'Dispatcher holds a connection for the last train': 'ACCEPTED',
      'Child travels free without an argument': 'ACCEPTED',
      'Unclaimed things go to charity after three months': 'ACCEPTED',
      'Wall display names the three worst routes': 'RETURNED',
      'Stop sign admits when it does not know': 'REMOVED',
    },
    returned: {
      'Wall display names the three worst routes': 'It names the routes with the most buses, not the latest.',
    },
    scope: [
      {
        ...{ story: 'Stop sign admits when it does not know', day: 4, by: 'MZ', askedBy: 'AO' },
        reason: 'The signs’ maker sends the new firmware on Monday.',
      },
    ],
    proposedBy: 'TH',
    signedBy: 'JL',
  },
  {
    ago: 2,
    capacity: 17,
    budget: 13_000,
    spent: [[12_150, 'Three people']],
    goals: [{ by: 'AO', text: 'Whoever complains hears from a person', client: 'MET', vendor: 'MET' }],
    stories: {
      'Stop sign admits when it does not know': 'ACCEPTED',
      'Wall display names the three worst routes': 'ACCEPTED',
      'Complaint gets an answer from a person': 'ACCEPTED',
      'Signs can be read from two metres': 'ACCEPTED',
      'Near miss is reported without a name': 'ACCEPTED',
      'Lost child is everybody’s first task': 'ACCEPTED',
      'Quiet carriage is marked for those who need it': 'REMOVED',
    },
    scope: [
      {
        ...{ story: 'Quiet carriage is marked for those who need it', day: 3, by: 'PR', askedBy: 'PR' },
        reason: 'The union asks to talk about it first.',
      },
    ],
    proposedBy: 'TH',
    signedBy: 'PR',
  },
  {
    ago: 1,
    capacity: 20,
    budget: 14_000,
    spent: [[13_420, 'Three people, and the depot’s tablet stands']],
    goals: [
      { by: 'PR', text: 'Electric buses leave the depot full', client: 'MET', vendor: 'MET' },
      { by: 'MZ', text: 'A new driver needs nobody beside them', client: 'PARTLY', vendor: 'MET' },
    ],
    stories: {
      'Electric buses are full when their duty starts': 'ACCEPTED',
      'New driver follows the route the first time': 'ACCEPTED',
      'Clock change does not lose an hour of buses': 'ACCEPTED',
      'Planner moves a stop without breaking connections': 'ACCEPTED',
      'Mileage is read from the bus, not from a form': 'ACCEPTED',
      'Driver knows that somebody needs a minute': 'RETURNED',
    },
    scope: [
      {
        ...{ story: 'Driver knows that somebody needs a minute', day: 3, by: 'TH', askedBy: 'AO', points: 3 },
        reason: 'The doors have to wait as well, which nobody had thought of.',
      },
    ],
    proposedBy: 'TH',
    signedBy: 'PR',
  },
  {
    ago: 0,
    capacity: 20,
    budget: 14_000,
    spent: [[6_300, 'Three people, so far']],
    goals: [
      { by: 'AO', text: 'A dispatcher can act on an alarm without leaving the map' },
      { by: 'JL', text: 'Forgotten medicine is back with its owner on the same day' },
    ],
    stories: {
      'Tyres are changed before they are bald': 'DELIVERED',
      'Card that fails at the reader still gets you home': 'DELIVERED',
      'Forgotten medicine is treated as urgent': 'DELIVERED',
      'Fuel that was paid for is in the tank': 'IN_PROGRESS',
      'Controller silences an alarm for twenty minutes': 'IN_PROGRESS',
      'Driver confirms the vehicle check by walking round it': 'IN_PROGRESS',
      'Guide dog owner finds the door': 'COMMITTED',
    },
    scope: [
      {
        ...{ story: 'Desk prints a receipt that both sign', day: 1, by: 'MZ', askedBy: 'JL' },
        reason: 'The desk moves on Friday, and is to open with it. It is small, and we have room.',
      },
    ],
    declined: {
      ...{ story: 'Driver hours never exceed the legal limit', by: 'TH' },
      reason: 'Eight points are half a week: split it first, the night shifts on their own.',
    },
    proposedBy: 'TH',
    signedBy: 'PR',
  },
];
