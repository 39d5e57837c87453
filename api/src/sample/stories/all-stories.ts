import type { SampleStory } from '../sample-story.ts';
import { accessibility } from './accessibility.ts';
import { controlRoom } from './control-room.ts';
import { depot } from './depot.ts';
import { drivers } from './drivers.ts';
import { fares } from './fares.ts';
import { lostProperty } from './lost-property.ts';
import { passengers } from './passengers.ts';
import { timetables } from './timetables.ts';

/** Every story of the sample, in no particular order: they are created by their age. */
export const allStories: readonly SampleStory[] = [
  ...controlRoom,
  ...drivers,
  ...passengers,
  ...timetables,
  ...lostProperty,
  ...accessibility,
  ...fares,
  ...depot,
];

/** A story of the sample by its title. */
export function storyOf(title: string): SampleStory {
  const story = allStories.find((one) => one.title === title);
  if (!story) throw new Error(`the sample has no story “${title}”`);
  return story;
}
