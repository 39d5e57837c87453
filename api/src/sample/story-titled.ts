import type { PartnershipId, StoryId } from '@tandem/schema/ids';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';

const STORY = statement<{ id: StoryId; key: string }, [PartnershipId, string]>(
  'sample_story_by_title',
  'select id, key from story where partnership_id = $1 and title = $2',
);

/** A story of the sample by its title. @throws when it is not written yet. */
export async function storyTitled(
  services: Services,
  partnershipId: PartnershipId,
  title: string,
): Promise<{ id: StoryId; key: string }> {
  const story = await services.sql.row(STORY, partnershipId, title);
  if (!story) throw new Error(`the sample has no story “${title}” at ${services.clock.now().toISOString()}`);
  return story;
}

const TITLE = /<([^>]+)>/g;

/** Words in which <titles of stories> have become their keys. */
export async function withKeys(services: Services, partnershipId: PartnershipId, words: string): Promise<string> {
  const keys = new Map<string, string>();
  for (const [, title = ''] of words.matchAll(TITLE))
    keys.set(title, (await storyTitled(services, partnershipId, title)).key);
  return words.replace(TITLE, (_, title: string) => keys.get(title) ?? title);
}
