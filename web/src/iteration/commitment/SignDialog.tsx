import { useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { act, refusal } from '../../platform/act';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { toast } from '../../ui/toast';
import type { Week } from '../planned-stories';
import { weekName } from '../week-words';
import css from './Commitment.module.css';
import { Proof } from './Proof';
import { SignCommitmentDocument } from './sign-commitment.gql';
import { Signatures } from './Signatures';
import type { Commitment } from './use-commitment';
import { paperOf } from './week-paper';
import { WeekPaper } from './WeekPaper';

interface SignDialogProps {
  week: Week;
  /** What stands under the heading now; the dialog keeps to what it was opened with. */
  shown: Commitment;
  /** Whether the viewer may sign weeks. */
  signs: boolean;
  onClose: () => void;
}

/** The frozen week as its bytes say it. What is read here, and nothing else, is what the button signs. */
export default function SignDialog({ week, shown: latest, signs, onClose }: SignDialogProps) {
  const { me } = usePartnership();
  const [read] = useState(latest);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const present = latest.id === read.id ? latest : null;
  const asked = signs && read.missing.some(({ id }) => id === me.party.id);
  const signable = asked && present?.state === 'PROPOSED';
  const title = read.state === 'IN_FORCE' ? 'What was signed for' : asked ? 'Sign' : 'The proposal of';
  const sign = async () => {
    setPending(true);
    try {
      await act(SignCommitmentDocument, { iterationId: week.id, snapshotId: read.id, hash: read.hash });
      toast(`Signed for ${me.party.name}`, { detail: `${weekName(week.isoWeek)} is committed by both parties.` });
      onClose();
    } catch (refused) {
      setProblem(refusal(refused).message);
      setPending(false);
    }
  };
  return (
    <Dialog title={`${title} ${weekName(week.isoWeek)}`} isOpen onClose={onClose} size="wide">
      {asked && (
        <p className={css.declaration}>
          {read.proposedBy.name} proposes this. With your signature {me.party.name} commits to exactly these words;
          after that, every change of what the week holds is in its scope ledger, with who asked and why.
        </p>
      )}
      <WeekPaper paper={paperOf(read)} />
      {!asked && <Signatures commitment={present ?? read} waiting={read.state !== 'STALE'} />}
      <Proof commitment={read} />
      {asked && !signable && !pending && (
        <p className={css.problem} role="alert">
          The week has changed since, so this proposal can’t be signed any more. Close this, and read what changed.
        </p>
      )}
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>{asked ? 'Not yet' : 'Close'}</Button>
        {asked && (
          <Button variant="primary" isPending={pending} isDisabled={!signable && !pending} onPress={() => void sign()}>
            Sign for {me.party.name}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
