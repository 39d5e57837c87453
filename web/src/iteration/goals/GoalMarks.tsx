import type { GoalOutcome } from '@tandem/schema/iteration/rules';
import { Check, CircleSlash2, Contrast } from 'lucide-react';
import { lazy } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { PARTY_WORD, PartyMark } from '../../ui/PartyMark';
import { PopoverButton } from '../../ui/PopoverButton';
import type { Week } from '../planned-stories';
import css from './Goals.module.css';

const CallGoalPopover = lazy(() => import('./CallGoalPopover'));

export type Goal = Week['goals'][number];

export const OUTCOMES: Readonly<Record<GoalOutcome, { word: string; icon: typeof Check }>> = {
  MET: { word: 'Met', icon: Check },
  PARTLY: { word: 'Partly met', icon: Contrast },
  NOT_MET: { word: 'Not met', icon: CircleSlash2 },
};

/** What each party calls a goal, once its week has begun; one's own word is a button. */
export function GoalMarks({ week, goal }: { week: Week; goal: Goal }) {
  const { me, parties, canWrite } = usePartnership();
  if (week.phase === 'UPCOMING') return null;
  return (
    <div className={css.marks}>
      {parties.map((party) => {
        const call = goal.outcomes.find((one) => one.party.id === party.id);
        const mark = <PartyMark kind={party.kind} initials={party.name.slice(0, 1)} size={18} />;
        const words = call ? OUTCOMES[call.outcome].word : 'Not called';
        const said = `${PARTY_WORD[party.kind]}: ${words}${call?.note ? `. “${call.note}”` : ''}`;
        if (canWrite && party.id === me.party.id)
          return (
            <span key={party.id} className={css.mark}>
              {mark}
              <PopoverButton
                opens="dialog"
                size="small"
                variant={call ? 'quiet' : 'secondary'}
                label={call ? `${said}. Change it` : `Call it for ${party.name}: ${goal.text}`}
                popover={(anchor) => <CallGoalPopover {...anchor} week={week} goal={goal} call={call ?? null} />}
              >
                {call ? <Outcome outcome={call.outcome} /> : 'Call it'}
              </PopoverButton>
            </span>
          );
        if (!call && week.phase !== 'FINISHED') return null;
        return (
          <span key={party.id} className={css.mark} title={said}>
            {mark}
            {call ? <Outcome outcome={call.outcome} /> : <span className={css.uncalled}>Not called</span>}
            {call?.note && <span className="visually-hidden">“{call.note}”</span>}
          </span>
        );
      })}
    </div>
  );
}

function Outcome({ outcome }: { outcome: GoalOutcome }) {
  const { word, icon: Icon } = OUTCOMES[outcome];
  return (
    <span className={css.outcome} data-outcome={outcome}>
      <Icon size={13} aria-hidden />
      {word}
    </span>
  );
}
