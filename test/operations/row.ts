import { randomUUID } from 'node:crypto';
import type { Actor, World } from './world.ts';

export type Outcome = 'ok' | 'UNAUTHENTICATED' | 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT' | 'BAD_USER_INPUT';
export interface Row {
  document: string;
  variables?: (world: World, actor: Actor) => object | Promise<object>;
  /** One outcome for each of ACTORS, in their order. */
  outcomes: readonly [Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome];
  /** Sent over the socket, where its answer depends on a stream that is open there. */
  live?: true;
}

export const [OK, U, N, F, C, B] = [
  'ok',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'FORBIDDEN',
  'CONFLICT',
  'BAD_USER_INPUT',
] as const;
/** Everybody, signed in or not. */
export const ANYBODY = [OK, OK, OK, OK, OK, OK, OK] as const;
/** Whoever is signed in, wherever they belong. */
export const ACCOUNT = [U, OK, OK, OK, OK, OK, OK] as const;
/** Members of either party, observers among them. */
export const READER = [U, N, N, OK, OK, OK, OK] as const;
/** Members of either party but observers. */
export const WRITER = [U, N, N, F, OK, OK, OK] as const;
/** A lead of the party that it is about: here the client's. */
export const ITS_LEAD = [U, N, N, F, F, F, OK] as const;

export const input = (fields: object): object => ({ input: { mutationId: randomUUID(), ...fields } });
/** A mutation with one input, answering with `selection`. */
export const mutation = (name: string, selection: string): string =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`;
export const onStory = (
  name: string,
  outcomes: Row['outcomes'],
  fields: (world: World, actor: Actor) => object,
): Row => ({
  document: mutation(name, 'story { id }'),
  variables: (world, actor) => input({ storyId: world.storyId, ...fields(world, actor) }),
  outcomes,
});
