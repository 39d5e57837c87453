import type { Writer } from './sample-story.ts';

/** Thanks, to a person or for a story, by its title. */
interface SampleThanks {
  by: Writer;
  text: string;
  to?: Writer;
  story?: string;
}

/** What falls at a stage: at the demo of a story, by its title, or at the concerns. */
interface SampleDecision {
  by: Writer;
  text: string;
  story?: string;
}

interface SampleAction {
  by: Writer;
  owner: Writer;
  text: string;
  /** How many days after the meeting it is due. */
  days: number;
  story?: string;
}

/** The meeting at the end of a week of the sample, on its Friday. */
export interface SampleMeeting {
  /** How many weeks ago, as the week that it looks back on. */
  ago: number;
  facilitator: Writer;
  /** Who was there besides the facilitator. */
  present: readonly Writer[];
  topic?: { by: Writer; title: string; parked?: true };
  /** What was written about a story's demo, by its title: each part in its writer's hand. */
  words: Readonly<Record<string, readonly [by: Writer, text: string][]>>;
  /** A criterion that is met with something still promised: the first of that story. */
  condition?: { story: string; by: Writer; text: string; days: number };
  decisions: readonly SampleDecision[];
  actions: readonly SampleAction[];
  thanks: readonly SampleThanks[];
  /** Why a returned story goes on to the next week, by its title. */
  carried: Readonly<Record<string, string>>;
  pulse: Readonly<Partial<Record<Writer, number>>>;
  /** Who ratified, and how many days later; who is left out has not yet. */
  ratified: readonly [by: Writer, days: number][];
  objection?: { by: Writer; text: string; days: number };
  amendment?: { by: Writer; text: string; days: number };
}

