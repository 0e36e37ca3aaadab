import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The package's root: found by walking up, so that it is right from source and from dist alike. */
export function packageRoot(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, 'nest-cli.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/**
 * Serves the built web app. Hashed assets are immutable; every other address that is no file and no API is a page of
 * the single-page app and gets its index, never cached.
 */
export async function serveWeb(fastify: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes(`${join(folder, 'assets')}`);
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.split('?')[0] ?? '/';
    if (/^\/(api|collab|socket\.io)(\/|$)/.test(path) || path.startsWith('/assets/')) {
      return reply
        .status(404)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(
          JSON.stringify({
            type: 'urn:kontor:not-found',
            title: 'not-found',
            status: 404,
            code: 'not-found',
          }),
        );
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  };
  fastify.get('/', page);
  fastify.get('/*', page);
}
