import { Algorithm, hash, verify, type Options } from '@node-rs/argon2';
import type { PasswordHasher } from '@kontor/domain';
import { HashQueue } from './hash-queue.js';

/** 19 MiB, two passes: the lower bound that OWASP gives for argon2id. */
const COST: Options = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

/** argon2id, at most two at once. */
export class Argon2Hasher implements PasswordHasher {
  readonly #queue = new HashQueue(2, 200);
  /** Made once, of a password nobody knows: unknown addresses are compared with it and take equally long. */
  #nobody: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#queue.run(() => hash(fold(password), COST));
  }

  async verify(stored: string | null, password: string): Promise<boolean> {
    const other = stored ?? (await this.nobody());
    const isSame = await this.#queue.run(() => verify(other, fold(password)));
    return isSame && stored !== null;
  }

  private nobody(): Promise<string> {
    this.#nobody ??= this.hash(crypto.randomUUID()).catch((error: unknown) => {
      this.#nobody = undefined;
      throw error;
    });
    return this.#nobody;
  }

  /** Called at start, so that the first unknown address does not take two hashes. */
  async warmUp(): Promise<void> {
    await this.nobody();
  }
}

/** The same letters typed on another system may arrive composed differently. */
const fold = (password: string): string => password.normalize('NFC');
