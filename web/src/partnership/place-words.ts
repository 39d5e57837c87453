/** A place of the `here` subscription in words: "board" → "on the board", "stories/MT-101" → "on MT-101". */
export function placeWords(place: string): string {
  const [page, key] = place.split('/');
  if (page === 'stories') return key ? `on ${decodeURIComponent(key)}` : 'in the stories';
  if (page === 'weeks') return key ? `planning ${key}` : 'on the week';
  if (page === 'meetings') return key ? `in meeting ${key}` : 'on the meetings';
  if (page === 'standup') return 'at the stand-up';
  if (page === 'concerns') return key ? `on ${decodeURIComponent(key)}` : 'in the concerns';
  if (page === 'promises') return 'on the promises';
  if (page === 'board') return 'on the board';
  if (page === 'people') return 'looking at the people';
  if (page === 'agreement') return 'on the working agreement';
  if (page === 'inbox') return 'reading their inbox';
  if (page === 'settings') return 'in the settings';
  return 'on today’s page';
}
