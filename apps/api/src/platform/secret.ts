import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tokens } from '@kontor/domain';
import type { Config } from '../config/config.js';

/** The configured secret, else one made once and kept readable to this user only in the data directory. */
export function secretOf(config: Config): string {
  if (config.secret !== undefined) return config.secret;
  const file = join(config.dataDir, 'secret');
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** Tokens whose stored digest is keyed: a stolen database alone opens no session and no invitation. */
export function tokensOf(secret: string): Tokens {
  return {
    create: () => randomBytes(32).toString('base64url'),
    digest: (token) => createHmac('sha256', secret).update(token).digest('hex'),
  };
}
