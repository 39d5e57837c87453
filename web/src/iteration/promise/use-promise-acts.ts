import type { PromiseState } from '@tandem/schema/iteration/promise';
import { useAct } from '../../platform/act';
import { announce } from '../../ui/announce';
import {
  AcceptPromiseDocument,
  ConfirmPromiseDocument,
  ConsentToRenegotiationDocument,
  ReportPromiseKeptDocument,
} from './promise-acts.gql';
import type { PromiseCardFragment } from './promise-card.gql';

/** What is done with one press; shown at once, and taken back when it is refused. */
export function usePromiseActs(promise: PromiseCardFragment) {
  const [accept] = useAct(AcceptPromiseDocument, `${promise.key} could not be promised`);
  const [report] = useAct(ReportPromiseKeptDocument, `${promise.key} could not be reported kept`);
  const [confirm] = useAct(ConfirmPromiseDocument, `${promise.key} could not be confirmed`);
  const [consent, consenting] = useAct(
    ConsentToRenegotiationDocument,
    `The other day for ${promise.key} was not agreed`,
  );
  const input = { promiseId: promise.id };
  const as = (promiseState: PromiseState): PromiseCardFragment & { __typename: 'Promise' } => ({
    ...promise,
    ...{ __typename: 'Promise', promiseState, proposal: null, stateChangedAt: new Date().toISOString() },
  });
  const say = (words: string) => (done: object | null) => {
    if (done) announce(words);
  };
  return {
    accept: () =>
      accept(input, { optimistic: { acceptPromise: { __typename: 'PromisePayload', promise: as('OPEN') } } }).then(
        say(`${promise.key} is promised`),
      ),
    report: () =>
      report(input, { optimistic: { reportPromiseKept: { __typename: 'PromisePayload', promise: as('DONE') } } }).then(
        say(`${promise.key} is reported kept; ${promise.toParty.name} confirms it`),
      ),
    confirm: () =>
      confirm(input, { optimistic: { confirmPromise: { __typename: 'PromisePayload', promise: as('KEPT') } } }).then(
        say(`${promise.key} is kept`),
      ),
    consent: () =>
      consent({ ...input, dueOn: promise.proposal?.dueOn ?? '' }).then(say(`${promise.key} has another day`)),
    consenting,
  };
}
