import type { Unsubscription } from '@kontor/contracts';
import { notFound } from '../kernel/kontor-error.js';
import type { Preferences } from './preferences.js';
import type { SignedWords } from './signed-words.js';

/** The link at the end of every mail: no sign-in, one kind of mail, nothing else. */
export class Unsubscriptions {
  constructor(
    private readonly preferences: Preferences,
    private readonly words: SignedWords,
  ) {}

  /** What the link would stop. @throws KontorError not-found for what is no link of ours */
  inspect(token: string): Unsubscription {
    return { from: this.require(token).from };
  }

  /** Again is the same. @throws KontorError not-found */
  async create(token: string): Promise<Unsubscription> {
    const { userId, from } = this.require(token);
    await this.preferences.stopMails(userId, from);
    return { from };
  }

  private require(token: string) {
    const read = this.words.readUnsubscription(token);
    if (read === null) throw notFound();
    return read;
  }
}
