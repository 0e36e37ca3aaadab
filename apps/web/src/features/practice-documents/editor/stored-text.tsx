import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { PracticeDocument } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import type { CollabSession } from '../../../collab/collab-session.js';
import type { OpenText } from '../../../collab/use-collab-session.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { When } from '../../../ui/when.js';
import { useDocumentContent } from '../api/practice-documents.js';
import { DocumentBar } from './document-bar.js';
import { OutlineLinks } from './outline-links.js';
import { TextNotices } from './text-notices.js';

interface StoredTextProps {
  document: PracticeDocument;
  session: CollabSession;
  view: OpenText;
}

/** The last stored state over HTTP, for reading while no socket can be had: never an empty page. */
export function StoredText({ document, session, view }: StoredTextProps) {
  const { t } = useTranslation('editor');
  const content = useDocumentContent(document.id);
  return (
    <div className="k-document">
      <DocumentBar document={document} peers={[]} session={session} />
      <div className="k-document__body">
        {content.data && <OutlineLinks entries={content.data.outline} />}
        <div className="k-document__middle">
          <TextNotices session={session} view={view} />
          <Alert data-color="info" data-size="sm">
            <Paragraph>
              {t('stored.notice')} {content.data?.storedAt && <When at={content.data.storedAt} />}
            </Paragraph>
          </Alert>
          {content.isError && <ErrorNotice error={content.error} onRetry={() => void content.refetch()} />}
          {content.isPending && <Loading shape="lines" count={8} />}
          {content.data && (
            // Rendered by the server from the schema: every text escaped, a closed set of tags and attributes.
            <div
              className="k-text"
              lang={document.language}
              dangerouslySetInnerHTML={{ __html: content.data.html }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
