import { useMemo } from 'react';
import { client, shownByThePage } from '../platform/apollo';
import { type Change, useOnChange } from '../platform/changes';
import { StoryPageDocument } from './story-page.gql';

/** Whether a change is about this story: its own, or that of a question about it. */
export const concerns = ({ nodeId, node }: Change, storyId: string): boolean =>
  nodeId === storyId || (node?.__typename === 'Question' && node.aboutStory.id === storyId);

/** Reads the open story’s criteria and questions again whenever they changed: the feed itself carries what a card shows. */
export function useFreshStory(storyId: string, slug: string, key: string): void {
  const read = useMemo(() => {
    let state: 'idle' | 'reading' | 'again' = 'idle';
    return async () => {
      // An answer under way may be from before this change.
      if (state !== 'idle') {
        state = 'again';
        return;
      }
      do {
        state = 'reading';
        await client
          .query({
            query: StoryPageDocument,
            variables: { slug, key },
            fetchPolicy: 'network-only',
            context: { queryDeduplication: false },
          })
          .catch(shownByThePage);
      } while (isAgain());
      state = 'idle';
    };
    function isAgain(): boolean {
      return state === 'again';
    }
  }, [slug, key]);
  useOnChange((change) => {
    if (concerns(change, storyId)) void read();
  });
}
