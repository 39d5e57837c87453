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
export function OneTap({ item }: { item: Waiting }) {
  const { canWrite } = usePartnership();
  const [accept, accepting] = useAct(AcceptPromiseDocument, `${item.ref} could not be promised`);
  const [report, reporting] = useAct(ReportPromiseKeptDocument, `${item.ref} could not be reported kept`);
  const [confirm, confirming] = useAct(ConfirmPromiseDocument, `${item.ref} could not be confirmed`);
  const [consent, consenting] = useAct(ConsentToRenegotiationDocument, `The other day for ${item.ref} was not agreed`);
  if (!canWrite) return null;
  const input = { promiseId: item.nodeId };
  switch (item.kind) {
    case 'PROMISE_TO_ANSWER':
      return item.dueAt !== null && Date.parse(item.dueAt) <= Date.now() ? null : (
        <Tap does="Promise it" about={item.ref} isPending={accepting} onPress={() => void accept(input)} />
      );
    case 'PROMISE_DUE':
      return <Tap does="It is kept" about={item.ref} isPending={reporting} onPress={() => void report(input)} />;
    case 'PROMISE_TO_CONFIRM':
      return <Tap does="Confirm" about={item.ref} isPending={confirming} onPress={() => void confirm(input)} />;
    case 'PROMISE_TO_RENEGOTIATE':
      return (
        <Tap
          does="Agree"
          about={item.ref}
          isPending={consenting}
          onPress={() => void consent({ ...input, dueOn: item.detail ?? '' })}
        />
      );
    default:
      return null;
  }
}

function Tap(props: { does: string; about: string; isPending: boolean; onPress: () => void }) {
  const { does, about, isPending, onPress } = props;
  return (
    <Button
      size="small"
      icon={<Check size={15} aria-hidden />}
      isPending={isPending}
      onPress={onPress}
      aria-label={`${does}: ${about}`}
    >
      {does}
    </Button>
  );
}
