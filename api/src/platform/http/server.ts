import { existsSync } from 'node:fs';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { readSession, SESSION_COOKIE } from '../auth/session.ts';
import type { Config } from '../config.ts';
import type { Context, Services } from '../context.ts';
import { operationLimits, TOKENS_MAX } from '../graphql/limits.ts';
import { maskError } from '../graphql/mask-error.ts';
import { AnswerCache, keepablePlugin } from './answer-cache.ts';
import { newContext } from './new-context.ts';
import { sameOrigin } from './origin.ts';
import { openSocketDoor } from './socket.ts';
import { statusPlugin } from './status-plugin.ts';

const BODY_MAX_BYTES = 2 * 1024 * 1024;
const HASHED_ASSET_MAX_AGE = '365d';

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

/** The first door: GraphQL over HTTP, the workspace's files, and the operator's probes. */
export async function openHttp(app: FastifyInstance, services: Services, schema: GraphQLSchema): Promise<HttpServer> {
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
      keepablePlugin(),
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
  await serveWorkspace(app, services.config.webDir);
  return {
    async listen() {
      const { port: wanted, host } = services.config;
      await app.listen({ port: wanted, host });
      const address = app.server.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      return { url: wanted === 0 ? `http://localhost:${port}` : services.config.publicUrl, port };
    },
    // Apollo drains the sockets and closes Fastify; the other way round deadlocks.
    close: () => apollo.stop(),
  };
}

/** Answers from what is kept while it is fresh; else asks Apollo Server and keeps what may be kept. */
function answerFrom(services: Services, apollo: ApolloServer<Context>) {
  const answers = new AnswerCache(services);
  const contexts = new WeakMap<FastifyRequest, Context>();
  const context = async (request: FastifyRequest): Promise<Context> => contexts.get(request) as Context;
  const ask = fastifyApolloHandler(apollo, { context });
  return async function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const viewer = await readSession(services, request.cookies[SESSION_COOKIE] ?? null);
    const asked =
      viewer && request.method === 'POST' && isJson(request)
        ? answers.keyOf(viewer.personId, request.body, request.headers.accept ?? '')
        : null;
    const kept = viewer && asked ? await answers.find(asked, viewer.personId) : null;
    if (kept) return reply.header('content-type', kept.contentType).header('cache-control', 'no-store').send(kept.body);
    const fresh = newContext(services, viewer, request.raw, sessionSetter(services, reply));
    contexts.set(request, fresh);
    const body: unknown = await ask.call(
      this,
      request as Parameters<typeof ask>[0],
      reply as Parameters<typeof ask>[1],
    );
    if (asked && typeof body === 'string') answers.keep(asked, fresh, String(reply.getHeader('content-type')), body);
    return body;
  };
}

const isJson = (request: FastifyRequest): boolean =>
  request.headers['content-type']?.startsWith('application/json') ?? false;

function sessionSetter(services: Services, reply: FastifyReply): NonNullable<Context['setSession']> {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: services.config.publicUrl.startsWith('https:'),
  } as const;
  return (token, expiresAt) => {
    if (token === null) void reply.clearCookie(SESSION_COOKIE, cookie);
    else void reply.setCookie(SESSION_COOKIE, token, { ...cookie, ...(expiresAt && { expires: expiresAt }) });
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

function secureHeaders(app: FastifyInstance): void {
  // React Aria positions its overlays with style attributes, so inline styles stay allowed; scripts do not.
  const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
}

async function serveWorkspace(app: FastifyInstance, webDir: string): Promise<void> {
  if (!existsSync(webDir)) return;
  await app.register(async (files) => {
    await files.register(fastifyCompress, { encodings: ['br', 'gzip'] });
    await files.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      maxAge: HASHED_ASSET_MAX_AGE,
      immutable: true,
      setHeaders: (reply, path) => {
        if (path.endsWith('.html')) reply.header('cache-control', 'no-cache');
      },
    });
    // A path of the workspace's own router gets its page; a missing file stays missing.
    files.get('/*', (request, reply) =>
      request.url.startsWith('/assets/')
        ? reply.code(404).send({ error: 'There is no such file.' })
        : reply.sendFile('index.html'),
    );
  });
}
