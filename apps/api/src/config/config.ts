import { resolve } from 'node:path';
import { COMPACTION_STEPS, type CompactionStep } from '@kontor/persistence';
import { z } from 'zod';

const Where = z.object({
  KONTOR_DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
});

const flag = z.enum(['true', 'false', '1', '0']).transform((v) => v === 'true' || v === '1');

const limit = z.coerce.number().int().min(1).max(1_000_000);

/** The contract for running Kontor: every variable it reads, its default and its rule. README repeats
 * this table, but for the fail point, which is for e2e/faults and refused outside tests. */
const Env = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    ...Where.shape,
    REDIS_URL: z.undefined('is not supported yet: this version runs one node, leave it unset').optional(),
    KONTOR_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    KONTOR_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    KONTOR_DEMO: flag.optional(),
    KONTOR_TRUST_PROXY: z
      .string()
      .regex(/^[0-9a-fA-F.:/, ]+$/, 'must be addresses or networks of reverse proxies, separated by commas')
      .refine((v) => !/^\d+$/.test(v), 'must be addresses, not a number of hops')
      .optional(),
    KONTOR_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    KONTOR_MAIL_FROM: z.string().min(3).default('Kontor <kontor@localhost.localdomain>'),
    KONTOR_REPLY_DOMAIN: z
      .string()
      .toLowerCase()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain name, e.g. reply.city.example')
      .optional(),
    KONTOR_REPLY_PORT: z.coerce.number().int().min(0).max(65535).optional(),
    KONTOR_REPLY_HOST: z.string().min(1).default('127.0.0.1'),
    KONTOR_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    KONTOR_WEBSOCKETS: flag.default(true),
    KONTOR_SYNC_RATE: z.coerce.number().int().min(10).max(1_000_000).default(60),
    KONTOR_MAX_CONNECTIONS: limit.default(10_000),
    KONTOR_MAX_CONNECTIONS_PER_PERSON: limit.default(20),
    KONTOR_MAX_CONNECTIONS_PER_DOCUMENT: limit.default(1_000),
    KONTOR_MAX_OPEN_DOCUMENTS: limit.default(5_000),
    KONTOR_POSTS_PER_MINUTE: limit.default(30),
    KONTOR_POSTS_PER_HOUR: limit.default(150),
    KONTOR_METRICS_TOKEN: z.string().min(16).optional(),
    KONTOR_FAIL_POINT: z.enum(COMPACTION_STEPS).optional(),
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  })
  .loose();

/** Where the data are: all that a backup needs to know. */
export type DatabaseConfig = Pick<Config, 'dataDir' | 'mongodbUri'>;

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Undefined: Kontor runs the embedded database. */
  mongodbUri: string | undefined;
  /** Undefined: links use the address Kontor listens on. */
  publicUrl: string | undefined;
  secret: string | undefined;
  demo: boolean;
  trustProxy: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Answers by mail: null when nobody takes them, which is the default. */
  replies: { domain: string; host: string; port: number } | null;
  logLevel: string;
  /** False refuses WebSocket upgrades, as some agency proxies do: clients fall back to long-polling. */
  webSockets: boolean;
  /** Messages per second that one sync connection may send in the long run. */
  syncRate: number;
  /** Bounds on writing connections; beyond them newcomers are refused, whoever is in stays. */
  connections: { perPerson: number; perDocument: number; perNode: number; documents: number };
  /** New posts and threads of one person; beyond them 429. */
  posting: { perMinute: number; perHour: number };
  metricsToken: string | undefined;
  /** Only under NODE_ENV=test: the process ends itself by SIGKILL when a compaction has passed this step. */
  failPoint: CompactionStep | undefined;
  environment: 'production' | 'development' | 'test';
}

export class ConfigError extends Error {}

/**
 * Reads the environment once.
 * @throws ConfigError naming every faulty variable and its rule
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const e = parsed(Env, env);
  if (e.MONGODB_URI !== undefined && e.KONTOR_SECRET === undefined) {
    throw new ConfigError(
      'The environment is not right:\n  KONTOR_SECRET: is required when MONGODB_URI is set',
    );
  }
  if ((e.KONTOR_REPLY_DOMAIN === undefined) !== (e.KONTOR_REPLY_PORT === undefined)) {
    throw new ConfigError(
      'The environment is not right:\n  KONTOR_REPLY_DOMAIN and KONTOR_REPLY_PORT: set both to take answers by mail, or neither',
    );
  }
  if (e.KONTOR_FAIL_POINT !== undefined && e.NODE_ENV !== 'test') {
    throw new ConfigError(
      'The environment is not right:\n  KONTOR_FAIL_POINT: kills the program on purpose, for tests of crashes; unset it, or set NODE_ENV=test',
    );
  }
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.KONTOR_DATA_DIR),
    mongodbUri: e.MONGODB_URI,
    publicUrl: e.KONTOR_PUBLIC_URL?.replace(/\/+$/, ''),
    secret: e.KONTOR_SECRET,
    demo: e.KONTOR_DEMO ?? e.MONGODB_URI === undefined,
    trustProxy: e.KONTOR_TRUST_PROXY,
    smtpUrl: e.KONTOR_SMTP_URL,
    mailFrom: e.KONTOR_MAIL_FROM,
    replies:
      e.KONTOR_REPLY_DOMAIN === undefined || e.KONTOR_REPLY_PORT === undefined
        ? null
        : { domain: e.KONTOR_REPLY_DOMAIN, host: e.KONTOR_REPLY_HOST, port: e.KONTOR_REPLY_PORT },
    logLevel: e.KONTOR_LOG_LEVEL,
    webSockets: e.KONTOR_WEBSOCKETS,
    syncRate: e.KONTOR_SYNC_RATE,
    connections: {
      perPerson: e.KONTOR_MAX_CONNECTIONS_PER_PERSON,
      perDocument: e.KONTOR_MAX_CONNECTIONS_PER_DOCUMENT,
      perNode: e.KONTOR_MAX_CONNECTIONS,
      documents: e.KONTOR_MAX_OPEN_DOCUMENTS,
    },
    posting: { perMinute: e.KONTOR_POSTS_PER_MINUTE, perHour: e.KONTOR_POSTS_PER_HOUR },
    metricsToken: e.KONTOR_METRICS_TOKEN,
    failPoint: e.KONTOR_FAIL_POINT,
    environment: e.NODE_ENV,
  };
}

/** The same for commands that only need the database. @throws ConfigError */
export function readDatabaseConfig(env: Record<string, string | undefined>): DatabaseConfig {
  const { KONTOR_DATA_DIR, MONGODB_URI } = parsed(Where, env);
  return { dataDir: resolve(KONTOR_DATA_DIR), mongodbUri: MONGODB_URI };
}

function parsed<T>(schema: z.ZodType<T>, env: Record<string, string | undefined>): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The environment is not right:\n${faults.join('\n')}`);
}
