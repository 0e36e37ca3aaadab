import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { PracticeDocument } from '@kontor/contracts';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DocumentFacts, FACTS, type Fact } from './document-facts.js';
import type { FieldsForm } from './fields-form.js';

interface FieldsConflictProps {
  mine: Partial<FieldsForm>;
  theirs: PracticeDocument;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

const FACT_OF: Record<keyof FieldsForm, Fact> = {
  title: 'title',
  docType: 'docType',
  ownerOrganisationId: 'owner',
  cityIds: 'cities',
  topics: 'topics',
  language: 'language',
  implementationStatus: 'implementationStatus',
  startDate: 'startDate',
  endDate: 'endDate',
};

/** Somebody else saved first: shows what stands on the server where one's own change would go. */
export function FieldsConflict({ mine, theirs, onTakeTheirs, onKeepMine }: FieldsConflictProps) {
  const { t } = useTranslation(['app', 'doors']);
  const notice = useRef<HTMLDivElement>(null);
  // The form is long and its save button stands at the end: without this the conflict would appear out of sight.
  useEffect(() => notice.current?.focus(), []);
  const touched = FACTS.filter((fact) =>
    Object.entries(FACT_OF).some(([field, f]) => f === fact && field in mine),
  );
  return (
    <Alert data-color="warning" role="alert" tabIndex={-1} ref={notice}>
      <Heading level={3} data-size="2xs">
        {t('doors:fields.conflictTitle')}
      </Heading>
      <Paragraph>{t('doors:fields.conflictText')}</Paragraph>
      <DocumentFacts document={theirs} only={touched} />
      <div className="k-actions">
        <Button data-size="sm" onClick={onKeepMine}>
          {t('doors:fields.keepMine')}
        </Button>
        <Button data-size="sm" variant="secondary" onClick={onTakeTheirs}>
          {t('doors:fields.takeTheirs')}
        </Button>
      </div>
    </Alert>
  );
}
