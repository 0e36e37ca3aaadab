import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SESSION_COOKIE } from '@kontor/contracts';

/** OpenAPI at `/api/v1/openapi.json`, readable pages at `/api/docs`. */
export function describeInterface(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Kontor')
    .setDescription('Sign in with `POST /api/v1/session`; writes also need the header `X-Kontor-Request: 1`.')
    .setVersion('1')
    .addCookieAuth(SESSION_COOKIE)
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'api/v1/openapi.json',
    yamlDocumentUrl: 'api/v1/openapi.yaml',
  });
}
