import { randomUUID } from 'node:crypto';
import type { Person, TestPartnership } from '../kit/people.ts';

/** What the tests of concerns read of one. */
export interface ConcernNode {
  id: string;
  key: string;
  title: string;
  detail: string;
  state: string;
  level: number;
  levelCount: number;
  clockStartedAt: string | null;
  dueAt: string | null;
  workingDaysLeft: number | null;
  workingDaysOpen: { party: { kind: string }; days: number }[];
  raisedBy: { name: string };
  ownerParty: { kind: string };
  story: { key: string } | null;
  standupEntry: { id: string; concernKeys: string[] } | null;
  recurrenceOf: { key: string } | null;
  recurrences: { key: string }[];
  resolution: string | null;
  prevention: string | null;
  resolvedBy: { name: string } | null;
  closedBy: { name: string } | null;
  ladder: { level: number; days: number; people: { name: string }[]; reachedAt: string | null }[];
  events: {
    kind: string;
    level: number;
    text: string;
    prevention: string | null;
    member: { name: string } | null;
    at: string;
  }[];
  version: number;
}

const CONCERN = `fragment C on Concern {
  id key title detail state level levelCount clockStartedAt dueAt workingDaysLeft workingDaysOpen { party { kind } days }
  raisedBy { name } ownerParty { kind } story { key } standupEntry { id concernKeys } recurrenceOf { key } recurrences { key }
  resolution prevention resolvedBy { name } closedBy { name } version
  ladder { level days people { name } reachedAt } events { kind level text prevention member { name } at }
}`;

export type ConcernMutation =
  | 'raiseConcern'
  | 'answerConcern'
  | 'escalateConcern'
  | 'resolveConcern'
  | 'reopenConcern'
  | 'closeConcern';

const textOf = (name: ConcernMutation): string =>
  `${CONCERN} mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { concern { ...C } } }`;

/** The concern after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function act(by: Person, name: ConcernMutation, input: object): Promise<ConcernNode> {
  const data = await by.gql<Record<string, { concern: ConcernNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { concern: ConcernNode }).concern;
}

/** `CODE: message` of a mutation that is to be refused; null when it was not. */
export async function refused(by: Person, name: ConcernMutation, input: object): Promise<string | null> {
  const [error] = (await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } })).errors;
  return error ? `${error.extensions.code}: ${error.message}` : null;
}

export const raise = (
  by: Person,
  p: TestPartnership,
  owner: 'CLIENT' | 'VENDOR',
  more: object = {},
): Promise<ConcernNode> =>
  act(by, 'raiseConcern', {
    partnershipId: p.id,
    title: 'No test data for the depot tablet',
    ownerPartyId: owner === 'CLIENT' ? p.clientPartyId : p.vendorPartyId,
    ...more,
  });

const READ = `${CONCERN} query ($slug: String!, $key: String!) { concern(slug: $slug, key: $key) { ...C } }`;
export const readConcern = async (by: Person, p: TestPartnership, key: string): Promise<ConcernNode> =>
  (await by.gql<{ concern: ConcernNode }>(READ, { slug: p.slug, key })).concern;

interface Working {
  timeZone?: string;
  weekdays?: number[];
  opensAt?: string;
  closesAt?: string;
  holidays?: { on: string; name: string }[];
}
const SET_CALENDAR =
  'mutation ($input: SetWorkingCalendarInput!) { setWorkingCalendar(input: $input) { party { id } } }';
/** Sets when the lead's party works: Monday to Friday, 9 to 5 in London unless said otherwise. */
export const works = async (lead: Person, partyId: string, working: Working): Promise<void> => {
  await lead.gql(SET_CALENDAR, {
    input: {
      ...{ mutationId: randomUUID(), partyId, timeZone: 'Europe/London', weekdays: [1, 2, 3, 4, 5] },
      ...{ opensAt: '09:00', closesAt: '17:00', holidays: [], ...working },
    },
  });
};
