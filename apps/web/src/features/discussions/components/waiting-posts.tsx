import { Button } from '@digdir/designsystemet-react';
import { readPost, renderPost } from '@kontor/documents';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../../ui/toast.js';
import { useMe } from '../../identity/api/me.js';
import { dropWaiting, keepSending, useWaitingPosts } from '../api/outbox.js';
import { AttachedFiles } from './attached-files.js';

/** Replies that the server has not confirmed: each says so, and nothing of them is lost. */
export function WaitingPosts({ threadId }: { threadId: string }) {
  const { t } = useTranslation('discussions');
  const client = useQueryClient();
  const { data: me } = useMe();
  const userId = me?.id;
  const waiting = useWaitingPosts(userId, threadId);
  useEffect(() => {
    if (userId !== undefined) keepSending(client, userId);
  }, [client, userId]);
  return (
    <div role="status" aria-live="polite">
      {waiting.map((post) => (
        <article className="k-post k-post--waiting" key={post.postId} aria-label={t('waiting.label')}>
          <div className="k-text k-post__text" dangerouslySetInnerHTML={{ __html: renderPost(post.body) }} />
          <AttachedFiles files={post.attachments} />
          {post.refused === null ? (
            <p className="k-post__state">{t('waiting.text')}</p>
          ) : (
            <div className="k-post__state" data-tone="danger">
              <p>{t(`app:errors.${post.refused}.text`, { defaultValue: t('waiting.refused') })}</p>
              <Button
                variant="secondary"
                data-size="sm"
                onClick={() =>
                  void navigator.clipboard
                    .writeText(readPost(post.body)?.text ?? '')
                    .then(() => showToast({ text: t('waiting.copied') }))
                }
              >
                {t('waiting.copy')}
              </Button>
              <Button variant="tertiary" data-size="sm" onClick={() => dropWaiting(post.postId)}>
                {t('waiting.drop')}
              </Button>
            </div>
          )}
        </article>
      ))}
    </div>
  );
}
