import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';

/**
 * Strict headers on every answer. Scripts and styles come from this origin only and never inline; pictures may
 * be blobs (a picture being uploaded) or data (an icon of the design system).
 */
export async function secureHeaders(fastify: FastifyInstance, https: boolean): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/docs')) {
      // The interface description's page brings its own inline styles and icons; it shows no content of anyone.
      void reply.header(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'",
      );
    }
    if (reply.getHeader('cache-control') === undefined) {
      // Whatever does not say how long it may be kept is not kept. Static files say it themselves.
      void reply.header('cache-control', 'private, no-store');
    }
    done(null, payload);
  });
}

/** Socket.IO answers its polls past Fastify: the headers that matter for bytes that are never a page. */
export function headersForSocketIo(server: Server): void {
  server.prependListener('request', (request, response) => {
    if (!request.url?.startsWith('/socket.io')) return;
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('cache-control', 'no-store');
  });
}
