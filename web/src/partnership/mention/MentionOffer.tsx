import { lazy, Suspense, useEffect, useState } from 'react';

const MentionList = lazy(() => import('./MentionList'));

/** Offers the partnership's members where an @ is typed, in every text inside `data-mentions`. Loads when the first one is. */
export function MentionOffer() {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const hear = (event: Event) => {
      if ((event as InputEvent).data?.includes('@') && (event.target as Element).closest('[data-mentions]'))
        setAsked(true);
    };
    document.addEventListener('input', hear);
    return () => document.removeEventListener('input', hear);
  }, []);
  return (
    asked && (
      <Suspense fallback={null}>
        <MentionList />
      </Suspense>
    )
  );
}
