import type { Week } from '../planned-stories';
import { ScopeLedger } from './ScopeLedger';
import { useCommitment } from './use-commitment';
import { WeekChanges } from './WeekChanges';

/** Below the plan: what differs from what was frozen, and once it is signed the ledger. */
export default function CommitmentRecord({ week }: { week: Week }) {
  const signed = useCommitment(week.isoWeek);
  if (!signed) return null;
  const { commitment, proposal } = signed;
  return (
    <>
      {proposal?.state === 'STALE' && <WeekChanges week={week} commitment={proposal} />}
      {commitment && <ScopeLedger week={week} entries={signed.scopeChanges} signedPoints={commitment.points} />}
      {commitment && <WeekChanges week={week} commitment={commitment} />}
    </>
  );
}
