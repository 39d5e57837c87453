import { VERDICT_WORDS } from '@tandem/schema/meeting/outcome';
import { RotateCcw } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import type { Meeting } from '../meeting';
import css from './Dispute.module.css';
import { EscalateForm } from './EscalateForm';
import type { Judging } from './may-judge';
import { Rulings } from './Rulings';
import { type Demo, placeOf, type Verdict, VERDICT_ICONS } from './verdict-words';

interface DisputePanelProps {
  meeting: Meeting;
  demo: Demo;
  standing: Judging;
  onJudge: (criterionId: string) => void;
}

/** What the parties differ on, and the two ways out: new verdicts that agree, or the sponsors. */
export function DisputePanel({ meeting, demo, standing, onJudge }: DisputePanelProps) {
  const { canWrite } = usePartnership();
  const differs = demo.criteria.filter(({ criterionOutcome }) => criterionOutcome === 'DISPUTED');
  const isOpen = demo.demoOutcome === 'DISPUTED';
  return (
    <div className={css.dispute}>
      {isOpen && (
        <ul className={css.differs} aria-label="What the parties differ on">
          {differs.map((criterion) => (
            <li key={criterion.criterionId}>
              <p className={css.what}>
                <strong>{placeOf(demo, criterion.criterionId).replace('c', 'C')}</strong> {criterion.text}
              </p>
              <div className={css.sides}>
                {criterion.verdicts.map((verdict) => (
                  <Side key={verdict.id} verdict={verdict} />
                ))}
              </div>
              {canWrite && standing.open && (
                <Button
                  size="small"
                  icon={<RotateCcw size={15} aria-hidden />}
                  aria-label={`Give a new verdict on ${placeOf(demo, criterion.criterionId)}`}
                  onPress={() => onJudge(criterion.criterionId)}
                >
                  Give a new verdict
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {demo.dispute ? (
        <Rulings meeting={meeting} demo={demo} dispute={demo.dispute} />
      ) : (
        isOpen && canWrite && meeting.meetingState !== 'CANCELLED' && <EscalateForm meeting={meeting} demo={demo} />
      )}
    </div>
  );
}

function Side({ verdict: { party, member, verdict, note } }: { verdict: Verdict }) {
  const Icon = VERDICT_ICONS[verdict];
  return (
    <p className={css.side} data-party={party.kind} data-verdict={verdict}>
      <PartyMark kind={party.kind} initials={member.initials} size={20} />
      <span>
        <bdi>{party.name}</bdi>:{' '}
        <strong>
          <Icon size={14} strokeWidth={2.5} aria-hidden /> {VERDICT_WORDS[verdict]}
        </strong>
        {note && <q className={css.quote}>{note}</q>}
      </span>
    </p>
  );
}
