import { Megaphone, PencilLine, Undo2 } from 'lucide-react';
import { usePartnership } from '../partnership/use-partnership';
import { Button } from '../ui/Button';
import css from './AwayBanner.module.css';
import type { Following } from './follow';
import { mayMove } from './facilitation/rights';
import type { Facilitation } from './facilitation/use-facilitation';
import { Hint } from './facilitation/Signals';
import { type Meeting, stageInWords } from './meeting';

interface AwayBannerProps {
  meeting: Meeting;
  following: Following;
  facilitation: Facilitation;
}

/** For who looks elsewhere, or was left at what they were typing: where the meeting is, and one press to be there. */
export function AwayBanner({ meeting, following, facilitation }: AwayBannerProps) {
  const { me } = usePartnership();
  const { away, current, shown } = following;
  if (!away || !current || !shown) return null;
  const where = stageInWords(current);
  return (
    <div className={css.banner} role="status">
      <p>
        {away === 'held' && <PencilLine size={16} aria-hidden />}
        {away === 'held' ? (
          <span>
            You were typing, so this page stayed. The meeting is at <strong>{where}</strong>
          </span>
        ) : (
          <span>
            The meeting is at <strong>{where}</strong>
          </span>
        )}
      </p>
      <div className={css.acts}>
        {mayMove(meeting, me) && (
          <Button
            variant="quiet"
            icon={<Megaphone size={16} aria-hidden />}
            onPress={() => {
              following.goAlong();
              facilitation.bring(shown);
            }}
          >
            Bring everybody here
          </Button>
        )}
        <Button icon={<Undo2 size={16} aria-hidden />} onPress={following.rejoin}>
          {away === 'held' ? `Go there` : 'Rejoin'} <Hint keys="j" />
        </Button>
      </div>
    </div>
  );
}
