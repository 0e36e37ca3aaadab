/**
 * Injection tokens of what the composition root makes once: use cases are plain classes and know no Nest, so each
 * noun's module builds them with `useFactory` from these.
 */
export const CONFIG = Symbol('Config');
/** mongoose Connection. */
export const DATABASE = Symbol('Connection');
export const CLOCK = Symbol('Clock');
export const IDS = Symbol('Ids');
export const TOKENS = Symbol('Tokens');
export const EVENTS = Symbol('EventBus');
/** pino Logger. */
export const LOG = Symbol('Logger');
/** Readiness, see platform/health. */
export const READINESS = Symbol('Readiness');
/** The Mailer port; identity provides it. */
export const MAILER = Symbol('Mailer');
/** The Authenticator (platform/authentication); identity provides it. */
export const AUTHENTICATOR = Symbol('Authenticator');
/** `PublicUrl`: base of links in mails. */
export const PUBLIC_URL = Symbol('PublicUrl');
