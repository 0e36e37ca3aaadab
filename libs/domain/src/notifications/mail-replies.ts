import { PostId, type NotificationId, type PostBody } from '@kontor/contracts';
import { personOnBehalf } from '../identity/on-behalf.js';
import type { Posts } from '../discussions/posts.js';
import type { ThreadRecords } from '../discussions/discussions.port.js';
import { KontorError, invalidField } from '../kernel/kontor-error.js';
import type { Tokens } from '../kernel/ports.js';
import type { NotificationRecords, Recipients } from './notifications.port.js';
import type { SignedWords } from './signed-words.js';
import { writtenAbove } from './mail/written-above.js';

/** A mail that came to a reply address. */
export interface MailReply {
  to: NotificationId;
  /** Address of the writer, folded to lower case. */
  from: string;
  /** Unique to the mail: the same one delivered twice is one post. */
  messageId: string;
  text: string;
}

/** Answers by mail: what somebody writes to the address of a notification becomes their post in its thread. */
export class MailReplies {
  constructor(
    private readonly records: Pick<NotificationRecords, 'byId'>,
    private readonly recipients: Recipients,
    private readonly threads: Pick<ThreadRecords, 'post'>,
    private readonly posts: Pick<Posts, 'write'>,
    private readonly words: SignedWords,
    private readonly tokens: Pick<Tokens, 'digest'>,
  ) {}

  /** Which notification an address answers; null for one that we never gave out. */
  addressee(localPart: string): NotificationId | null {
    return this.words.readReplyAddress(localPart);
  }

  /**
   * Only from the address of the person who was written to: the reply address may have been forwarded with the mail.
   * @throws KontorError as writing in the thread does; forbidden for another writer, not-found for what was forgotten,
   * invalid-input for a mail that says nothing above what it quotes
   */
  async receive({ to, from, messageId, text }: MailReply): Promise<void> {
    const record = await this.records.byId(to);
    const [recipient] = record ? await this.recipients.of([record.userId]) : [];
    if (record?.subject.type !== 'post' || recipient === undefined) {
      throw new KontorError('not-found', 'This mail can no longer be answered. Answer in Kontor.');
    }
    if (recipient.disabledAt !== null || recipient.email !== from) {
      throw new KontorError('forbidden', 'Write from the address that the mail was sent to.');
    }
    const said = writtenAbove(text);
    if (said === '') throw invalidField('text', 'empty', 'Write something above the text that you quote.');
    const { threadId, postId } = record.subject;
    const answered = await this.threads.post(threadId, postId);
    const id = PostId.parse(this.tokens.digest(`mail:${to}:${messageId}`).slice(0, 24));
    await this.posts.write(personOnBehalf(recipient), threadId, id, {
      attachments: [],
      body: bodyOf(said),
      answers: null,
      answersId: answered?.id ?? null,
    });
  }
}

/** Paragraphs where the mail has empty lines, line breaks where it has others. */
function bodyOf(text: string): PostBody {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => ({
    type: 'paragraph',
    content: paragraph
      .split('\n')
      .flatMap((line, index) => [
        ...(index > 0 ? [{ type: 'hardBreak' }] : []),
        ...(line === '' ? [] : [{ type: 'text', text: line }]),
      ]),
  }));
  return { type: 'doc', content: paragraphs };
}
