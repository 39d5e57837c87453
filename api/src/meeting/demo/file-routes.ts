import type { PartnershipId, PersonId } from '@tandem/schema/ids';
import { SCREENSHOT_BYTES_MAX } from '@tandem/schema/meeting/rules';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { validate as isUuid } from 'uuid';
import { type MemberRow, memberIn, requireWriter } from '../../partnership/membership.ts';
import { readSession, SESSION_COOKIE } from '../../platform/auth/session.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { type ErrorCode, forbidden, notFound, Refusal, unauthenticated } from '../../platform/errors.ts';
import { callerOf, newContext } from '../../platform/http/new-context.ts';
import { sameOrigin } from '../../platform/http/origin.ts';
import { storeFile } from './store-file.ts';

const CONTENT = statement<{ mediaType: string; content: Buffer }, [string, PersonId]>(
  'file_content',
  `select f.media_type as "mediaType", f.content from stored_file f
   join member v on v.partnership_id = f.partnership_id and v.person_id = $2 and v.left_at is null where f.id = $1`,
);

/** A page of ours alone sends it: a foreign one would have to ask first, and is not let. */
const UPLOAD_HEADER = 'x-tandem-upload';
const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BAD_USER_INPUT: 415,
};
const TOO_LARGE = 'A picture is at most 5 MB. Take a smaller one, or save it as JPEG.';
const NOT_A_PICTURE = 'Send the picture itself, with its content-type, such as image/png.';
const OUR_FAULT = 'Something went wrong here. Try again in a moment.';

declare module 'fastify' {
  interface FastifyRequest {
    uploader?: MemberRow;
  }
}

/** The door for pictures: in by their bytes, out to members alone, and nowhere run as anything but a picture. */
export async function fileRoutes(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(async (files) => {
    // Nothing else is read at all.
    files.removeAllContentTypeParsers();
    files.addContentTypeParser(
      /^image\//,
      { parseAs: 'buffer', bodyLimit: SCREENSHOT_BYTES_MAX },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    files.setErrorHandler((error: FastifyError, request, reply) => answerError(services, error, request, reply));
    // After that of every answer: what is uploaded may do nothing, whatever it turns out to be.
    files.addHook('onSend', async (_request, reply) => {
      reply.headers({
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      });
    });
    files.route<{ Querystring: { partnershipId?: string } }>({
      method: 'POST',
      url: '/files',
      // Before the body is read: who may not upload sends nothing.
      onRequest: async (request) => {
        request.uploader = await uploaderFrom(services, request, request.query.partnershipId);
      },
      handler: async (request, reply) => {
        if (!Buffer.isBuffer(request.body)) throw new Refusal('BAD_USER_INPUT', NOT_A_PICTURE);
        return reply.code(201).send(await storeFile(services, request.uploader as MemberRow, request.body));
      },
    });
    files.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
      const viewer = await readSession(services, request.cookies[SESSION_COOKIE]);
      const { id } = request.params;
      const found = viewer && isUuid(id) ? await services.sql.row(CONTENT, id, viewer.personId) : null;
      if (!found) throw notFound('file');
      return reply
        .type(found.mediaType)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-disposition', 'inline')
        .send(found.content);
    });
  });
}

/** @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND. */
async function uploaderFrom(
  services: Services,
  request: FastifyRequest,
  partnershipId: string | undefined,
): Promise<MemberRow> {
  if (!sameOrigin(services.config, request.raw) || request.headers[UPLOAD_HEADER] !== '1')
    throw forbidden(`A picture is uploaded from Tandem’s own pages, or with the header ${UPLOAD_HEADER}: 1.`);
  const viewer = await readSession(services, request.cookies[SESSION_COOKIE]);
  if (!viewer) throw unauthenticated();
  if (typeof partnershipId !== 'string') throw notFound('partnership');
  const context = newContext(services, viewer, callerOf(request.raw), null);
  const member = await memberIn(context, partnershipId as PartnershipId);
  requireWriter(member);
  return member;
}

function answerError(services: Services, error: FastifyError, request: FastifyRequest, reply: FastifyReply): unknown {
  if (error instanceof Refusal)
    return reply.code(STATUS[error.extensions.code as ErrorCode] ?? 400).send({ error: error.message });
  if (error.statusCode === 413) return reply.code(413).send({ error: TOO_LARGE });
  if (error.statusCode !== undefined && error.statusCode < 500)
    return reply.code(error.statusCode).send({ error: NOT_A_PICTURE });
  services.log.error({ err: error, method: request.method }, 'a file could not be taken or given');
  return reply.code(500).send({ error: OUR_FAULT });
}
