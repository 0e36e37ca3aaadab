import { InformationSquareIcon } from '@navikt/aksel-icons';
import { useTranslation } from 'react-i18next';
import { useInstance } from '../../features/identity/api/instance.js';

/** On every page of a demo: nobody may take invented texts for a city's word. */
export function SampleMark() {
  const { t } = useTranslation();
  const { data: instance } = useInstance();
  if (!instance?.demo) return null;
  return (
    <p className="k-sample" role="note">
      <InformationSquareIcon aria-hidden />
      {t('shell.sample')}
    </p>
  );
}
