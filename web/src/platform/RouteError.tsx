import { useRouter } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { PageHeading } from '../ui/Page';
import { toast } from '../ui/toast';
import { PageUnavailable } from './lazy-page';

const reload = () => {
  if (navigator.onLine) location.reload();
  else
    toast('You are still offline', { detail: 'Reload when you are connected; until then this page can’t be fetched.' });
};

/** Each route's error boundary: the rest of the workspace stays usable beside it. */
export function RouteError({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  // Browsers remember that a script could not be had, so only a reload asks for it again.
  const unavailable = error instanceof PageUnavailable;
  const title = unavailable ? 'This page needs a fresh copy' : 'This page stopped working';
  return (
    <div role="alert">
      <EmptyState
        icon={<RotateCw size={22} aria-hidden />}
        title={<PageHeading>{title}</PageHeading>}
        action={
          <>
            {!unavailable && <Button onPress={retry}>Try again</Button>}
            <Button variant="primary" onPress={reload}>
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
