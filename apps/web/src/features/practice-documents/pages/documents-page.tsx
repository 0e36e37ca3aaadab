import { Button, Switch, Textfield, ToggleGroup } from '@digdir/designsystemet-react';
import { FileTextIcon, MagnifyingGlassIcon, PlusIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStillAt } from '../../../app/begin.js';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { announce } from '../../../ui/announcer.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { isMissing } from '../../../ui/query-gate.js';
import { useWorkspace } from '../../workspaces/api/workspaces.js';
import { useDocuments } from '../api/practice-documents.js';
import { CreateDocumentDialog } from '../components/create-document-dialog.js';
import { DocumentResults } from '../components/document-results.js';
import { FilterSentence } from '../components/filter-sentence.js';
import { listIn, type DocumentSearch } from '../hooks/document-search.js';

/** All documents of a workspace: narrowed by a sentence, as cards or as a table. */
export function DocumentsPage({ workspaceId, search }: { workspaceId: string; search: DocumentSearch }) {
  const { t } = useTranslation(['app', 'doors']);
  const workspace = useWorkspace(workspaceId);
  const navigate = useNavigate({ from: '/workspaces/$workspaceId/practice-documents' });
  const change = (part: Partial<DocumentSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const clear = () =>
    change({ q: undefined, status: undefined, topic: undefined, country: undefined, docType: undefined });
  const documents = useDocuments(workspaceId, {
    q: search.q,
    status: listIn(search.status),
    docType: listIn(search.docType),
    topic: listIn(search.topic),
    country: listIn(search.country),
    archived: search.archived ?? false,
    sort: search.sort ?? 'updated',
  });
  const canCreate = workspace.data?.abilities.createDocument ?? false;
  useAnnouncedCount(documents.data?.pages);
  if (isMissing(workspace)) return <NotFoundPage />;
  const create = canCreate ? (
    <Button onClick={() => void navigate({ search: (before) => ({ ...before, begin: true }) })}>
      <PlusIcon aria-hidden />
      {t('documents.create')}
    </Button>
  ) : null;
  return (
    <Page
      title={t('documents.title')}
      crumbs={[
        { label: t('nav.workspaces'), link: { to: '/workspaces' } },
        {
          label: workspace.data?.name ?? t('common.loading'),
          link: { to: '/workspaces/$workspaceId', params: { workspaceId } },
        },
      ]}
      action={create}
    >
      <div className="k-listing">
        <FilterSentence search={search} onChange={change} onClear={clear} />
        <ListTools search={search} onChange={change} />
      </div>
      <DocumentResults
        query={documents}
        search={search}
        onSort={(sort) => change({ sort })}
        onClear={clear}
        empty={{ icon: FileTextIcon, action: create, canCreate }}
      />
      <CreateDocumentDialog
        workspaceId={workspaceId}
        open={canCreate && search.begin === true}
        onClose={() => isStillAt('practice-documents') && change({ begin: undefined })}
      />
    </Page>
  );
}

interface ListToolsProps {
  search: DocumentSearch;
  onChange: (part: Partial<DocumentSearch>) => void;
}

function ListTools({ search, onChange }: ListToolsProps) {
  const { t } = useTranslation(['app', 'doors']);
  return (
    <div className="k-listing__tools">
      <TitleSearch key={search.q ?? ''} value={search.q ?? ''} onChange={(q) => onChange({ q })} />
      <LabelledSelect
        size="sm"
        label={t('doors:documents.sort')}
        value={search.sort ?? 'updated'}
        choices={(['updated', 'title', 'created'] as const).map((value) => ({
          value,
          label: t(`doors:sorts.${value}`),
        }))}
        onChange={(sort) => onChange({ sort: sort === 'updated' ? undefined : sort })}
      />
      <ToggleGroup
        data-size="sm"
        aria-label={t('documents.view')}
        value={search.view ?? 'cards'}
        onChange={(view) => onChange({ view: view === 'table' ? 'table' : undefined })}
      >
        <ToggleGroup.Item value="cards">{t('doors:documents.cards')}</ToggleGroup.Item>
        <ToggleGroup.Item value="table">{t('documents.table')}</ToggleGroup.Item>
      </ToggleGroup>
      <Switch
        data-size="sm"
        label={t('doors:documents.showArchived')}
        checked={search.archived ?? false}
        onChange={(event) => onChange({ archived: event.target.checked || undefined })}
      />
    </div>
  );
}

/** Searches on Enter or when the field is left: no request per key, no list that jumps under the fingers. */
function TitleSearch({ value, onChange }: { value: string; onChange: (q: string | undefined) => void }) {
  const { t } = useTranslation(['app', 'doors']);
  const [text, setText] = useState(value);
  const commit = () => {
    if (text.trim() !== value) onChange(text.trim() || undefined);
  };
  return (
    <form
      role="search"
      className="k-search"
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <Textfield
        data-size="sm"
        type="search"
        label={t('doors:documents.search')}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
      />
      <Button
        type="submit"
        variant="secondary"
        data-size="sm"
        icon
        aria-label={t('doors:documents.searchNow')}
      >
        <MagnifyingGlassIcon aria-hidden />
      </Button>
    </form>
  );
}

/** Tells screen readers how many were found, without moving the focus. */
function useAnnouncedCount(pages: { items: unknown[]; nextCursor: string | null }[] | undefined): void {
  const { t } = useTranslation(['app', 'doors']);
  const count = pages?.reduce((sum, page) => sum + page.items.length, 0);
  const more = pages?.at(-1)?.nextCursor != null;
  useEffect(() => {
    if (count !== undefined)
      announce(t(more ? 'doors:documents.shownMore' : 'doors:documents.shown', { count }));
  }, [count, more, t]);
}
