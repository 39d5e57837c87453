import { CAN_SIGN } from '@tandem/schema/partnership/rules';
import { Check, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { announce } from '../../ui/announce';
import type { Week } from '../planned-stories';
import { pointsWords, weekName } from '../week-words';
import css from './Commitment.module.css';
import { sentenceCase, storiesWords } from './commitment-words';
import { Signatures } from './Signatures';
import { type Commitment, useLiveCommitment } from './use-commitment';
import { unready } from './unready';
import { WithdrawProposalDocument } from './withdraw-proposal.gql';

const ProposeDialog = lazy(() => import('./ProposeDialog'));
const SignDialog = lazy(() => import('./SignDialog'));

/** What the two parties commit to for the week, and whose signatures stand under it. */
export default function CommitmentPanel({ week }: { week: Week }) {
  const { me } = usePartnership();
  const { signed, error, refetch } = useLiveCommitment(week.isoWeek);
  const [open, setOpen] = useState<'propose' | 'read' | null>(null);
  const close = () => setOpen(null);
  const current = signed?.commitment ?? signed?.proposal ?? null;
  const signs = CAN_SIGN.has(me.role) && week.phase !== 'FINISHED' && week.committedAt === null;
  if (error)
    return (
      <Problem onRetry={() => void refetch()}>
        What was signed could not be read. Check your connection, then try again.
      </Problem>
    );
  if (!signed) return <Skeleton height={180} radius={12} />;
  return (
    <section
      className={css.panel}
      aria-labelledby="commitment-heading"
      {...(current ? { 'data-state': current.state } : {})}
    >
      <header className={css.head}>
        <h2 id="commitment-heading">Commitment</h2>
        {current && <StateChip state={current.state} />}
      </header>
      {current ? (
        <Standing
          week={week}
          current={current}
          signs={signs}
          onRead={() => setOpen('read')}
          onPropose={() => setOpen('propose')}
        />
      ) : (
        <Unproposed week={week} signs={signs} onPropose={() => setOpen('propose')} />
      )}
      <Suspense fallback={null}>
        {open === 'propose' && <ProposeDialog week={week} onClose={close} />}
        {open === 'read' && current && <SignDialog week={week} shown={current} signs={signs} onClose={close} />}
      </Suspense>
    </section>
  );
}

function StateChip({ state }: { state: Commitment['state'] }) {
  if (state === 'IN_FORCE')
    return (
      <Chip tone="accept" icon={<Check aria-hidden />}>
        Signed by both
      </Chip>
    );
  if (state === 'STALE')
    return (
      <Chip tone="return" icon={<TriangleAlert aria-hidden />}>
        Overtaken
      </Chip>
    );
  return <Chip>Proposed</Chip>;
}

interface StandingProps {
  week: Week;
  current: Commitment;
  signs: boolean;
  onRead: () => void;
  onPropose: () => void;
}

function Standing({ week, current, signs, onRead, onPropose }: StandingProps) {
  const { me } = usePartnership();
  const [withdraw, withdrawing] = useAct(WithdrawProposalDocument, 'The proposal stands');
  const own = current.proposedBy.party.id === me.party.id;
  const stale = current.state === 'STALE';
  const lacks = stale ? unready(week) : [];
  const asked = signs && current.state === 'PROPOSED' && current.missing.some(({ id }) => id === me.party.id);
  const takeBack = async () => {
    if (await withdraw({ iterationId: week.id })) announce(`The proposal of ${weekName(week.isoWeek)} is taken back`);
  };
  return (
    <>
      <p className={css.what}>
        <strong>{pointsWords(current.points)}</strong> in {storiesWords(current.stories.length)}
        {current.goals.length > 0 && `, ${current.goals.length === 1 ? '1 goal' : `${current.goals.length} goals`}`}
      </p>
      {stale && (
        <div className={css.stale} role="status">
          <strong>
            <TriangleAlert size={14} aria-hidden /> Changed since it was proposed
          </strong>
          <Lines lines={current.changesSince.map(({ sentence }) => sentence)} />
        </div>
      )}
      {lacks.length > 0 && <Lacks lines={lacks} before="proposed again" />}
      <Signatures commitment={current} waiting={!stale} />
      <div className={css.actions}>
        {asked && (
          <Button variant="primary" onPress={onRead} aria-haspopup="dialog">
            Read and sign for {me.party.name}
          </Button>
        )}
        {stale && signs && (
          <Button variant="primary" isDisabled={lacks.length > 0} onPress={onPropose} aria-haspopup="dialog">
            Propose it as it stands
          </Button>
        )}
        {!asked && (
          <Button size="small" onPress={onRead} aria-haspopup="dialog">
            {current.state === 'IN_FORCE' ? 'Read what was signed' : 'Read the proposal'}
          </Button>
        )}
        {signs && own && current.state !== 'IN_FORCE' && (
          <Button size="small" variant="quiet" isPending={withdrawing} onPress={() => void takeBack()}>
            Take it back
          </Button>
        )}
      </div>
    </>
  );
}

function Unproposed({ week, signs, onPropose }: { week: Week; signs: boolean; onPropose: () => void }) {
  const { me } = usePartnership();
  const lacks = unready(week);
  if (week.phase === 'FINISHED') return <p className={css.lede}>Nobody signed for this week.</p>;
  return (
    <>
      <p className={css.lede}>
        When the plan is right, one party proposes it and signs. The other reads exactly that, and signs too.
      </p>
      {lacks.length > 0 && <Lacks lines={lacks} before="proposed" />}
      {signs ? (
        <div className={css.actions}>
          <Button variant="primary" isDisabled={lacks.length > 0} onPress={onPropose} aria-haspopup="dialog">
            Propose and sign for {me.party.name}
          </Button>
        </div>
      ) : (
        lacks.length === 0 && <p className={css.lede}>It is ready: a lead or sponsor of either party can propose it.</p>
      )}
    </>
  );
}

function Lacks({ lines, before }: { lines: readonly string[]; before: string }) {
  return (
    <div className={css.lacks}>
      <strong>Before it can be {before}</strong>
      <Lines lines={lines} />
    </div>
  );
}

const SHOWN = 4;

/** The first of some sentences, and how many more there are. */
function Lines({ lines }: { lines: readonly string[] }) {
  const more = lines.length - SHOWN;
  return (
    <ul>
      {lines.slice(0, SHOWN).map((line) => (
        <li key={line}>{sentenceCase(line)}</li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}
