import { Dialog, Heading } from '@digdir/designsystemet-react';
import type { Post } from '@kontor/contracts';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryGate } from '../../../ui/query-gate.js';
import { useDialogFocus } from '../../../ui/use-dialog-focus.js';
import { When } from '../../../ui/when.js';
import { usePostHistory } from '../api/threads.js';
import { AttachedFiles } from './attached-files.js';

/** How a post read before, newest first: what somebody answered to can always be seen. */
export function HistoryDialog({
  threadId,
  post,
  onClose,
}: {
  threadId: string;
  post: Post;
  onClose: () => void;
}) {
  const { t } = useTranslation('discussions');
  const title = useId();
  const dialog = useDialogFocus(true);
  const history = usePostHistory(threadId, post.id, true);
  return (
    <Dialog
      ref={dialog}
      open
      onClose={onClose}
      closeButton={t('app:common.close')}
      aria-labelledby={title}
      className="k-dialog k-dialog--wide"
    >
      <Heading level={2} data-size="xs" id={title}>
        {t('history.title', { no: post.no })}
      </Heading>
      <QueryGate query={history}>
        {({ versions }) => (
          <ol className="k-versions">
            {versions.toReversed().map((version) => (
              <li key={version.writtenAt}>
                <small>
                  <When at={version.writtenAt} />
                </small>
                <div className="k-text k-post__text" dangerouslySetInnerHTML={{ __html: version.html }} />
                <AttachedFiles files={version.attachments} />
              </li>
            ))}
          </ol>
        )}
      </QueryGate>
    </Dialog>
  );
}
