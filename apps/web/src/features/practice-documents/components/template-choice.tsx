import { Fieldset, Radio } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';

type Template = 'guided' | 'blank';

/** Questions to answer, or an empty page. */
export function TemplateChoice({ value, onChange }: { value: Template; onChange: (v: Template) => void }) {
  const { t } = useTranslation(['app', 'doors']);
  return (
    <Fieldset>
      <Fieldset.Legend>{t('doors:documents.template')}</Fieldset.Legend>
      {(['guided', 'blank'] as const).map((template) => (
        <Radio
          key={template}
          name="template"
          value={template}
          label={t(`doors:templates.${template}.name`)}
          description={t(`doors:templates.${template}.text`)}
          checked={value === template}
          onChange={() => onChange(template)}
        />
      ))}
    </Fieldset>
  );
}
