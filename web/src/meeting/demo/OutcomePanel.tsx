import { usePartnership } from '../../partnership/use-partnership';
import type { Meeting } from '../meeting';
import { DisputePanel } from './DisputePanel';
import css from './Outcome.module.css';
import { OutcomeBadge } from './OutcomeBadge';
import type { Judging } from './may-judge';
import { type Demo, outcomeSentence } from './verdict-words';
import { Until } from './WhenJudged';

interface OutcomePanelProps {
  meeting: Meeting;
  demo: Demo;
  standing: Judging;
  onJudge: (criterionId: string) => void;
}

/** What all verdicts come to, why, and whether it counts already; below it what the parties differ on. */
export function OutcomePanel({ meeting, demo, standing, onJudge }: OutcomePanelProps) {
  const { parties } = usePartnership();
  return (
    <section className={css.outcome} aria-labelledby="outcome-heading">
      <h3 id="outcome-heading" className="visually-hidden">
        What it comes to
      </h3>
      <p className={css.line}>
        <OutcomeBadge outcome={demo.demoOutcome} isProvisional={demo.isProvisional} />
        <span className={css.why}>
          {outcomeSentence(demo, parties)}
          {demo.isProvisional && demo.demoOutcome !== 'PENDING' && (
            <>
              {' '}
              Provisional until <Until instant={meeting.verdictsDueAt} />.
            </>
          )}
        </span>
      </p>
      {(demo.demoOutcome === 'DISPUTED' || demo.dispute) && (
        <DisputePanel meeting={meeting} demo={demo} standing={standing} onJudge={onJudge} />
      )}
    </section>
  );
}
