import { randomUUID } from 'node:crypto';
import type { Answer } from '../kit/graphql-client.ts';
import type { Person } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';

/** What the tests of iterations read of one. */
export interface IterationNode {
  id: string;
  isoWeek: string;
  number: number;
  startsOn: string;
  endsOn: string;
  startsAt: string;
  endsAt: string;
  phase: string;
  capacity: number | null;
  capacityBy: { name: string } | null;
  budget: {
    amount: number;
    unit: string;
    currency: string | null;
    spent: number;
    remaining: number;
    warning: string;
    setBy: { name: string } | null;
  } | null;
  budgetEntries: { amount: number; note: string; madeBy: { name: string } }[];
  goalsText: string;
  goals: {
    id: string;
    text: string;
    createdBy: { name: string } | null;
    outcomes: { party: { kind: string }; outcome: string; note: string; member: { name: string } }[];
  }[];
  stories: {
    story: { id: string; key: string; isoWeek: string | null };
    state: string;
    points: number | null;
    rank: string;
    declinedBy: { kind: string } | null;
    reason: string | null;
    changedBy: { name: string } | null;
  }[];
  plannedPoints: number;
  deliveredPoints: number;
  acceptedPoints: number;
  committedPoints: number | null;
  version: number;
}

export const ITERATION = `fragment I on Iteration {
  id isoWeek number startsOn endsOn startsAt endsAt phase capacity capacityBy { name }
  budget { amount unit currency spent remaining warning setBy { name } } budgetEntries { amount note madeBy { name } }
  goalsText goals { id text createdBy { name } outcomes { party { kind } outcome note member { name } } }
  stories { story { id key isoWeek } state points rank declinedBy { kind } reason changedBy { name } }
  plannedPoints deliveredPoints acceptedPoints committedPoints version
}`;

type Mutation =
  | 'planIteration'
  | 'setCapacity'
  | 'setBudget'
  | 'recordSpend'
  | 'planStory'
  | 'unplanStory'
  | 'declineStory'
  | 'undeclineStory'
  | 'callGoal';

const textOf = (name: Mutation): string =>
  `${ITERATION} mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { iteration { ...I } } }`;

/** The iteration after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function change(by: Person, name: Mutation, input: object): Promise<IterationNode> {
  const data = await by.gql<Record<string, { iteration: IterationNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { iteration: IterationNode }).iteration;
}

/** The first error of a mutation that is to be refused. */
export async function refusal(by: Person, name: Mutation, input: object): Promise<Answer<unknown>['errors'][0] | null> {
  const { errors } = await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } });
  return errors[0] ?? null;
}

export async function codeOf(by: Person, name: Mutation, input: object): Promise<string | null> {
  return ((await refusal(by, name, input))?.extensions.code as string | undefined) ?? null;
}

const READ = `${ITERATION} query ($slug: String!, $isoWeek: String!) { iteration(slug: $slug, isoWeek: $isoWeek) { ...I } }`;

export const readIteration = async (by: Person, slug: string, isoWeek: string): Promise<IterationNode | null> =>
  (await by.gql<{ iteration: IterationNode | null }>(READ, { slug, isoWeek })).iteration;

/** A server at which it is `instant` now; sign in afterwards, for sessions end with the clock. */
export async function serverAt(instant: string): Promise<TestServer> {
  const server = await startServer();
  setClock(server, instant);
  return server;
}

export function setClock(server: TestServer, instant: string): void {
  server.clock.move(Date.parse(instant) - server.clock.now().getTime());
}
