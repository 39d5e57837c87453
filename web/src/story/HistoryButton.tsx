import { useNavigate, useSearch } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { IconButton } from '../ui/Button';

const StoryHistory = lazy(() => import('./history/StoryHistory'));

/** Opens the story's history, which `v` in the address keeps open. */
export function HistoryButton({ story }: { story: { id: string; key: string } }) {
  const { slug } = usePartnership();
  const { v } = useSearch({ from: '/p/$slug/stories/$key' });
  const navigate = useNavigate();
  const show = (open: boolean) =>
    void navigate({
      to: '/p/$slug/stories/$key',
      params: { slug, key: story.key },
      search: open ? { v: 'now' } : {},
    });
  return (
    <>
      <IconButton
        size="small"
        label="History"
        aria-haspopup="dialog"
        icon={<History size={15} aria-hidden />}
        onPress={() => show(true)}
      />
      {v !== undefined && (
        <Suspense fallback={null}>
          <StoryHistory story={story} onClose={() => show(false)} />
        </Suspense>
      )}
    </>
  );
}
