import { Textfield } from '@digdir/designsystemet-react';
import { BeginFromPost, sectionForWords, UiLanguage, type Post, type Thread } from '@kontor/contracts';
import { sectionGuides } from '@kontor/documents';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useMe } from '../../identity/api/me.js';
import { OrganisationSelect } from '../../organisations/components/organisation-select.js';
import { TemplateChoice } from '../../practice-documents/components/template-choice.js';
import { useFieldChoices } from '../../practice-documents/hooks/use-field-choices.js';
import { useBeginFromPost } from '../api/beginnings.js';
import { newId } from '../api/new-id.js';

const MOST_TITLE = 100;

/** Begins a document with what somebody said: the words go where they belong, and a line says whose they are. */
export function BeginDocumentDialog({
  thread,
  post,
  onClose,
}: {
  thread: Thread;
  post: Post;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation(['discussions', 'doors']);
  const navigate = useNavigate();
  const { data: me } = useMe();
  const choices = useFieldChoices();
  // Chosen once: what is sent again after a lost answer begins no second document.
  const [key] = useState(newId);
  const begin = useBeginFromPost(thread.id, post.id, key);
  const [form, setForm] = useState({
    title: thread.title.slice(0, MOST_TITLE),
    template: 'guided' as BeginFromPost['template'],
    docType: 'practice' as BeginFromPost['docType'],
    ownerOrganisationId: me?.affiliation?.organisationId ?? '',
    language: UiLanguage.catch('en').parse(i18n.language) as BeginFromPost['language'],
  });
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const { fault, check, isGeneral } = useFaults(begin.error);
  const submit = () => {
    const body = check(BeginFromPost, {
      ...form,
      ownerOrganisationId: form.ownerOrganisationId === '' ? undefined : form.ownerOrganisationId,
    });
    if (!body) return;
    begin.mutate(body, {
      onSuccess: ({ id }) => {
        // Not closed but left: closing would lead back to the thread in the same moment.
        void navigate({ to: '/practice-documents/$documentId', params: { documentId: id } });
      },
    });
  };
  const place = sectionGuides(form.language)[sectionForWords(thread.kind)].title;
  return (
    <FormDialog
      open
      wide
      title={t('begin.title')}
      submit={t('begin.submit')}
      busy={begin.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {begin.error && isGeneral ? <ErrorNotice error={begin.error} compact /> : null}
      <p>
        {t(form.template === 'guided' ? 'begin.textGuided' : 'begin.text', {
          name: post.author.name ?? t('post.gone'),
          section: place,
        })}
      </p>
      <Textfield
        label={t('doors:fields.title')}
        description={t('doors:fields.titleHint')}
        maxLength={MOST_TITLE}
        value={form.title}
        onChange={(event) => set({ title: event.target.value })}
        error={fault('title')}
      />
      <TemplateChoice value={form.template} onChange={(template) => set({ template })} />
      <div className="k-pair">
        <LabelledSelect
          label={t('doors:fields.docType')}
          choices={choices.docTypes}
          value={form.docType}
          onChange={(docType) => set({ docType })}
        />
        <LabelledSelect
          label={t('doors:fields.language')}
          choices={choices.languages}
          value={form.language}
          onChange={(language) => set({ language })}
        />
      </div>
      <OrganisationSelect
        label={t('doors:fields.owner')}
        value={form.ownerOrganisationId}
        placeholder={t('doors:fields.ownerOwn')}
        onChange={(ownerOrganisationId) => set({ ownerOrganisationId })}
        error={fault('ownerOrganisationId')}
      />
    </FormDialog>
  );
}
