import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import { Refusal } from '../errors.ts';

/** Codes that graphql and Apollo Server give to a request's own faults: their messages carry no secret. */
const REQUEST_FAULTS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** PostgreSQL refuses U+0000 in text with these; the sender is at fault, not the server. */
const BAD_TEXT = new Set(['22021', '22P05']);

/** The error as it leaves the API: the expected as it is, the rest logged under the request's id and masked. */
export function maskError(
  log: FastifyBaseLogger,
  requestId: string,
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const cause = originalOf(error);
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (cause instanceof Refusal) return { message: cause.message, ...place, extensions: { ...cause.extensions } };
  if (cause instanceof Error && 'code' in cause && BAD_TEXT.has(String(cause.code)))
    return {
      message: 'The text holds a character that cannot be stored (U+0000). Remove it and try again.',
      ...place,
      extensions: { code: 'BAD_USER_INPUT' },
    };
  const code = String(formatted.extensions?.code ?? 'GRAPHQL_VALIDATION_FAILED');
  const thrown =
    error instanceof GraphQLError &&
    error.originalError !== undefined &&
    !(error.originalError instanceof GraphQLError);
  if (REQUEST_FAULTS.has(code) && !thrown) return { message: formatted.message, ...place, extensions: { code } };
  log.error({ err: cause, requestId, path: formatted.path }, 'an operation failed');
  return {
    message: `Something went wrong on our side; what you sent was not saved. Try again, and if it stays so, tell your operator request ${requestId}.`,
    ...place,
    extensions: { code: 'INTERNAL', requestId },
  };
}

function originalOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && !(cause instanceof Refusal) && cause.originalError)
    cause = cause.originalError;
  return cause;
}
