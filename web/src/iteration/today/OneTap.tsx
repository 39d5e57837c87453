import { Check } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { Button } from '../../ui/Button';
import {
  AcceptPromiseDocument,
  ConfirmPromiseDocument,
  ConsentToRenegotiationDocument,
  ReportPromiseKeptDocument,
} from '../promise/promise-acts.gql';
import type { Waiting } from './waiting-words';

/** The step itself, where everything that it is about stands in the row; what has to be read first is a link alone. */
export function OneTap({ item, isLate }: { item: Waiting; isLate: boolean }) {
  const { canWrite } = usePartnership();
  const [accept, accepting] = useAct(AcceptPromiseDocument, `${item.ref} could not be promised`);
  const [report, reporting] = useAct(ReportPromiseKeptDocument, `${item.ref} could not be reported kept`);
  const [confirm, confirming] = useAct(ConfirmPromiseDocument, `${item.ref} could not be confirmed`);
  const [consent, consenting] = useAct(ConsentToRenegotiationDocument, `The other day for ${item.ref} was not agreed`);
  const input = { promiseId: item.nodeId };
  const taps: Partial<Record<Waiting['kind'], [does: string, isPending: boolean, act: () => Promise<unknown>]>> = {
    ...(!isLate && { PROMISE_TO_ANSWER: ['Promise it', accepting, () => accept(input)] }),
    ...(!isLate && { PROMISE_DUE: ['It is kept', reporting, () => report(input)] }),
    PROMISE_TO_CONFIRM: ['Confirm', confirming, () => confirm(input)],
    PROMISE_TO_RENEGOTIATE: ['Agree', consenting, () => consent({ ...input, dueOn: item.detail ?? '' })],
  };
  const tap = canWrite && taps[item.kind];
  if (!tap) return null;
  const [does, isPending, act] = tap;
  return (
    <Button
      size="small"
      icon={<Check size={15} aria-hidden />}
      isPending={isPending}
      onPress={() => void act()}
      aria-label={`${does}: ${item.ref}`}
    >
      {does}
    </Button>
  );
}
