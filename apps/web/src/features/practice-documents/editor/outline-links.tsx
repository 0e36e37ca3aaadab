import { useTranslation } from 'react-i18next';

/** The outline of a text that is only read: links to its sections. */
export function OutlineLinks({ entries }: { entries: { id: string; title: string }[] }) {
  const { t } = useTranslation('editor');
  return (
    <nav className="k-outline" aria-label={t('outline.label')}>
      <h2 className="k-outline__title">{t('outline.title')}</h2>
      <ol>
        {entries.map(({ id, title }) => (
          <li key={id} className="k-outline__entry">
            <a href={`#section-${id}`} className="k-outline__link">
              {title === '' ? t('outline.untitled') : title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
