import { UI_LANGUAGES, UiLanguage, type Me } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { LabelledSelect } from '../../../ui/labelled-select.js';

/** Each language under its own name: who cannot read the page must find it. */
const OWN_NAMES: Record<UiLanguage, string> = { en: 'English', de: 'Deutsch' };

interface ChoiceProps<V> {
  onChange: (value: V) => void;
  size?: 'sm' | 'md';
}

export function LanguageChoice({ value, onChange, size }: ChoiceProps<UiLanguage> & { value: string }) {
  const { t } = useTranslation();
  const current = UiLanguage.safeParse(value);
  return (
    <LabelledSelect
      label={t('account.language')}
      value={current.success ? current.data : 'en'}
      choices={UI_LANGUAGES.map((language) => ({ value: language, label: OWN_NAMES[language] }))}
      onChange={onChange}
      {...(size ? { size } : {})}
    />
  );
}

const THEMES: Me['theme'][] = ['system', 'light', 'dark'];

export function ThemeChoice({ value, onChange, size }: ChoiceProps<Me['theme']> & { value: Me['theme'] }) {
  const { t } = useTranslation();
  return (
    <LabelledSelect
      label={t('account.theme')}
      value={value}
      choices={THEMES.map((theme) => ({ value: theme, label: t(`themes.${theme}`) }))}
      onChange={onChange}
      {...(size ? { size } : {})}
    />
  );
}
