import type { Writer } from './sample-story.ts';

/** What was said about a draft before it is ready, each so many days back from today. */
interface DraftTalk {
  title: string;
  agreements?: readonly { by: Writer; daysAgo: number; howMany?: number }[];
  /** Words put at a criterion’s end just now, after somebody had agreed to it; criteria count from 0. */
  edits?: readonly { by: Writer; criterion: number; text: string }[];
  questions?: readonly {
    by: Writer;
    daysAgo: number;
    /** Days from today; negative is past. */
    due: number;
    text: string;
    answer?: { by: Writer; daysAgo: number; text: string };
  }[];
}

export const draftTalk: readonly DraftTalk[] = [
  {
    title: 'Weekly punctuality report matches the regulator’s',
    agreements: [
      { by: 'TH', daysAgo: 6 },
      { by: 'PR', daysAgo: 5 },
    ],
    edits: [{ by: 'TH', criterion: 0, text: ' Weeks with a weather warning are left out, as they do.' }],
    questions: [
      {
        by: 'TH',
        daysAgo: 3,
        due: 2,
        text: 'Which weather warnings does the regulator leave out: amber and red, or yellow as well?',
      },
    ],
  },
  {
    title: 'Depot manager prints tomorrow’s vehicle sheet',
    agreements: [
      { by: 'AO', daysAgo: 4, howMany: 2 },
      { by: 'SR', daysAgo: 3 },
    ],
  },
  {
    title: 'Flood warning reaches the riverside routes',
    questions: [
      {
        by: 'SR',
        daysAgo: 3,
        due: 1,
        text: 'Who decides that the embankment is closed: the duty manager, or the river authority’s warning alone?',
        answer: {
          by: 'PR',
          daysAgo: 2,
          text: 'The duty manager decides. The warning only proposes; it has been wrong twice this winter.',
        },
      },
      {
        by: 'PR',
        daysAgo: 2,
        due: 3,
        text: 'Can the feed be read every minute, or does the authority limit how often we may ask?',
      },
    ],
  },
  {
    title: 'Employer pays, and does not see where people go',
    agreements: [{ by: 'PR', daysAgo: 5 }],
    questions: [
      {
        by: 'TH',
        daysAgo: 6,
        due: -1,
        text: 'Does the union’s agreement name a smallest group? We have written ten; they once spoke of fifteen.',
      },
    ],
  },
];
