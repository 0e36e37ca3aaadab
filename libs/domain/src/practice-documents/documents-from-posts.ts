import {
  CreatePracticeDocument,
  DocumentId,
  sectionForWords,
  type BeginFromPost,
  type DocumentOrigin,
  type BeginningKey,
  type PostId,
  type ThreadId,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { PostGrant } from '../access/grants.js';
import type { ThreadRecords } from '../discussions/discussions.port.js';
import type { PostRecord } from '../discussions/thread.js';
import { movedElsewhere, type ThreadChanges } from '../discussions/thread-changes.js';
import { homeOf, postWhereItIs } from '../discussions/thread-home.js';
import type { ThreadViews } from '../discussions/thread-views.js';
import type { Person } from '../kernel/actor.js';
import { KontorError, notFound } from '../kernel/kontor-error.js';
import { slugId } from '../organisations/slug-id.js';
import type { DocumentTexts, SeedWords } from './document-texts.port.js';
import type { DocumentView } from './document-views.js';
import type { BegunFrom } from './practice-document.js';
import { seedOf, type PracticeDocuments } from './practice-documents.js';

/** What beginning documents with posts needs besides threads. */
export interface FromPostMeans {
  documents: PracticeDocuments;
  texts: Pick<DocumentTexts, 'seedFromPost'>;
  changes: ThreadChanges;
  views: Pick<ThreadViews, 'authorsOf'>;
}

/** So many documents one post may become; more is a mistake of a client. */
const MOST_DOCUMENTS = 20;

/** Documents that begin with what somebody said in a thread. */
export class DocumentsFromPosts {
  constructor(
    private readonly threads: Pick<ThreadRecords, 'byId' | 'post'>,
    private readonly access: Access,
    private readonly means: FromPostMeans,
  ) {}

  /**
   * A draft for the officials of the workspace, whoever reads the thread. The id comes from post, person and key: sent again
   * it is the same document, and nobody takes the id of another.
   *
   * The post names the document before there is one: whoever dies in between leaves a name of nothing, which is shown to
   * nobody, and no document of which the thread does not know.
   */
  async begin(
    actor: Person,
    threadId: ThreadId,
    postId: PostId,
    key: BeginningKey,
    input: BeginFromPost,
  ): Promise<DocumentView> {
    const grant = await this.requireWords(actor, threadId, postId);
    const { workspaceId } = grant.thread;
    await this.access.require(actor, 'practice-document.create', { workspaceId });
    const id = DocumentId.parse(slugId('from-post', [threadId, postId, actor.userId, key].join('/')));
    const words = await this.wordsOf(grant);
    const { template, ...fields } = CreatePracticeDocument.parse(input);
    const view = await this.means.documents.begin(actor, workspaceId, fields, {
      id,
      begunFrom: { threadId, postId, authorId: grant.post.authorId },
      seed: async (record) => {
        await this.means.texts.seedFromPost(id, seedOf(actor, record, template), words);
        await this.note(actor, grant.post, ({ documents = [] }) =>
          documents.includes(id) ? null : [...documents, id],
        );
      },
    });
    // Whoever has the thread open fetched a post that named nothing yet.
    await this.note(actor, grant.post, ({ documents }) => documents ?? null);
    return view;
  }

  /** Whose words it began with, and where they stand now for whoever may read them there. */
  async origin(actor: Person, documentId: DocumentId): Promise<DocumentOrigin> {
    const { document } = await this.access.require(actor, 'practice-document.read', { documentId });
    const { begunFrom } = document;
    if (begunFrom == null) throw notFound();
    const authors = await this.means.views.authorsOf(document.workspaceId, [begunFrom.authorId]);
    return { author: authors(begunFrom.authorId), thread: await this.placeOf(actor, begunFrom) };
  }

  private async requireWords(actor: Person, threadId: ThreadId, postId: PostId): Promise<PostGrant> {
    const grant = await this.access.require(actor, 'post.read', { threadId, postId });
    const { thread, post } = grant;
    if (thread.mergedInto !== null || post.movedTo !== null) throw movedElsewhere();
    if (post.deletedAt !== null) throw new KontorError('conflict', 'This post was deleted.');
    if (post.hidden !== null) throw new KontorError('conflict', 'This post is hidden.');
    return grant;
  }

  private async wordsOf({ thread, post }: PostGrant): Promise<SeedWords> {
    const authors = await this.means.views.authorsOf(thread.workspaceId, [post.authorId]);
    const { name, organisation } = authors(post.authorId);
    return {
      threadId: thread.id,
      postId: post.id,
      body: post.body,
      section: sectionForWords(thread.kind),
      author: name === null ? null : [name, ...(organisation ? [organisation.name] : [])].join(', '),
      threadTitle: thread.title,
    };
  }

  /**
   * Nobody's words change, so it takes the right to read them; that to begin a document was judged before.
   * @param change null: nothing is to be written
   */
  private async note(
    actor: Person,
    { threadId, id }: PostRecord,
    change: (post: PostRecord) => DocumentId[] | null,
  ): Promise<void> {
    await this.means.changes.post(actor, 'post.read', threadId, id, ({ post }) => {
      const documents = change(post);
      if (documents === null) return null;
      if (documents.length > MOST_DOCUMENTS) {
        throw new KontorError('conflict', 'This post has become enough documents. Go on in one of them.');
      }
      return { posts: [{ ...post, documents }] };
    });
  }

  private async placeOf(actor: Person, { threadId, postId }: BegunFrom): Promise<DocumentOrigin['thread']> {
    // Reading a thread first finishes what its last change left undone.
    await homeOf(this.threads, threadId);
    const post = await postWhereItIs(this.threads, threadId, postId);
    if (post === null) return null;
    try {
      const { thread } = await this.access.require(actor, 'thread.read', { threadId: post.threadId });
      return { id: thread.id, title: thread.title, postId: post.id };
    } catch (error) {
      if (error instanceof KontorError) return null;
      throw error;
    }
  }
}
