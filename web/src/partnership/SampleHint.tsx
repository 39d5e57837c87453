import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/Button';
import { OverlapMark } from '../ui/PartyMark';
import css from './TodayPage.module.css';
import { usePartnership } from './use-partnership';

const KEY = 'tandem.sample-hint';

function wasClosed(): boolean {
  try {
    return localStorage.getItem(KEY) === 'closed';
  } catch {
    return false;
  }
}

/** The first minute in the sample: see both inks by being both sides at once. */
export function SampleHint({ draftKey }: { draftKey: string | undefined }) {
  const { slug, me } = usePartnership();
  const [closed, setClosed] = useState(wasClosed);
  if (closed) return null;
  const close = () => {
    setClosed(true);
    try {
      localStorage.setItem(KEY, 'closed');
    } catch {
      // Storage may be blocked: the hint then comes back with the next page load.
    }
  };
  return (
    <section className={css.hint} aria-labelledby="sample-title">
      <OverlapMark size={34} />
      <div>
        <h2 id="sample-title">This is a sample. Open both sides</h2>
        <p>
          You are here for {me.party.name}. The start of Tandem printed a second sign-in link, for the other party: open
          it in a private window beside this one{' '}
          {draftKey ? (
            <>
              and write{' '}
              <Link to="/p/$slug/stories/$key" params={{ slug, key: draftKey }}>
                {draftKey}
              </Link>{' '}
              together: the inks show who wrote what.
            </>
          ) : (
            'and write a story together: the inks show who wrote what.'
          )}{' '}
          Ready for your own? <Link to="/start">Start your own partnership</Link>.
        </p>
      </div>
      <IconButton label="Close this hint" icon={<X size={16} aria-hidden />} size="small" onPress={close} />
    </section>
  );
}
