import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Post, ThreadState } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';

/** The accepted answer, right under the question; of a decision what was decided. */
export function Accepted({ post, isDecision }: { post: Post; isDecision: boolean }) {
  const { t } = useTranslation('discussions');
  const title = t(isDecision ? 'post.outcome' : 'post.accepted');
  return (
    <aside className="k-accepted" aria-label={title}>
      <Heading level={2} data-size="2xs">
        {title}
      </Heading>
      <div className="k-text k-post__text" dangerouslySetInnerHTML={{ __html: post.html }} />
      <a className="ds-link" href={`#post-${post.no}`}>
        {t('post.acceptedFrom', { name: post.author.name ?? t('post.gone') })}
      </a>
    </aside>
  );
}

/** Why nobody writes here any more, or why one does not oneself. */
export function Ended({ state: { thread } }: { state: ThreadState }) {
  const { t } = useTranslation('discussions');
  const isEnded = thread.status === 'closed' || thread.status === 'locked';
  return (
    <Alert data-color="info" className="k-notice">
      <Paragraph>
        {isEnded ? t(`endedText.${thread.status}`, { reason: thread.closedReason ?? '' }) : t('readOnly')}
      </Paragraph>
    </Alert>
  );
}
