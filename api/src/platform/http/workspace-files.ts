import { existsSync } from 'node:fs';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const HASHED_ASSET_MAX_AGE = '365d';

export function secureHeaders(app: FastifyInstance): void {
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

/** The built workspace; every path of its own router gets its page. */
export async function serveWorkspace(app: FastifyInstance, webDir: string): Promise<void> {
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
