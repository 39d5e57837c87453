import type { StoryState } from '@tandem/schema/story/rules';

/** Who writes in the sample, by initials; Kwame Boateng observes. */
export type Writer = 'PR' | 'AO' | 'JL' | 'TH' | 'MZ' | 'SR';

/** One story of the sample. Everything happens between two days, counted back from today, so that the board looks lived in. */
export interface SampleStory {
  title: string;
  by: Writer;
  /** Created so many days ago, and in its present state since so many days ago. */
  days: readonly [created: number, settled: number];
  state: StoryState;
  /** Why it was returned or dropped. */
  reason?: string;
  points: number | null;
  labels: readonly string[];
  owners: readonly Writer[];
  /** Lines of rich-text.ts: paragraphs, `## ` headings, `- ` and `1. ` lists, **bold** and [links](https://…). */
  narrative: string;
  /** In their order, each after its writer: `AO: A late bus turns amber{TH| on the map}` has words that Tomás put in later. */
  criteria: readonly `${Writer}: ${string}`[];
}
