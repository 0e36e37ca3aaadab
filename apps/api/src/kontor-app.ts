import type { Server } from 'node:http';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CollabServer } from '@kontor/collab';
import { API_PREFIX, IMAGE_LIMITS } from '@kontor/contracts';
import { errorCodes } from 'fastify';
import { ActivityKeeping } from './activity/activity-keeping.js';
import { AppModule } from './app.module.js';
import { CollabUpgrade } from './collab/collab-upgrade.js';
import { COLLAB_SERVER } from './collab/tokens.js';
import type { Config } from './config/config.js';
import { DemoLoader } from './demo/demo-loader.js';
import { NotificationWatch } from './notifications/notification-watch.js';
import { refuseAddress, refuseConnection } from './platform/http/before-routing.js';
import { describeInterface } from './platform/http/interface-description.js';
import { headersForSocketIo, secureHeaders } from './platform/http/security-headers.js';
import { packageRoot, serveWeb } from './platform/http/web-files.js';
import { createLog, NestLogger } from './platform/logging/nest-logger.js';
import type { Overrides } from './platform/platform.module.js';
import type { PublicUrl } from './platform/public-url.js';
import { PUBLIC_URL } from './platform/tokens.js';
import { KontorIoAdapter } from './platform/upgrade/io.adapter.js';
import { routeUpgrades } from './platform/upgrade/upgrade-router.js';
import { SearchFollower } from './search/search-follower.js';

/** JSON bodies are small: text travels over the sync engine, pictures as multipart. */
const BODY_LIMIT = 256 * 1024;
/** Longer than the slowest upload that is waited for. */
const REQUEST_MS = 90_000;
/** A database that takes longer than this to store what is open does not hold up a restore. */
const GIVE_WAY_MS = 10_000;

/** A running Kontor. */
export interface RunningKontor {
  app: NestFastifyApplication;
  url: string;
  port: number;
  close(): Promise<void>;
  /** Closes because all data are about to be replaced: the database goes on, and nobody brings an old text back. */
  giveWay(): Promise<void>;
}

async function createApp(config: Config, overrides?: Overrides): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy ?? false,
    // The one normalisation of addresses happens here; nothing after it rewrites a path.
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 100 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Whoever sends a request drop by drop holds a connection, not for ever.
    requestTimeout: REQUEST_MS,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
  });
  // Only JSON and multipart are understood: forms and plain text are what foreign pages can send without asking.
  adapter.getInstance().removeContentTypeParser('text/plain');
  // But mail programs stop mails by a form (RFC 8058). There it is let in, and not read.
  adapter
    .getInstance()
    .addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (request, _body, done) =>
        request.url.startsWith(`${API_PREFIX}/unsubscriptions/`)
          ? done(null, undefined)
          : done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type'])),
    );
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(config, overrides),
    adapter,
    {
      logger: new NestLogger(createLog(config.logLevel)),
      abortOnError: false,
      // Nest would add a parser for forms; Fastify's own parser for JSON stands.
      bodyParser: false,
      forceCloseConnections: true,
    },
  );
  const fastify = adapter.getInstance();
  await secureHeaders(fastify, config.publicUrl?.startsWith('https:') ?? false);
  await fastify.register(cookie);
  await fastify.register(multipart, {
    limits: { fileSize: IMAGE_LIMITS.bytes, files: 1, fields: 4, parts: 5, headerPairs: 50 },
  });
  app.setGlobalPrefix(API_PREFIX.slice(1), { exclude: ['healthz', 'readyz', 'metrics'] });
  app.useWebSocketAdapter(new KontorIoAdapter(app, config));
  describeInterface(app);
  await serveWeb(fastify, join(packageRoot(import.meta.dirname), 'dist/web'));
  // Code 0 says that the stop was orderly; being ended by the signal itself would not.
  app.enableShutdownHooks([], { useProcessExit: true });
  return app;
}

/** Starts everything and resolves once requests are answered and the demo (if any) is loaded. */
export async function startKontor(config: Config, overrides?: Overrides): Promise<RunningKontor> {
  const app = await createApp(config, overrides);
  await app.init();
  const server: Server = app.getHttpServer();
  const upgrade = app.get(CollabUpgrade);
  headersForSocketIo(server);
  routeUpgrades(
    server,
    { '/collab/': (...args) => upgrade.handle(...args) },
    config.webSockets ? '/socket.io/' : null,
  );
  if (config.demo && (await app.get(DemoLoader).load())) app.get(NotificationWatch).catchUp();
  app.get(SearchFollower).start();
  app.get(ActivityKeeping).begin();
  await app.listen(config.port, config.host);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const host = config.host.includes(':')
    ? `[${config.host}]`
    : config.host === '0.0.0.0'
      ? 'localhost'
      : config.host;
  const url = `http://${host}:${port}`;
  app.get<PublicUrl>(PUBLIC_URL).listeningAt(url);
  return {
    app,
    url,
    port,
    close: () => app.close(),
    giveWay: async () => {
      await app.get<CollabServer>(COLLAB_SERVER).drain(GIVE_WAY_MS, 'generationChanged');
      await app.close();
    },
  };
}
