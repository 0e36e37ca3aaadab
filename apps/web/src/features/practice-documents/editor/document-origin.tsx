import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDocumentOrigin } from '../api/document-origin.js';
import { useDocument } from '../api/practice-documents.js';

/** Whose words a document began with, and where they were said; nothing for the many that began with none. */
export function DocumentOrigin({ documentId }: { documentId: string }) {
  const { data: document } = useDocument(documentId);
  return document?.isFromPost === true ? <Origin documentId={documentId} /> : null;
}

function Origin({ documentId }: { documentId: string }) {
  const { t } = useTranslation('editor');
  const { data: origin } = useDocumentOrigin(documentId);
  if (origin === undefined) return null;
  const { author, thread } = origin;
  return (
    <dl className="k-facts">
      <div>
        <dt>{t('origin.title')}</dt>
        <dd>
          {author.userId === null ? (
            t('origin.gone')
          ) : (
            <>
              {t('origin.by')}{' '}
              <Link to="/people/$userId" params={{ userId: author.userId }} className="ds-link">
                {author.name}
              </Link>
              {author.organisation && `, ${author.organisation.name}`}
            </>
          )}
          {thread && (
            <>
              {' '}
              {t('origin.in')}{' '}
              <Link
                to="/threads/$threadId"
                params={{ threadId: thread.id }}
                hash={`post-${thread.postId}`}
                className="ds-link"
              >
                {thread.title}
              </Link>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
