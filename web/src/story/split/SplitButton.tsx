import { IN_ITERATION } from '@tandem/schema/story/rules';
import { Split } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { IconButton } from '../../ui/Button';
import type { OpenStory } from '../agreement/use-agreement';

const SplitDialog = lazy(() => import('./SplitDialog'));

/** Once an iteration has taken a story on, its scope ledger splits it. */
export function SplitButton({ story }: { story: OpenStory }) {
  const { canWrite } = usePartnership();
  const [open, setOpen] = useState(false);
  if (!canWrite || story.criteria.length < 2 || IN_ITERATION.has(story.state)) return null;
  return (
    <>
      <IconButton
        size="small"
        label="Split this story"
        aria-haspopup="dialog"
        icon={<Split size={15} aria-hidden />}
        onPress={() => setOpen(true)}
      />
      {open && (
        <Suspense fallback={null}>
          <SplitDialog story={story} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
