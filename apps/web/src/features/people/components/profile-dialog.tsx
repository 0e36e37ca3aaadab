import { Textarea, Field, Label, Textfield, ValidationMessage } from '@digdir/designsystemet-react';
import { AVAILABILITIES, TOPICS, UpdateProfile, type PersonProfile } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { CheckList } from '../../../ui/check-list.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useUpdateProfile } from '../api/people.js';
import { LanguageFields } from './language-fields.js';

const OF_PLACE = 'place';

const draftOf = (person: PersonProfile) => ({
  jobTitle: person.jobTitle,
  about: person.about,
  languages: person.languages,
  topics: person.topics as string[],
  expertise: person.expertise.join(', '),
  orcid: person.orcid ?? '',
  timeZone: person.timeZoneChosen ? person.timeZone : OF_PLACE,
  availability: person.availability,
  awayUntil: person.awayUntil ?? '',
});
type Draft = ReturnType<typeof draftOf>;

const bodyOf = (draft: Draft) => ({
  ...draft,
  expertise: draft.expertise
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean),
  orcid: draft.orcid.trim() || null,
  timeZone: draft.timeZone === OF_PLACE ? null : draft.timeZone,
  awayUntil: draft.availability === 'open' ? null : draft.awayUntil || null,
});

/** What one tells of oneself: all of it voluntary, all of it at once. */
export function ProfileDialog({ person, onClose }: { person: PersonProfile; onClose: () => void }) {
  const { t } = useTranslation('people');
  const [draft, setDraft] = useState(() => draftOf(person));
  const update = useUpdateProfile();
  const faults = useFaults(update.error);
  const { check, isGeneral } = faults;
  // The shell's words for faults know nothing of profiles.
  const fault = (field: string) => (faults.fault(field) ? t(`faults.${field}`) : undefined);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = () => {
    const body = check(UpdateProfile, bodyOf(draft));
    if (!body) return;
    update.mutate(body, {
      onSuccess: () => {
        onClose();
        showToast({ text: t('form.saved'), tone: 'success' });
      },
    });
  };
  return (
    <FormDialog
      open
      wide
      title={t('form.title')}
      submit={t('app:common.save')}
      busy={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="k-muted">{t('form.hint')}</p>
      {update.error && isGeneral ? <ErrorNotice error={update.error} compact /> : null}
      <Textfield
        label={t('form.jobTitle')}
        value={draft.jobTitle}
        onChange={(event) => set({ jobTitle: event.target.value })}
        error={fault('jobTitle')}
      />
      <Field>
        <Label>{t('form.about')}</Label>
        <Field.Description>{t('form.aboutHint')}</Field.Description>
        <Textarea
          rows={2}
          value={draft.about}
          aria-invalid={fault('about') ? true : undefined}
          onChange={(event) => set({ about: event.target.value })}
        />
        {fault('about') && <ValidationMessage>{fault('about')}</ValidationMessage>}
      </Field>
      <LanguageFields value={draft.languages} onChange={(languages) => set({ languages })} />
      <CheckList
        legend={t('form.topics')}
        choices={TOPICS.map((value) => ({ value, label: t(`app:topics.${value}`) }))}
        value={draft.topics}
        onChange={(topics) => set({ topics })}
      />
      <Textfield
        label={t('form.expertise')}
        description={t('form.expertiseHint')}
        value={draft.expertise}
        onChange={(event) => set({ expertise: event.target.value })}
        error={fault('expertise')}
      />
      <WhenToAsk draft={draft} set={set} fault={fault} />
      <Textfield
        label={t('form.orcid')}
        description={t('form.orcidHint')}
        value={draft.orcid}
        onChange={(event) => set({ orcid: event.target.value })}
        error={fault('orcid')}
      />
    </FormDialog>
  );
}

interface PartProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  fault: (field: string) => string | undefined;
}

function WhenToAsk({ draft, set, fault }: PartProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const [zones] = useState(() =>
    Intl.supportedValuesOf('timeZone').filter((zone) =>
      /^(Europe|Atlantic|Asia|Africa|America)\//.test(zone),
    ),
  );
  const known = [...new Set([draft.timeZone, ...zones])].filter((zone) => zone !== OF_PLACE);
  return (
    <>
      <div className="k-pair">
        <LabelledSelect
          label={t('form.availability')}
          value={draft.availability}
          choices={AVAILABILITIES.map((value) => ({ value, label: t(`availability.${value}`) }))}
          onChange={(availability) => set({ availability })}
        />
        <LabelledSelect
          label={t('form.timeZone')}
          value={draft.timeZone}
          choices={[
            { value: OF_PLACE, label: t('form.zoneOfPlace') },
            ...known
              .map((value) => ({ value, label: value.replaceAll('_', ' ') }))
              .sort((a, b) => format.compare(a.label, b.label)),
          ]}
          onChange={(timeZone) => set({ timeZone })}
          error={fault('timeZone')}
        />
      </div>
      {draft.availability !== 'open' && (
        <Textfield
          type="date"
          className="k-half"
          label={t('form.awayUntil')}
          description={t('form.awayUntilHint')}
          value={draft.awayUntil}
          onChange={(event) => set({ awayUntil: event.target.value })}
          error={fault('awayUntil')}
        />
      )}
    </>
  );
}
