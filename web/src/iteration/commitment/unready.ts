import { heldIn, lacking, type Week } from '../planned-stories';

/** What is to be done before a week can be proposed, as the server will ask. */
export function unready(week: Week): string[] {
  const held = heldIn(week);
  return [
    ...(held.length === 0 ? ['No story is planned for it'] : []),
    ...(week.capacity === null ? ['The vendor has not set its capacity'] : []),
    ...held.flatMap(({ story }) => {
      const lacks = lacking(story);
      return lacks.length > 0 ? [`${story.key}: ${lacks.join(', ')}`] : [];
    }),
  ];
}
