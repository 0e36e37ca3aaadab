import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '@kontor/domain';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import type { Config } from '../../config/config.js';
import { Act } from '../authorisation/act.decorator.js';
import { CONFIG, READINESS } from '../tokens.js';
import type { Readiness } from './readiness.js';

// Memory, garbage collection and the event loop's delay: what an operator looks at first when people say "it is slow".
register.clear();
collectDefaultMetrics();

/** What machines ask: alive, ready, figures. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly readiness: Readiness,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('healthz')
  @Act('instance.read')
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Act('instance.read')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
    const report = await this.readiness.report();
    void reply.status(report.ready ? 200 : 503).header('cache-control', 'no-store');
    return report;
  }

  /** Prometheus text, for whoever holds KONTOR_METRICS_TOKEN; without one the address does not exist. */
  @Get('metrics')
  @Act('instance.read')
  async metrics(
    @Headers('authorization') authorization: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!isSame(authorization, this.config.metricsToken)) throw notFound();
    void reply.header('content-type', register.contentType);
    return register.metrics();
  }
}

function isSame(authorization: string | undefined, token: string | undefined): boolean {
  if (authorization === undefined || token === undefined) return false;
  const given = Buffer.from(authorization);
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
