import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readSession, SESSION_COOKIE } from '../auth/session.ts';
import type { Context, Services } from '../context.ts';
import { AnswerCache } from './answer-cache.ts';
import { callerOf, newContext } from './new-context.ts';

/** Answers from what is kept while it is fresh; else asks Apollo Server and keeps what may be kept. */
export function answerFrom(services: Services, apollo: ApolloServer<Context>) {
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
    const fresh = newContext(services, viewer, callerOf(request.raw), sessionSetter(services, reply));
    contexts.set(request, fresh);
    const body: unknown = await ask.call(
      this,
      request as Parameters<typeof ask>[0],
      reply as Parameters<typeof ask>[1],
    );
    if (typeof body !== 'string') return body;
    // Encoded once: a string with one letter outside Latin-1 is slow to write, and a kept answer is written often.
    const bytes = Buffer.from(body);
    if (asked) answers.keep(asked, fresh, String(reply.getHeader('content-type')), bytes);
    return bytes;
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
