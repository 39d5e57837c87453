import { useRouter } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { PageUnavailable } from './lazy-page';

/** Each route's error boundary: the rest of the workspace stays usable beside it. */
export function RouteError({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const unavailable = error instanceof PageUnavailable;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div role="alert">
      <EmptyState
        icon={<RotateCw size={22} aria-hidden />}
        title={unavailable ? 'This page needs a fresh copy' : 'This page stopped working'}
        action={
          <>
            <Button onPress={retry}>Try again</Button>
            <Button variant="primary" onPress={() => location.reload()}>
              Reload
            </Button>
          </>
        }
      >
        {unavailable
          ? 'Tandem may have been updated since you opened it, or you are offline. Reload when you are connected; what you wrote is kept.'
          : 'The rest of Tandem still works. Try again; if it goes on, reload. What you wrote is kept.'}
      </EmptyState>
    </div>
  );
}
