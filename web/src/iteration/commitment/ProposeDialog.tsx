import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { act, refusal } from '../../platform/act';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import type { Week } from '../planned-stories';
import { useRereadOnChange } from '../use-week';
import { weekName } from '../week-words';
import css from './Commitment.module.css';
import { WeekToSignDocument } from './commitment.gql';
import { ProposeCommitmentDocument } from './propose-commitment.gql';
import { paperNow } from './week-paper';
import { WeekPaper } from './WeekPaper';

/** Shows the week as it would be frozen, and follows it while it is open. */
export default function ProposeDialog({ week, onClose }: { week: Week; onClose: () => void }) {
  const { slug, me, parties } = usePartnership();
  const { data, error, refetch } = useQuery(WeekToSignDocument, {
    variables: { slug, isoWeek: week.isoWeek },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, (kind) => /^(iteration|story)\./.test(kind));
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const others = parties.filter(({ id }) => id !== me.party.id).map(({ name }) => name);
  const propose = async () => {
    setPending(true);
    try {
      await act(ProposeCommitmentDocument, { iterationId: week.id });
      toast(`Proposed and signed for ${me.party.name}`, { detail: `${others.join(' and ')} can sign it now.` });
      onClose();
    } catch (refused) {
      setProblem(refusal(refused).message);
      setPending(false);
    }
  };
  return (
    <Dialog title={`Propose ${weekName(week.isoWeek)}`} isOpen onClose={onClose} size="wide">
      <p className={css.declaration}>
        These words are frozen and signed for {me.party.name}. A change after that, even of one word, asks for a new
        proposal until {others.join(' and ')} has signed.
      </p>
      {data ? (
        <WeekPaper paper={paperNow(week, data)} />
      ) : error ? (
        <Problem onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={320} radius={8} />
      )}
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Not yet</Button>
        <Button variant="primary" isPending={pending} isDisabled={!data} onPress={() => void propose()}>
          Propose and sign for {me.party.name}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
