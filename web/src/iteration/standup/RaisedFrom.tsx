import { Link } from '@tanstack/react-router';
import { CONCERN_TITLE_MAX } from '@tandem/schema/iteration/concern';
import { keysNamed } from '@tandem/schema/iteration/standup';
import { lazy, Suspense, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import type { StandupCardFragment } from './standup-card.gql';

const RaiseConcernDialog = lazy(() => import('../concern/RaiseConcernDialog'));

/** What became of an entry's concern: the one that was raised from it, or the way to raise it, so that it gets an owner and a clock. */
export function RaisedFrom({ entry }: { entry: StandupCardFragment }) {
  const { slug, canWrite } = usePartnership();
  const [raising, setRaising] = useState(false);
  if (entry.concernKeys.length > 0)
    return (
      <>
        Raised as{' '}
        {entry.concernKeys.map((key, index) => (
          <span key={key}>
            {index > 0 && ', '}
            <Link to="/p/$slug/concerns/$key" params={{ slug, key }}>
              {key}
            </Link>
          </span>
        ))}
      </>
    );
  if (!canWrite) return null;
  return (
    <>
      <Button size="small" onPress={() => setRaising(true)}>
        Raise it with an owner
      </Button>
      {raising && (
        <Suspense fallback={null}>
          <RaiseConcernDialog onClose={() => setRaising(false)} from={beginning(entry)} />
        </Suspense>
      )}
    </>
  );
}

/** Its first sentence is the title, the rest is the detail. */
function beginning({ id, concern, storyKeys }: StandupCardFragment) {
  const [, first = concern, rest = ''] = /^(.*?[.!?…])\s+(.+)$/s.exec(concern.trim()) ?? [];
  const isShort = first.length <= CONCERN_TITLE_MAX && !first.includes('\n');
  return {
    title: isShort ? first.replace(/\.$/, '') : '',
    detail: isShort ? rest : concern,
    storyKey: keysNamed(concern).find((key) => storyKeys.includes(key)) ?? '',
    standupEntryId: id,
  };
}
