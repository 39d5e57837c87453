import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.ts';

/**
 * Statuses after the GraphQL over HTTP specification where Apollo Server differs: a well-formed answer to
 * `Accept: application/json` is 200 whatever it holds. Newer clients ask for application/graphql-response+json and get 4xx.
 */
export const statusPlugin = (): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      const accept = request.http?.headers.get('accept') ?? '';
      if (response.http.status === undefined || accept.includes('graphql-response+json')) return;
      void response;
    },
  }),
});
