import { PostBody, UserId } from '@kontor/contracts';
import { readPost, renderPost } from '@kontor/documents';
import type { PostTexts, ReadBody } from '@kontor/domain';

/** Bodies of posts, by the editor's schema. */
export class SchemaPostTexts implements PostTexts {
  read(body: PostBody): ReadBody | null {
    const read = readPost(body);
    if (read === null) return null;
    const { text, mentions } = read;
    return { body: PostBody.parse(read.body), text, mentions: UserId.array().parse(mentions) };
  }

  html(body: PostBody): string {
    return renderPost(body);
  }
}
