import { Chip } from '../../ui/Chip';
import { useCommitment } from './use-commitment';

/** Says of a story of a committed week that it is not as both parties signed it. */
export function StoryChangedMark({ isoWeek, storyId }: { isoWeek: string; storyId: string }) {
  const changes = useCommitment(isoWeek)?.commitment?.changesSince ?? [];
  const own = changes.filter((change) => change.storyId === storyId && change.kind !== 'STORY_ADDED');
  if (own.length === 0) return null;
  return (
    <span title={own.map(({ sentence }) => sentence).join('; ')}>
      <Chip tone="return">Changed since signed</Chip>
    </span>
  );
}
