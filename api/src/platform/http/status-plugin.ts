import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.ts';

/** The document or its variables are wrong: a well-formed request all the same. */
const ANSWERED = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * GraphQL over HTTP, where Apollo Server differs: who asks for application/json alone gets 200 with any well-formed answer,
 * for such clients read a 4xx as a broken transport. application/graphql-response+json, and no wish at all, get 400.
 */
export const statusPlugin = (): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, errors }) => {
      const accept = request.http?.headers.get('accept') ?? '';
      if (!accept.includes('application/json') || accept.includes('graphql-response+json')) return;
      if (errors?.length && errors.every(({ extensions }) => ANSWERED.has(String(extensions.code))))
        response.http.status = 200;
    },
  }),
});
