import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemFor, PROBLEM_TYPE } from './problem.js';

/**
 * Addresses that are never a page of the web app, in any spelling: a program that mistypes one is told so, and does not
 * get a page for an answer.
 */
const NO_PAGE = /^\/+(api|collab|socket\.io|assets|healthz|readyz|metrics)(\/|$)/i;

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
    // Decoded as the router does; what cannot be decoded never gets here.
    if (NO_PAGE.test(decodeURIComponent(path))) {
      const problem = problemFor('not-found');
      return reply.status(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  };
  fastify.get('/', page);
  fastify.get('/*', page);
}
