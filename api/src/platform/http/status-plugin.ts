import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { asksForSecret } from '../graphql/secret-queries.ts';

/** The document or its variables are wrong: a well-formed request all the same. */
const ANSWERED = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * GraphQL over HTTP, where Apollo Server differs: who asks for application/json alone gets 200 with any well-formed answer,
 * for such clients read a 4xx as a broken transport. application/graphql-response+json, and no wish at all, get 400.
 * Too many requests are 429 with Retry-After for everybody: proxies and scripts know what to do with it.
 */
export const statusPlugin = (): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, errors }) => {
      if (!errors?.length) return;
      const limited = errors.find(({ extensions }) => extensions.code === 'RATE_LIMITED');
      if (limited) {
        response.http.status = 429;
        response.http.headers.set('retry-after', String(limited.extensions.retryAfterSeconds ?? 60));
        return;
      }
      const accept = request.http?.headers.get('accept') ?? '';
      if (!accept.includes('application/json') || accept.includes('graphql-response+json')) return;
      if (errors.every(({ extensions }) => ANSWERED.has(String(extensions.code)))) response.http.status = 200;
    },
  }),
});

/** A secret in a query string ends in logs and histories, so what takes one is not answered over GET. */
export const secretsPlugin = (): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, operation }) => {
      if (request.http?.method !== 'GET') return;
      if (!operation || !asksForSecret(operation)) return;
      throw new GraphQLError('This query takes a secret, or hides its fields in fragments: send it with POST.', {
        extensions: { code: 'BAD_REQUEST', http: { status: 405, headers: new Map([['allow', 'POST']]) } },
      });
    },
  }),
});
