import { Table } from '@digdir/designsystemet-react';
import type { PracticeDocument } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { When } from '../../../ui/when.js';
import { ScrollRegion } from '../../../ui/scroll-region.js';
import type { DocumentSearch } from '../hooks/document-search.js';
import { StatusTag } from './status-tag.js';

interface DocumentTableProps {
  documents: PracticeDocument[];
  sort: DocumentSearch['sort'];
  onSort: (sort: DocumentSearch['sort']) => void;
}

/** Documents while working: one line each, sorted by a press on a heading. */
export function DocumentTable({ documents, sort, onSort }: DocumentTableProps) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  return (
    <ScrollRegion label={t('documents.title')}>
      <Table className="k-table" hover>
        <caption className="ds-sr-only">{t('documents.title')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell sort={sort === 'title' ? 'ascending' : 'none'} onClick={() => onSort('title')}>
              {t('doors:fields.title')}
            </Table.HeaderCell>
            <Table.HeaderCell>{t('doors:fields.status')}</Table.HeaderCell>
            <Table.HeaderCell>{t('doors:fields.owner')}</Table.HeaderCell>
            <Table.HeaderCell>{t('doors:fields.cities')}</Table.HeaderCell>
            <Table.HeaderCell>{t('doors:fields.language')}</Table.HeaderCell>
            <Table.HeaderCell
              sort={sort === undefined ? 'descending' : 'none'}
              onClick={() => onSort(undefined)}
            >
              {t('documents.changed')}
            </Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {documents.map((document) => (
            <Table.Row key={document.id}>
              <Table.HeaderCell scope="row">
                <Link
                  to="/practice-documents/$documentId"
                  params={{ documentId: document.id }}
                  className="ds-link"
                >
                  {document.title}
                </Link>
              </Table.HeaderCell>
              <Table.Cell>
                <StatusTag status={document.archivedAt ? 'archived' : document.status} />
              </Table.Cell>
              <Table.Cell>{document.owner.name}</Table.Cell>
              <Table.Cell>{document.cities.map((city) => city.name).join(', ')}</Table.Cell>
              <Table.Cell>{format.language(document.language)}</Table.Cell>
              <Table.Cell className="k-nowrap">
                <When at={document.textChangedAt ?? document.updatedAt} />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollRegion>
  );
}
