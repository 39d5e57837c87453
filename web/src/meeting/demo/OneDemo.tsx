import { useNarrow } from '../../iteration/use-narrow';
import { usePartnership } from '../../partnership/use-partnership';
import { useNow } from '../../platform/time';
import type { Meeting } from '../meeting';
import { CriteriaList } from './CriteriaList';
import { DemoHead } from './DemoHead';
import css from './DemoStage.module.css';
import { DemoWords } from './DemoWords';
import { EvidencePanel } from './EvidencePanel';
import { Judge } from './Judge';
import { judging } from './may-judge';
import { OutcomePanel } from './OutcomePanel';
import { useAnnouncedVerdicts } from './use-announced-verdicts';
import { useCurrentCriterion } from './use-current-criterion';
import type { Demo } from './verdict-words';
import { WhenJudged } from './WhenJudged';

export function OneDemo({ meeting, demo }: { meeting: Meeting; demo: Demo }) {
  const { canWrite } = usePartnership();
  const narrow = useNarrow();
  const standing = judging(meeting, demo, useNow());
  const current = useCurrentCriterion(demo);
  useAnnouncedVerdicts(demo);
  const judge = canWrite && standing.open && current.criterion && (
    <Judge
      key={current.criterion.criterionId}
      {...{ meeting, demo, current }}
      criterion={current.criterion}
      isBar={narrow}
    />
  );
  return (
    <article className={css.stage} aria-labelledby="demo-title">
      <DemoHead demo={demo} />
      <WhenJudged meeting={meeting} demo={demo} standing={standing} />
      <CriteriaList meeting={meeting} demo={demo} current={current} judge={narrow ? null : judge} />
      <OutcomePanel meeting={meeting} demo={demo} standing={standing} onJudge={current.go} />
      <DemoWords meeting={meeting} demo={demo} />
      <EvidencePanel meeting={meeting} demo={demo} />
      {narrow && judge}
    </article>
  );
}
