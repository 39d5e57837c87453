import { CloudAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button';
import { EmptyState } from './EmptyState';

/** Something could not be shown: what to do, and a way to try again. */
export function Problem({
  title = 'This could not be shown',
  children,
  onRetry,
}: {
  title?: ReactNode;
  children?: ReactNode;
  onRetry?: () => void;
}) {
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudAlert size={22} aria-hidden />}
        title={title}
        action={
          onRetry && (
            <Button icon={<RotateCw size={16} aria-hidden />} onPress={onRetry}>
              Try again
            </Button>
          )
        }
      >
        {children ?? 'The server did not answer as expected. Check your connection, then try again.'}
      </EmptyState>
    </div>
  );
}
