import { randomUUID } from 'node:crypto';
import type { Person, TestPartnership } from '../kit/people.ts';

/** What the tests of promises read of one. */
export interface PromiseNode {
  id: string;
  key: string;
  text: string;
  state: string;
  stateReason: string | null;
  stateChangedBy: { name: string } | null;
  stateChangedAt: string;
  ownerParty: { kind: string };
  toParty: { kind: string };
  owner: { name: string } | null;
  dueOn: string;
  dueAt: string;
  story: { key: string } | null;
  concernKey: string | null;
  renegotiatedFromKey: string | null;
  renegotiatedToKey: string | null;
  proposal: { dueOn: string; reason: string; by: { name: string } | null } | null;
  madeBy: { name: string };
  doneAt: string | null;
  version: number;
}

const PROMISE = `fragment P on Promise {
  id key text state stateReason stateChangedBy { name } stateChangedAt ownerParty { kind } toParty { kind } owner { name } dueOn dueAt
  story { key } concernKey renegotiatedFromKey renegotiatedToKey proposal { dueOn reason by { name } } madeBy { name } doneAt version
}`;

const INPUTS = {
  makePromise: 'MakePromiseInput',
  acceptPromise: 'PromiseInput',
  declinePromise: 'PromiseReasonInput',
  reportPromiseKept: 'PromiseInput',
  confirmPromise: 'PromiseInput',
  disputePromise: 'PromiseReasonInput',
  proposeRenegotiation: 'ProposeRenegotiationInput',
  consentToRenegotiation: 'ConsentToRenegotiationInput',
  refuseRenegotiation: 'PromiseReasonInput',
} as const;
export type PromiseMutation = keyof typeof INPUTS;

const textOf = (name: PromiseMutation): string =>
  `${PROMISE} mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { promise { ...P } } }`;

/** The promise after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function act(by: Person, name: PromiseMutation, input: object): Promise<PromiseNode> {
  const data = await by.gql<Record<string, { promise: PromiseNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { promise: PromiseNode }).promise;
}

/** `CODE: message` of a mutation that is to be refused; null when it was not. */
export async function refused(by: Person, name: PromiseMutation, input: object): Promise<string | null> {
  const [error] = (await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } })).errors;
  return error ? `${error.extensions.code}: ${error.message}` : null;
}

/** A promise of `owner`'s by `dueOn`: open when `by` is of that party, else asked for. */
export const promised = (
  by: Person,
  p: TestPartnership,
  owner: 'CLIENT' | 'VENDOR',
  more: { dueOn: string; [field: string]: unknown },
): Promise<PromiseNode> =>
  act(by, 'makePromise', {
    partnershipId: p.id,
    text: 'Access to the depot tablet',
    ownerPartyId: owner === 'CLIENT' ? p.clientPartyId : p.vendorPartyId,
    ...more,
  });

const READ = `${PROMISE} query ($slug: String!, $key: String!) { promise(slug: $slug, key: $key) { ...P } }`;
export const readPromise = async (by: Person, p: TestPartnership, key: string): Promise<PromiseNode> =>
  (await by.gql<{ promise: PromiseNode }>(READ, { slug: p.slug, key })).promise;

const ALL = `${PROMISE} query ($slug: String!, $filter: PromiseFilter, $orderBy: PromiseOrder, $first: Int, $after: String) {
  partnership(slug: $slug) { promises(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ...P } }
  } }
}`;
interface Found {
  partnership: {
    promises: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { node: PromiseNode }[];
    };
  };
}
export const readPromises = async (by: Person, p: TestPartnership, variables: object = {}) =>
  (await by.gql<Found>(ALL, { slug: p.slug, ...variables })).partnership.promises;
