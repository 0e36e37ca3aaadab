import { Button } from '@digdir/designsystemet-react';
import { XMarkIcon } from '@navikt/aksel-icons';
import type { Attachment, Post, PostBody, Thread } from '@kontor/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { typeInThread } from '../../../app/live-events.js';
import { useMe } from '../../identity/api/me.js';
import { useMembers } from '../../workspaces/api/members.js';
import { catchUp, followDraft, sendDraft, write } from '../api/drafts.js';
import { keptDraft, useKeptDraft, type DraftPlace } from '../api/draft-store.js';
import { post as postIt } from '../api/outbox.js';
import { usePostFiles, type PostFiles } from '../hooks/use-post-files.js';
import { DraftState, OtherDraft } from './draft-state.js';
import { LightEditor, useLightEditor } from './light-editor.js';

/** What the composer answers, and whether it begins with a quote. */
export interface Answering {
  post: Post;
  quote: boolean;
  /** Found again with a draft: nobody has asked for the field just now. */
  isFound?: boolean;
}

interface ComposerProps {
  thread: Thread;
  posts: readonly Post[];
  answering: Answering | null;
  onAnswering: (answering: Answering | null) => void;
  /** The reply is on its way: it stands below, saying so until the server has it. */
  onSent: () => void;
}

/** The field at the foot of a thread. What is written in it stays on the device and on the server until it is sent. */
export function Composer({ thread, posts, answering, onAnswering, onSent }: ComposerProps) {
  const { t } = useTranslation('discussions');
  const { data: me } = useMe();
  const client = useQueryClient();
  const members = useMembers(thread.workspaceId);
  const userId = me?.id ?? '';
  const place = useMemo(() => ({ userId, threadId: thread.id }), [userId, thread.id]);
  const draft = useDraftOf(place, posts);
  /** What the field shows, as the store knows it: everything else came from another tab or device. */
  const inField = useRef(draft?.body ?? null);
  const isEmpty = draft === null || draft.body === null;
  const answersId = answering?.post.id ?? null;
  const files = usePostFiles(thread.workspaceId, draft?.attachments);
  const { show: showFiles } = files;
  const send = () => {
    const body = keptDraft(place)?.body;
    if (!body || files.isBusy) return;
    void postIt(client, {
      ...place,
      postId: sendDraft(place),
      body,
      attachments: files.attachments,
      answers: answering?.post.no ?? null,
      answersId,
    });
    files.clear();
    onAnswering(null);
    onSent();
  };
  const { editor, mention, untold } = useLightEditor({
    label: t('composer.label'),
    start: draft?.body ?? null,
    members: members.data,
    audience: thread.audience,
    files,
    onChange: (body, empty) => {
      if (!empty) sayTyping(thread.id);
      inField.current = empty ? null : body;
      write(place, inField.current, answersId, files.attachments);
    },
    onSubmit: send,
  });
  useEffect(() => {
    const body = draft?.body ?? null;
    if (body === inField.current) return;
    inField.current = body;
    editor.commands.setContent(body ?? '', { emitUpdate: false });
    showFiles(draft?.attachments ?? []);
  }, [draft, editor, showFiles]);
  useDraftedFiles({ place, files, body: inField, answersId });
  useFoundAnswer({ place, posts, answering, onAnswering });
  useEffect(() => {
    if (answering === null || answering.isFound) return;
    editor.commands.focus('end');
    if (answering.quote) quote(editor, answering.post);
  }, [answering, editor]);
  const toAll = () => {
    onAnswering(null);
    write(place, inField.current, null);
  };
  return (
    <section className="k-composer" aria-label={t('composer.title')}>
      {answering && (
        <p className="k-composer__to">
          <a className="ds-link" href={`#post-${answering.post.no}`}>
            {t('composer.to', { no: answering.post.no, name: answering.post.author.name ?? t('post.gone') })}
          </a>
          <Button variant="tertiary" data-size="sm" icon aria-label={t('composer.toAll')} onClick={toAll}>
            <XMarkIcon aria-hidden />
          </Button>
        </p>
      )}
      <OtherDraft place={place} />
      <LightEditor editor={editor} mention={mention} files={files} untold={untold} />
      <div className="k-composer__foot">
        <small>
          {isEmpty ? (
            t(files.items.length > 0 ? 'composer.needsWords' : 'composer.hint')
          ) : (
            <DraftState savedAt={draft.savedAt} />
          )}
        </small>
        <Button data-size="sm" disabled={isEmpty || files.isBusy} onClick={send}>
          {t('composer.send')}
        </Button>
      </div>
    </section>
  );
}

