import { Details, Textfield } from '@digdir/designsystemet-react';
import { CreatePracticeDocument, UiLanguage, type ContentLanguage } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBeginning } from '../../../app/begin.js';
import { CheckList } from '../../../ui/check-list.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useMe } from '../../identity/api/me.js';
import { OrganisationSelect } from '../../organisations/components/organisation-select.js';
import { useCreateDocument } from '../api/practice-documents.js';
import { useFieldChoices } from '../hooks/use-field-choices.js';
import { TemplateChoice } from './template-choice.js';

interface CreateDocumentDialogProps {
  workspaceId: string;
  open: boolean;
  onClose: () => void;
}

/** Begins a document: a title is enough; everything else has a sensible start and can be said later. */
export function CreateDocumentDialog({ workspaceId, open, onClose }: CreateDocumentDialogProps) {
  return open ? <OpenDialog workspaceId={workspaceId} onClose={onClose} /> : null;
}

function OpenDialog({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation(['app', 'doors']);
  const navigate = useNavigate();
  const { data: me } = useMe();
  const create = useCreateDocument(workspaceId);
  const choices = useFieldChoices();
  const [form, setForm] = useState<Form>({
    title: '',
    template: 'guided',
    ownerOrganisationId: me?.affiliation?.organisationId ?? '',
    cityIds: [],
    topics: [],
    language: UiLanguage.catch('en').parse(i18n.language),
  });
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const { fault, check, isGeneral } = useFaults(create.error);
  const submit = () => {
    const body = check(CreatePracticeDocument, {
      ...form,
      ownerOrganisationId: form.ownerOrganisationId === '' ? undefined : form.ownerOrganisationId,
    });
    if (!body) return;
    create.mutate(body, {
      onSuccess: (document) => {
        // Not closed but left: closing would lead back to the list in the same moment.
        void navigate({
          to: '/practice-documents/$documentId',
          params: { documentId: document.id },
          replace: isBeginning(),
        });
      },
    });
  };
  return (
    <FormDialog
      open
      wide
      title={t('documents.create')}
      submit={t('doors:documents.createSubmit')}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {create.error && isGeneral ? <ErrorNotice error={create.error} compact /> : null}
      <Textfield
        label={t('doors:fields.title')}
        description={t('doors:fields.titleHint')}
        maxLength={100}
        value={form.title}
        onChange={(event) => set({ title: event.target.value })}
        error={fault('title')}
      />
      <TemplateChoice value={form.template} onChange={(template) => set({ template })} />
      <div className="k-pair">
        <OrganisationSelect
          label={t('doors:fields.owner')}
          value={form.ownerOrganisationId}
          placeholder={t('doors:fields.ownerOwn')}
          onChange={(ownerOrganisationId) => set({ ownerOrganisationId })}
          error={fault('ownerOrganisationId')}
        />
        <LabelledSelect
          label={t('doors:fields.language')}
          choices={choices.languages}
          value={form.language}
          onChange={(language) => set({ language })}
        />
      </div>
      <Details>
        <Details.Summary>{t('doors:documents.moreFields')}</Details.Summary>
        <Details.Content>
          <div className="k-stack">
            <CheckList
              legend={t('doors:fields.cities')}
              choices={choices.cities}
              value={form.cityIds}
              onChange={(cityIds) => set({ cityIds })}
              error={fault('cityIds')}
            />
            <CheckList
              legend={t('doors:fields.topics')}
              choices={choices.topics}
              value={form.topics}
              onChange={(topics) => set({ topics })}
            />
          </div>
        </Details.Content>
      </Details>
    </FormDialog>
  );
}

interface Form {
  title: string;
  template: 'guided' | 'blank';
  ownerOrganisationId: string;
  cityIds: string[];
  topics: string[];
  language: ContentLanguage;
}
