import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import type { Context, Services } from '../context.ts';
import { compiledQueriesPlugin } from '../graphql/compiled-queries.ts';
import { operationLimits, TOKENS_MAX } from '../graphql/limits.ts';
import { maskError } from '../graphql/mask-error.ts';
import { keepablePlugin } from './answer-cache.ts';
import { answerFrom } from './answer-from.ts';
import { sameOrigin } from './origin.ts';
import { openSocketDoor } from './socket.ts';
import { secureHeaders, serveWorkspace } from './workspace-files.ts';
import { secretsPlugin, statusPlugin } from './status-plugin.ts';

const BODY_MAX_BYTES = 2 * 1024 * 1024;

/**
 * Connections that wait to be taken, as far as the system lets it (somaxconn). With Node's 511 the rest of a thousand pages that come
 * back at once try again after one second and then after three.
 */
const BACKLOG = 4_096;

export interface HttpServer {
  listen(): Promise<{ url: string; port: number }>;
  close(): Promise<void>;
}

/** Fastify with the log that the rest of the process shares. */
export const newFastify = (config: Config): FastifyInstance =>
  Fastify({
    bodyLimit: BODY_MAX_BYTES,
    forceCloseConnections: true,
    logger:
      config.logLevel === 'silent'
        ? false
        : { level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    logController: new LogController({ disableRequestLogging: true }),
  });

/** Addresses that a slice answers beside GraphQL, such as a calendar program's feed. */
export type Routes = (app: FastifyInstance, services: Services) => void | Promise<void>;

/** The first door: GraphQL over HTTP, what slices answer beside it, the workspace's files, and the operator's probes. */
export async function openHttp(
  app: FastifyInstance,
  services: Services,
  schema: GraphQLSchema,
  slices: readonly Routes[],
): Promise<HttpServer> {
  const socketDoor = openSocketDoor(services, schema, app.server);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true, // The schema is the product's public contract.
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: TOKENS_MAX },
    validationRules: [operationLimits],
    logger: apolloLog(services.log),
    formatError: (formatted, error) => maskError(services.log, crypto.randomUUID(), formatted, error),
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      statusPlugin(),
      secretsPlugin(),
      keepablePlugin(),
      compiledQueriesPlugin(schema),
      drainSockets(() => socketDoor.close()),
    ],
  });
  await apollo.start();
  await app.register(fastifyCookie);
  secureHeaders(app);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request, reply) => {
      if (!sameOrigin(services.config, request.raw))
        await reply.code(403).send({ errors: [{ message: 'This origin may not call the API.' }] });
    },
    handler: answerFrom(services, apollo),
  });
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await services.orm.em.fork().execute('select 1');
      return { status: 'ready' };
    } catch (error) {
      services.log.error({ err: error }, 'not ready: the database does not answer');
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
  for (const routes of slices) await routes(app, services);
  await serveWorkspace(app, services.config.webDir);
  return {
    async listen() {
      const { port: wanted, host } = services.config;
      await app.listen({ port: wanted, host, backlog: BACKLOG });
      const address = app.server.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      return { url: wanted === 0 ? `http://localhost:${port}` : services.config.publicUrl, port };
    },
    // Apollo drains the sockets and closes Fastify; the other way round deadlocks.
    close: () => apollo.stop(),
  };
}

const drainSockets = (close: () => Promise<void>): ApolloServerPlugin<Context> => ({
  serverWillStart: async () => ({ drainServer: close }),
});

const apolloLog = (log: FastifyBaseLogger) => ({
  debug: (message: string) => log.debug(message),
  info: (message: string) => log.info(message),
  warn: (message: string) => log.warn(message),
  error: (message: string) => log.error(message),
});
