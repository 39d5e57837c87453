import type { Writer } from './sample-story.ts';

/** One entry of a stand-up; <titles> become the keys of their stories. */
export interface SampleEntry {
  by: Writer;
  done: string;
  next: string;
  concern?: string;
}

/** By working day, the present one first, in each writer’s own calendar. Today three have written, and Tomás has not yet. */
export const standupWords: readonly (readonly SampleEntry[])[] = [
  [
    {
      by: 'AO',
      done: 'Tried <Controller silences an alarm for twenty minutes> on the night shift, with the real alarms.',
      next: 'Ask the two new dispatchers to try it without me beside them.',
    },
    {
      by: 'MZ',
      done: 'The pump’s numbers arrive for <Fuel that was paid for is in the tank>; two of the nine are off by a litre.',
      next: 'Compare those two with the paper of last week.',
      concern: 'Pump 7 has not sent anything since Friday. I do not know whom to ask at the depot.',
    },
    {
      by: 'SR',
      done: 'Walked round a bus with a driver for <Driver confirms the vehicle check by walking round it>.',
      next: 'Larger buttons for the two steps that are done in gloves.',
    },
  ],
  [
    {
      by: 'TH',
      done: 'Went through the week with Priya; the receipt for the desk came in, and we have room for it.',
      next: 'Split the drivers’ hours, the night shifts on their own.',
    },
    {
      by: 'MZ',
      done: '<Tyres are changed before they are bald> is on the test system.',
      next: '<Fuel that was paid for is in the tank>: read the pumps.',
    },
    {
      by: 'JL',
      done: 'Spoke with the union about the walk round the bus. They like that it is quicker than the paper.',
      next: 'Sit with the desk on its first day in the new room.',
    },
  ],
  [
    {
      by: 'AO',
      done: 'Read the words of the alarm aloud to three dispatchers. “Silence” is right, “dismiss” frightened them.',
      next: 'Write down which alarms may never be silenced.',
    },
    {
      by: 'TH',
      done: '<Forgotten medicine is treated as urgent> works from the desk to the text message.',
      next: 'Show it to Jonas on the desk’s own screen.',
    },
    {
      by: 'SR',
      done: 'Drew the receipt so that it fits the desk’s narrow printer.',
      next: 'Try it with the printer’s own paper.',
    },
  ],
  [
    {
      by: 'MZ',
      done: 'The card that fails: the reader keeps the journey and asks for the money later.',
      next: 'Try it with a reader that loses its power halfway.',
    },
    {
      by: 'AO',
      done: 'Two nights with the handover. Nobody asked me what was open.',
      next: 'Alarms.',
    },
    { by: 'SR', done: 'On site in the control room. Watched six desks for a shift.', next: 'Draw what I saw.' },
  ],
  [
    {
      by: 'PR',
      done: 'Agreed to the criteria of next week, all but the drivers’ hours.',
      next: 'Monday’s meeting has the first figures from the fuel pumps.',
    },
    {
      by: 'TH',
      done: 'Showed five stories on Friday, one came back: <Driver knows that somebody needs a minute>.',
      next: 'See with Ama what the doors have to do.',
    },
    {
      by: 'MZ',
      done: '<Mileage is read from the bus, not from a form> runs for forty buses.',
      next: 'The other hundred and seventy-four.',
    },
  ],
  [
    {
      by: 'SR',
      done: 'On site at the depot: the tablet stands are up, and at the right height.',
      next: 'Watch a new driver follow a route alone.',
    },
    {
      by: 'AO',
      done: 'Found that the doors have to wait as well when somebody needs a minute. Told Tomás.',
      next: 'Ask three drivers how long a minute is.',
    },
    {
      by: 'MZ',
      done: '<Electric buses are full when their duty starts>: one whole night without a bus that left half empty.',
      next: 'The night on which a charger fails.',
    },
  ],
  [
    {
      by: 'TH',
      done: 'Re-estimated the minute at the door with Ama; it is in the ledger.',
      next: '<Planner moves a stop without breaking connections>.',
    },
    {
      by: 'SR',
      done: 'Signs for a driver’s first day: three arrows instead of a map.',
      next: 'Try them in the rain.',
      concern: 'The depot’s tablets are locked to an old browser, and two of my arrows do not show.',
    },
    {
      by: 'JL',
      done: 'Signed for the tablet stands.',
      next: 'Talk with the depot’s planners about the charging nights.',
    },
  ],
  [
    {
      by: 'MZ',
      done: '<Clock change does not lose an hour of buses>: played back the last two October nights.',
      next: 'Mileage.',
    },
    {
      by: 'AO',
      done: 'Nothing new from the nights, which is good news.',
      next: 'Show the wall display to the morning shift.',
    },
    {
      by: 'TH',
      done: 'Planned the week with Priya. Twenty points, one more than last week.',
      next: 'Charging plan for the electric buses.',
    },
  ],
  [
    {
      by: 'SR',
      done: '<Signs can be read from two metres>: measured with a tape, in the rain, by eleven people.',
      next: 'Pack for Meridian; I am on site next week.',
    },
    { by: 'PR', done: 'Answered the last two questions for next week.', next: 'Council meeting on Thursday.' },
    {
      by: 'MZ',
      done: 'The signs’ firmware came, a day early.',
      next: 'Roll it out to three stops and look at them for a night.',
    },
  ],
  [
    {
      by: 'TH',
      done: '<Complaint gets an answer from a person>: the first three answers went out.',
      next: 'Read what came back to them.',
    },
    {
      by: 'AO',
      done: 'Tried <Near miss is reported without a name> with two drivers who did not want to be asked.',
      next: 'Tell Jonas what they said.',
    },
    { by: 'MZ', done: 'Wall display names the right three routes now.', next: 'The stop sign that does not know.' },
  ],
];
