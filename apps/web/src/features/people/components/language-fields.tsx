import { Button, Fieldset } from '@digdir/designsystemet-react';
import { TrashIcon } from '@navikt/aksel-icons';
import { LANGUAGE_LEVELS, SPOKEN_LANGUAGES, type PersonLanguage } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';

interface LanguageFieldsProps {
  value: PersonLanguage[];
  onChange: (value: PersonLanguage[]) => void;
}

/** Which languages one speaks, and how well. */
export function LanguageFields({ value, onChange }: LanguageFieldsProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const spoken = new Set(value.map(({ language }) => language));
  const others = SPOKEN_LANGUAGES.filter((language) => !spoken.has(language))
    .map((language) => ({ value: language, label: format.language(language) }))
    .sort((a, b) => format.compare(a.label, b.label));
  return (
    <Fieldset className="k-languages">
      <Fieldset.Legend>{t('form.languages')}</Fieldset.Legend>
      {value.map((one) => {
        const name = format.language(one.language);
        return (
          <div key={one.language} className="k-languages__row">
            <LabelledSelect
              size="sm"
              label={t('form.level', { language: name })}
              value={one.level}
              choices={LANGUAGE_LEVELS.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
              onChange={(level) =>
                onChange(value.map((other) => (other === one ? { ...one, level } : other)))
              }
            />
            <Button
              variant="tertiary"
              data-color="neutral"
              icon
              aria-label={t('form.remove', { language: name })}
              onClick={() => onChange(value.filter((other) => other !== one))}
            >
              <TrashIcon aria-hidden />
            </Button>
          </div>
        );
      })}
      <LabelledSelect
        size="sm"
        label={t('form.addLanguage')}
        value=""
        placeholder={t('form.choose')}
        choices={others}
        onChange={(language) => onChange([...value, { language, level: 'independent' }])}
      />
    </Fieldset>
  );
}
