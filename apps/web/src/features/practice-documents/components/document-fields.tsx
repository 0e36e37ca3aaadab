import { Button, Textfield } from '@digdir/designsystemet-react';
import { PracticeDocument, UpdatePracticeDocument } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../app/http.js';
import { CheckList } from '../../../ui/check-list.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { OrganisationSelect } from '../../organisations/components/organisation-select.js';
import { useDocument, useUpdateDocument } from '../api/practice-documents.js';
import { useFieldChoices } from '../hooks/use-field-choices.js';
import { DocumentFacts } from './document-facts.js';
import { changedBetween, formOf, type FieldsForm } from './fields-form.js';
import { FieldsConflict } from './fields-conflict.js';

interface DocumentFieldsProps {
  documentId: string;
  /** Called after a successful save, e.g. to close the panel. */
  onSaved?: () => void;
}

/** The fields of a document, as a form for who may describe it and as facts for everybody else. */
export function DocumentFields({ documentId, onSaved }: DocumentFieldsProps) {
  const query = useDocument(documentId);
  return (
    <QueryGate query={query}>
      {(document) =>
        document.abilities.describe ? (
          <FieldsEditor document={document} key={document.id} {...(onSaved ? { onSaved } : {})} />
        ) : (
          <DocumentFacts document={document} />
        )
      }
    </QueryGate>
  );
}

/**
 * Sends only what this person changed, on the revision that the form began with. When somebody else saved in
 * between, both states are shown and nothing is overwritten unseen.
 */
function FieldsEditor({ document, onSaved }: { document: PracticeDocument; onSaved?: () => void }) {
  const { t } = useTranslation(['app', 'doors']);
  const update = useUpdateDocument(document.id);
  const [base, setBase] = useState(document);
  const [form, setForm] = useState(() => formOf(document));
  const faults = useFaults(update.error);
  const mine = changedBetween(formOf(base), form);
  const theirs = currentOf(update.error);
  // Nothing typed yet: follow what others save, silently.
  if (Object.keys(mine).length === 0 && document.revision > base.revision) {
    setBase(document);
    setForm(formOf(document));
  }
  const save = (revision: number) => {
    const body = faults.check(UpdatePracticeDocument, { ...mine, revision });
    if (!body) return;
    update.mutate(body, {
      onSuccess: (saved) => {
        setBase(saved);
        setForm(formOf(saved));
        showToast({ text: t('doors:fields.saved'), tone: 'success' });
        onSaved?.();
      },
    });
  };
  const takeTheirs = (current: PracticeDocument) => {
    setBase(current);
    setForm(formOf(current));
    update.reset();
  };
  return (
    <form
      noValidate
      className="k-stack k-fields"
      onSubmit={(event) => {
        event.preventDefault();
        save(base.revision);
      }}
    >
      {theirs ? (
        <FieldsConflict
          mine={mine}
          theirs={theirs}
          onTakeTheirs={() => takeTheirs(theirs)}
          onKeepMine={() => save(theirs.revision)}
        />
      ) : update.error && faults.isGeneral ? (
        <ErrorNotice error={update.error} compact />
      ) : null}
      <DocumentFacts document={document} only={['status', 'audience']} />
      <Inputs form={form} fault={faults.fault} onChange={(part) => setForm({ ...form, ...part })} />
      <div className="k-actions k-actions--sticky">
        <Button type="submit" loading={update.isPending} disabled={Object.keys(mine).length === 0}>
          {t('common.save')}
        </Button>
        {Object.keys(mine).length > 0 && (
          <Button variant="tertiary" onClick={() => setForm(formOf(base))}>
            {t('doors:fields.discard')}
          </Button>
        )}
      </div>
    </form>
  );
}

interface InputsProps {
  form: FieldsForm;
  fault: (field: string) => string | undefined;
  onChange: (part: Partial<FieldsForm>) => void;
}

function Inputs({ form, fault, onChange }: InputsProps) {
  const { t } = useTranslation(['app', 'doors']);
  const choices = useFieldChoices();
  return (
    <>
      <Textfield
        label={t('doors:fields.title')}
        maxLength={100}
        value={form.title}
        onChange={(event) => onChange({ title: event.target.value })}
        error={fault('title')}
      />
      <LabelledSelect
        label={t('doors:fields.docType')}
        choices={choices.docTypes}
        value={form.docType}
        onChange={(docType) => onChange({ docType })}
      />
      <OrganisationSelect
        label={t('doors:fields.owner')}
        value={form.ownerOrganisationId}
        onChange={(ownerOrganisationId) => onChange({ ownerOrganisationId })}
        error={fault('ownerOrganisationId')}
      />
      <LabelledSelect
        label={t('doors:fields.implementationStatus')}
        choices={choices.implementationStatuses}
        value={form.implementationStatus}
        onChange={(implementationStatus) => onChange({ implementationStatus })}
      />
      <LabelledSelect
        label={t('doors:fields.language')}
        choices={choices.languages}
        value={form.language}
        onChange={(language) => onChange({ language })}
      />
      <div className="k-pair">
        <Textfield
          type="date"
          label={t('doors:fields.startDate')}
          value={form.startDate ?? ''}
          onChange={(event) => onChange({ startDate: event.target.value || null })}
          error={fault('startDate')}
        />
        <Textfield
          type="date"
          label={t('doors:fields.endDate')}
          value={form.endDate ?? ''}
          onChange={(event) => onChange({ endDate: event.target.value || null })}
          error={fault('endDate')}
        />
      </div>
      <CheckList
        legend={t('doors:fields.cities')}
        choices={choices.cities}
        value={form.cityIds}
        onChange={(cityIds) => onChange({ cityIds })}
        error={fault('cityIds')}
      />
      <CheckList
        legend={t('doors:fields.topics')}
        choices={choices.topics}
        value={form.topics}
        onChange={(topics) => onChange({ topics })}
      />
    </>
  );
}

/** The state that a stale write collided with, as the problem document carries it. */
function currentOf(error: unknown): PracticeDocument | null {
  if (!(error instanceof ApiError) || error.code !== 'stale-revision') return null;
  const parsed = PracticeDocument.safeParse(error.problem?.current);
  return parsed.success ? parsed.data : null;
}
