import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../ui/EmptyState';
import { PageHeading, useTitle } from '../ui/Page';

export function NotFound() {
  useTitle('No such page');
  return (
    <main>
      <EmptyState
        icon={<Compass size={22} aria-hidden />}
        title={<PageHeading>Nothing lives at this address</PageHeading>}
      >
        The link may be old or mistyped. <Link to="/">Go to your partnership</Link>.
      </EmptyState>
    </main>
  );
}