/** Six finished meetings, the oldest first: the parties take turns to facilitate. */
export const meetings: readonly SampleMeeting[] = [
  {
    ago: 6,
    facilitator: 'PR',
    present: ['AO', 'JL', 'TH', 'MZ'],
    words: {
      'Dispatcher sees a late bus before the passenger does': [
        ['MZ', 'Shown on the wall of the control room: bus 4312 turned amber at 3:04 late.'],
        ['AO', 'I would have rung the driver two stops earlier than I did on Tuesday.'],
      ],
      'Found umbrella is tagged before the bus leaves': [
        ['SR', 'Tagged eleven things on the 14 in the rain.'],
        ['JL', 'Four of the tags had come off by the depot.'],
      ],
    },
    decisions: [
      {
        by: 'PR',
        text: 'A bus that is held on purpose does not count as late.',
        story: 'Dispatcher sees a late bus before the passenger does',
      },
    ],
    actions: [
      { by: 'JL', owner: 'JL', text: 'Send the list of codes for held buses', days: 5 },
      {
        by: 'TH',
        owner: 'SR',
        text: 'Try three kinds of tag under a tap',
        days: 4,
        story: 'Found umbrella is tagged before the bus leaves',
      },
    ],
    thanks: [{ by: 'AO', to: 'MZ', text: 'For sitting through a whole night shift before drawing anything.' }],
    carried: {
      'Found umbrella is tagged before the bus leaves': 'The tag is the whole point, and another kind is on its way.',
    },
    pulse: { PR: 3, AO: 4, JL: 3, TH: 4, MZ: 4 },
    ratified: [
      ['PR', 3],
      ['TH', 3],
    ],
  },
  {
    ago: 5,
    facilitator: 'TH',
    present: ['PR', 'AO', 'SR', 'MZ'],
    topic: { by: 'AO', title: 'Who answers when the map is down at night?' },
    words: {
      'Workshop sees which bus to mend first': [
        ['SR', 'The foreman sorted Monday’s list himself, and ours had the same first four.'],
        ['PR', 'Agreed: brakes before everything, also before safety inspections that are due.'],
      ],
      'Lift out of order is known before the journey': [
        ['AO', 'At Rosewell the second lift is missing, and it is the one that breaks.'],
      ],
    },
    condition: {
      story: 'Workshop sees which bus to mend first',
      by: 'PR',
      text: 'Print the list on one page for the pit',
      days: 6,
    },
    decisions: [{ by: 'TH', text: 'Fieldnote answers at night until Christmas; then the rota is talked about again.' }],
    actions: [
      {
        by: 'PR',
        owner: 'AO',
        text: 'Name all stations with more than one lift',
        days: 5,
        story: 'Lift out of order is known before the journey',
      },
    ],
    thanks: [{ by: 'SR', to: 'PR', text: 'For an answer on a Sunday, which kept the week.' }],
    carried: {
      'Lift out of order is known before the journey': 'One lift of two is not what was agreed; the rest works.',
    },
    pulse: { PR: 4, AO: 4, TH: 4, MZ: 3, SR: 4 },
    ratified: [
      ['TH', 0],
      ['PR', 4],
    ],
  },
  {
    ago: 4,
    facilitator: 'AO',
    present: ['PR', 'JL', 'TH', 'SR'],
    words: {
      'Fares are right when a journey crosses midnight': [
        ['SR', 'Forty journeys of last Saturday night, old and new fare side by side.'],
        ['JL', 'Two differ, and in both ours was wrong until now.'],
      ],
      'Child travels free without an argument': [
        ['JL', 'Counted twice on the 9 when the doors opened again at the lights.'],
      ],
    },
    decisions: [
      {
        by: 'JL',
        text: 'Passengers who paid too much since August get it back without asking.',
        story: 'Fares are right when a journey crosses midnight',
      },
    ],
    actions: [{ by: 'JL', owner: 'JL', text: 'Agree the refund’s wording with finance', days: 6 }],
    thanks: [
      {
        by: 'PR',
        story: 'Fares are right when a journey crosses midnight',
        text: 'The first month in which nobody rings about night fares.',
      },
    ],
    carried: { 'Child travels free without an argument': 'A day’s work once the door’s signal is read right.' },
    pulse: { PR: 4, AO: 5, JL: 4, TH: 4, SR: 5 },
    ratified: [
      ['PR', 3],
      ['TH', 5],
    ],
    amendment: { by: 'JL', text: 'The refund covers 1 August to 31 October; the minutes name no end.', days: 4 },
  },
  {
    ago: 3,
    facilitator: 'MZ',
    present: ['TH', 'SR', 'PR', 'JL'],
    topic: { by: 'JL', title: 'The signs’ maker is a month late', parked: true },
    words: {
      'Controller hands over a shift with open incidents': [
        ['MZ', 'Friday’s early shift took over seven incidents without a telephone call.'],
        ['PR', 'The night controller asks for the weather on the same page; that is a story of its own.'],
      ],
      'Wall display names the three worst routes': [
        ['JL', 'It names the busiest three, and route 40 was not among them at half past eight.'],
      ],
    },
    decisions: [
      {
        by: 'PR',
        text: 'Worst means minutes late for each passenger, not for each bus.',
        story: 'Wall display names the three worst routes',
      },
    ],
    actions: [{ by: 'PR', owner: 'PR', text: 'Ask the signs’ maker for a date in writing', days: 3 }],
    thanks: [{ by: 'TH', to: 'JL', text: 'For a definition of “worst” that a computer understands.' }],
    carried: { 'Wall display names the three worst routes': 'Now that we agree what worst means, it is small.' },
    pulse: { PR: 3, JL: 3, TH: 4, MZ: 4, SR: 3 },
    ratified: [['PR', 3]],
    objection: {
      by: 'TH',
      text: 'The minutes say that the signs were ours to chase. Meridian has the contract with their maker.',
      days: 4,
    },
    amendment: { by: 'PR', text: 'Meridian, which has the contract, chases the signs’ maker.', days: 5 },
  },
  {
    ago: 2,
    facilitator: 'PR',
    present: ['AO', 'TH', 'MZ', 'SR'],
    words: {
      'Complaint gets an answer from a person': [
        ['AO', 'Mrs Whitcombe wrote back to say thank you, which has not happened since I am here.'],
        ['MZ', 'Median eleven hours this week; it was four days.'],
      ],
      'Near miss is reported without a name': [
        ['SR', 'Three reports in two days, none of which would have come with a name on it.'],
      ],
    },
    decisions: [{ by: 'PR', text: 'Nobody asks a driver whether a report was theirs. It goes into the agreement.' }],
    actions: [{ by: 'PR', owner: 'PR', text: 'Write it into the working agreement', days: 7 }],
    thanks: [
      {
        by: 'PR',
        story: 'Lost child is everybody’s first task',
        text: 'On Thursday it found a boy at Harbour Square within four minutes.',
      },
      { by: 'MZ', to: 'AO', text: 'For writing the first forty answers with us.' },
    ],
    carried: {},
    pulse: { PR: 5, AO: 5, TH: 5, MZ: 4, SR: 5 },
    ratified: [
      ['TH', 0],
      ['PR', 3],
    ],
  },
  {
    ago: 1,
    facilitator: 'TH',
    present: ['MZ', 'SR', 'PR', 'AO', 'JL'],
    topic: { by: 'SR', title: 'Who tests on the two old double-deckers?', parked: true },
    words: {
      'Electric buses are full when their duty starts': [
        ['MZ', 'Eighteen of eighteen left full on Thursday; the week before it was fifteen.'],
        ['JL', 'Bus 88 charged in the wrong bay and was still full.'],
      ],
      'Driver knows that somebody needs a minute': [
        ['AO', 'The light came on. The doors closed all the same, which frightened her.'],
      ],
    },
    condition: {
      story: 'New driver follows the route the first time',
      by: 'PR',
      text: 'Say the turn again after a diversion ends',
      days: 7,
    },
    decisions: [
      {
        by: 'AO',
        text: 'The doors wait as long as the light is on, however late the bus is.',
        story: 'Driver knows that somebody needs a minute',
      },
    ],
    actions: [
      {
        by: 'TH',
        owner: 'SR',
        text: 'Ask the doors’ maker for the signal that holds them',
        days: 5,
        story: 'Driver knows that somebody needs a minute',
      },
      { by: 'PR', owner: 'JL', text: 'Find a morning with both double-deckers in the depot', days: 6 },
    ],
    thanks: [
      {
        by: 'JL',
        story: 'Electric buses are full when their duty starts',
        text: 'The depot has stopped keeping its list on paper.',
      },
    ],
    carried: {},
    pulse: { PR: 4, AO: 4, JL: 5, TH: 4, MZ: 5, SR: 4 },
    ratified: [['PR', 1]],
  },
];
