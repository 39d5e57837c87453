import { ArrowLeft, ArrowRight } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button, IconButton } from '../../ui/Button';
import type { Following } from '../follow';
import { type Meeting, stageName } from '../meeting';
import css from './FacilitationBar.module.css';
import { mayMove } from './rights';
import { Hint, Signals } from './Signals';
import { Timer } from './Timer';
import type { Facilitation } from './use-facilitation';

interface FacilitationBarProps {
  meeting: Meeting;
  following: Following;
  facilitation: Facilitation;
  onStep: (step: 'NEXT' | 'BACK') => void;
}

/** What runs the meeting, at hand on every stage: the time, who is ready, and the way on. */
export function FacilitationBar({
  meeting,
  following: { current, shown },
  facilitation,
  onStep,
}: FacilitationBarProps) {
  const { me, canWrite } = usePartnership();
  if (!current) return null;
  const { before, after, moving } = facilitation;
  const moves = mayMove(meeting, me);
  return (
    <section className={css.bar} aria-label="Running the meeting" data-moves={moves || undefined}>
      {moves && (
        <span className={css.back}>
          <IconButton
            variant="secondary"
            label={before ? `Back to ${stageName(before)}, for everybody` : 'This is the first stage'}
            icon={<ArrowLeft size={18} aria-hidden />}
            isPending={moving}
            {...(before ? { onPress: () => onStep('BACK') } : END)}
          />
        </span>
      )}
      <Timer meeting={meeting} stage={current} facilitation={canWrite ? facilitation : null} />
      <Signals meeting={meeting} facilitation={facilitation} atCheckIn={shown?.kind === 'CHECK_IN'} />
      {moves ? (
        <span className={css.next}>
          <Button variant="primary" isPending={moving} {...(after ? { onPress: () => onStep('NEXT') } : END)}>
            {after ? (
              <>
                <span className={css.nextName}>
                  Next<span className={css.nextWhat}>: {stageName(after)}</span>
                </span>
                <ArrowRight size={18} aria-hidden /> <Hint keys="n" />
              </>
            ) : (
              'The last stage'
            )}
          </Button>
        </span>
      ) : (
        after && (
          <p className={css.then}>
            Then <strong>{stageName(after)}</strong>
          </p>
        )
      )}
    </section>
  );
}

/** It stays where it is at either end: a button that goes away takes the focus with it. */
const END = { 'aria-disabled': true } as const;
