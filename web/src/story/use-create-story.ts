import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { CreateStoryDocument } from './create-story.gql';
import { usePartnership } from '../partnership/use-partnership';
import { useAct } from '../platform/act';

/** Makes an empty story and opens it, ready to be written. */
export function useCreateStory() {
  const { id, slug } = usePartnership();
  const navigate = useNavigate();
  const [create, pending] = useAct(CreateStoryDocument, 'The story was not created');
  const createStory = useCallback(async () => {
    const made = await create({
      partnershipId: id,
      title: '',
      narrative: '',
      criteria: [],
      labelIds: [],
      ownerIds: [],
    });
    if (made) await navigate({ to: '/p/$slug/stories/$key', params: { slug, key: made.createStory.story.key } });
  }, [create, id, slug, navigate]);
  return [createStory, pending] as const;
}
