import { Card, Heading } from '@digdir/designsystemet-react';
import type { PracticeDocument } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { When } from '../../../ui/when.js';
import { StatusTag } from './status-tag.js';

interface DocumentCardProps {
  document: PracticeDocument;
  level?: 2 | 3;
  /** Shown instead of the last change, e.g. the last visit. */
  at?: string;
  showWorkspace?: boolean;
  /** Id of the section that the card leads to. */
  section?: string | null;
}

/** A document while browsing. */
export function DocumentCard({ document, level = 3, at, showWorkspace, section }: DocumentCardProps) {
  const { t } = useTranslation();
  const places = document.cities.map((city) => city.name).join(', ') || document.owner.name;
  return (
    <Card className="k-card">
      <p className="k-card__over">
        <span>{t(`docTypes.${document.docType}`)}</span>
        <StatusTag status={document.archivedAt ? 'archived' : document.status} />
      </p>
      <Heading level={level} data-size="2xs">
        <Link
          to="/practice-documents/$documentId"
          params={{ documentId: document.id }}
          {...(section ? { hash: `section-${section}` } : {})}
          className="k-card__link"
        >
          {document.title}
        </Link>
      </Heading>
      <p className="k-card__place">{places}</p>
      {showWorkspace && <p className="k-muted k-card__place">{document.workspaceName}</p>}
      <p className="k-card__facts">
        {document.topics.length > 0 && (
          <span>{document.topics.map((topic) => t(`topics.${topic}`)).join(', ')}</span>
        )}
        <span>
          <When at={at ?? document.textChangedAt ?? document.updatedAt} />
        </span>
      </p>
    </Card>
  );
}