/** The draft of this place, kept in step with the server. Its post among those of the thread: it was sent elsewhere. */
function useDraftOf(place: DraftPlace, posts: readonly Post[]) {
  const draft = useKeptDraft(place);
  useEffect(() => (place.userId === '' ? undefined : followDraft(place)), [place]);
  const isSentElsewhere = draft !== null && posts.some(({ id }) => id === draft.postId);
  useEffect(() => {
    if (isSentElsewhere) catchUp(place);
  }, [isSentElsewhere, place]);
  return draft;
}

interface DraftedFiles {
  place: DraftPlace;
  files: PostFiles;
  body: RefObject<PostBody | null>;
  answersId: string | null;
}

const idsOf = (attachments: readonly Attachment[] = []): string => attachments.map(({ id }) => id).join();

/** Files are kept with the words that they stand below. */
function useDraftedFiles({ place, files, body, answersId }: DraftedFiles): void {
  const here = idsOf(files.attachments);
  useEffect(() => {
    if (body.current === null || here === idsOf(keptDraft(place)?.attachments)) return;
    write(place, body.current, answersId, files.attachments);
    // oxlint-disable-next-line react/exhaustive-deps -- only a file that was put in or taken out here is to be kept
  }, [here]);
}

type FoundAnswer = Pick<ComposerProps, 'posts' | 'answering' | 'onAnswering'> & { place: DraftPlace };

/** What a draft answers is kept with it: a draft that is found again answers the same post. */
function useFoundAnswer({ place, posts, answering, onAnswering }: FoundAnswer): void {
  const draft = useKeptDraft(place);
  const here = answering?.post.id ?? null;
  useEffect(() => {
    const before = keptDraft(place);
    if (before?.body && answering !== null && !answering.isFound && before.answersId !== here) {
      write(place, before.body, here);
    }
  }, [answering, here, place]);
  const kept = draft?.body ? draft.answersId : undefined;
  useEffect(() => {
    if (kept === undefined || kept === here) return;
    const post = posts.find(({ id }) => id === kept);
    if (kept === null) onAnswering(null);
    else if (post) onAnswering({ post, quote: false, isFound: true });
    // oxlint-disable-next-line react/exhaustive-deps -- a post that was chosen just now is not what the draft says yet
  }, [kept]);
}

const SAY_AGAIN_MS = 3_000;
let saidAt = Number.NEGATIVE_INFINITY;

/** At most every few seconds: the others see that somebody writes, not every letter. */
function sayTyping(threadId: string): void {
  if (performance.now() - saidAt < SAY_AGAIN_MS) return;
  saidAt = performance.now();
  typeInThread(threadId);
}

/** The words of the post as text: what is quoted is what was said, not how it looked. */
function quote(editor: ReturnType<typeof useLightEditor>['editor'], post: Post): void {
  const page = new DOMParser().parseFromString(post.html, 'text/html');
  for (const nested of page.querySelectorAll('blockquote')) nested.remove();
  const blocks = [...page.querySelectorAll('p, li, pre')]
    .map((block) => block.textContent?.trim() ?? '')
    .filter((text) => text !== '');
  editor
    .chain()
    .focus('end')
    .insertContent([
      {
        type: 'blockquote',
        attrs: { post: post.no },
        content: blocks.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
      },
      { type: 'paragraph' },
    ])
    .run();
}
