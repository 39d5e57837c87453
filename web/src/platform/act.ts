import type { ApolloCache, TypedDocumentNode } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { useCallback, useState } from 'react';
import { toast } from '../ui/toast';
import { client } from './apollo';

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'INTERNAL'
  | 'OFFLINE';

/** Why an action did not happen; `message` says what to do. */
export class Refused extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const WHAT_TO_DO: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'You were signed out. Sign in again; you will come back to this page.',
  FORBIDDEN: 'Your role doesn’t allow this. Ask a lead of your party.',
  NOT_FOUND: 'It isn’t here any more, or isn’t yours to see. Go back and reload the list.',
  BAD_USER_INPUT: 'Something in it can’t be accepted. Check what you entered.',
  CONFLICT: 'Somebody changed it at the same moment. Look at it as it is now, then try again.',
  RATE_LIMITED: 'That was a lot in a short time. Wait a minute, then try again.',
  INTERNAL: 'Something went wrong on the server; it has been noted there. Try again in a moment.',
  OFFLINE: 'The server can’t be reached. Check your connection; nothing was changed.',
};
/** These carry the server's own sentence, which knows the rule that was met. */
const SERVER_KNOWS_BEST: ReadonlySet<ErrorCode> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
]);

/** Turns whatever a request failed with into a sentence for the person who made it. */
export function refusal(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const given = first?.extensions?.code;
    const code = typeof given === 'string' && given in WHAT_TO_DO ? (given as ErrorCode) : 'INTERNAL';
    return new Refused(code, (SERVER_KNOWS_BEST.has(code) && first?.message) || WHAT_TO_DO[code]);
  }
  if (ServerError.is(error))
    return new Refused(
      error.statusCode === 429 ? 'RATE_LIMITED' : 'INTERNAL',
      WHAT_TO_DO[error.statusCode === 429 ? 'RATE_LIMITED' : 'INTERNAL'],
    );
  return new Refused('OFFLINE', WHAT_TO_DO.OFFLINE);
}

/** Leaves the mutation id to `act`, for the mutations that take one. */
type Given<Variables> = Variables extends { input: infer Input } ? Omit<Input, 'mutationId'> : never;

export interface ActOptions<Data> {
  /** Shown at once and taken back when refused. */
  optimistic?: Data;
  update?: (cache: ApolloCache, result: { data?: Data | null }) => void;
}

/**
 * Sends one mutation with an id of its own, so that a repeat after a lost answer acts once.
 * @throws Refused with a sentence that says what to do.
 */
export function act<Data, Variables extends { input: { mutationId: string } }>(
  mutation: TypedDocumentNode<Data, Variables>,
  input: Given<Variables>,
  options?: ActOptions<Data>,
): Promise<Data> {
  return send(mutation, { ...input, mutationId: crypto.randomUUID() } as Variables['input'], options);
}

/**
 * Sends one of the mutations about oneself, which take no mutation id.
 * @throws Refused with a sentence that says what to do.
 */
export async function send<Data, Variables extends { input: object }>(
  mutation: TypedDocumentNode<Data, Variables>,
  input: Variables['input'],
  { optimistic, update }: ActOptions<Data> = {},
): Promise<Data> {
  try {
    const { data } = await client.mutate<Data, { input: object }>({
      mutation: mutation as TypedDocumentNode<Data, { input: object }>,
      variables: { input },
      optimisticResponse: optimistic as never,
      update: update as never,
    });
    return data as Data;
  } catch (error) {
    throw refusal(error);
  }
}

/** `act` for a button: says by a toast why it did not happen, and knows while it is under way. Resolves to null when refused. */
export function useAct<Data, Variables extends { input: { mutationId: string } }>(
  mutation: TypedDocumentNode<Data, Variables>,
  failed = 'That didn’t happen',
) {
  const [pending, setPending] = useState(false);
  const run = useCallback(
    async (input: Given<Variables>, options?: ActOptions<Data>): Promise<Data | null> => {
      setPending(true);
      try {
        return await act(mutation, input, options);
      } catch (error) {
        toastRefusal(failed, error);
        return null;
      } finally {
        setPending(false);
      }
    },
    [mutation, failed],
  );
  return [run, pending] as const;
}

/** Says what failed and what to do about it. */
export function toastRefusal(failed: string, error: unknown): void {
  toast(failed, { detail: refusal(error).message, tone: 'problem' });
}
