import { Button } from '@digdir/designsystemet-react';
import { XMarkIcon } from '@navikt/aksel-icons';
import { PostBody, type Post, type Thread } from '@kontor/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { typeInThread } from '../../../app/live-events.js';
import { storage } from '../../../app/storage.js';
import { useMe } from '../../identity/api/me.js';
import { useMembers } from '../../workspaces/api/members.js';
import { newId } from '../api/new-id.js';
import { post as postIt } from '../api/outbox.js';
import { LightEditor, useLightEditor } from './light-editor.js';

/** What the composer answers, and whether it begins with a quote. */
export interface Answering {
  post: Post;
  quote: boolean;
}

interface ComposerProps {
  thread: Thread;
  answering: Answering | null;
  onAnswering: (answering: Answering | null) => void;
  /** The reply is on its way: it stands below, saying so until the server has it. */
  onSent: () => void;
}

const draftName = (userId: string, threadId: string): string => `draft.${userId}.${threadId}`;

function draftOf(name: string): PostBody | null {
  try {
    return PostBody.parse(JSON.parse(storage.get(name) ?? 'null'));
  } catch {
    return null;
  }
}

/** The field at the foot of a thread. What is written in it stays on the device until it is sent. */
export function Composer({ thread, answering, onAnswering, onSent }: ComposerProps) {
  const { t } = useTranslation('discussions');
  const { data: me } = useMe();
  const client = useQueryClient();
  const members = useMembers(thread.workspaceId);
  const userId = me?.id ?? '';
  const draft = draftName(userId, thread.id);
  const [start] = useState(() => draftOf(draft));
  const [written, setWritten] = useState<{ body: PostBody; isEmpty: boolean } | null>(
    start && { body: start, isEmpty: false },
  );
  const isEmpty = written?.isEmpty ?? true;
  const send = () => {
    if (written === null || isEmpty) return;
    const answers = answering?.post.no ?? null;
    const answersId = answering?.post.id ?? null;
    void postIt(client, {
      userId,
      threadId: thread.id,
      postId: newId(),
      body: written.body,
      answers,
      answersId,
    });
    editor.commands.clearContent(true);
    storage.set(draft, null);
    onAnswering(null);
    onSent();
  };
  const { editor, mention } = useLightEditor({
    label: t('composer.label'),
    start,
    members: members.data ?? [],
    onChange: (body, empty) => {
      setWritten({ body, isEmpty: empty });
      if (!empty) sayTyping(thread.id);
      storage.set(draft, empty ? null : JSON.stringify(body));
    },
    onSubmit: send,
  });
  useEffect(() => {
    if (answering === null) return;
    editor.commands.focus('end');
    if (answering.quote) quote(editor, answering.post);
  }, [answering, editor]);
  return (
    <section className="k-composer" aria-label={t('composer.title')}>
      {answering && (
        <p className="k-composer__to">
          <a className="ds-link" href={`#post-${answering.post.no}`}>
            {t('composer.to', { no: answering.post.no, name: answering.post.author.name ?? t('post.gone') })}
          </a>
          <Button
            variant="tertiary"
            data-size="sm"
            icon
            aria-label={t('composer.toAll')}
            onClick={() => onAnswering(null)}
          >
            <XMarkIcon aria-hidden />
          </Button>
        </p>
      )}
      <LightEditor editor={editor} mention={mention} />
      <div className="k-composer__foot">
        <small>{isEmpty ? t('composer.hint') : t('composer.kept')}</small>
        <Button data-size="sm" disabled={isEmpty} onClick={send}>
          {t('composer.send')}
        </Button>
      </div>
    </section>
  );
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
