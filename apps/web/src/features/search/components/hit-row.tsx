import { Heading } from '@digdir/designsystemet-react';
import type { SearchHit } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { When } from '../../../ui/when.js';
import { placeOf } from '../api/search.js';
import { KindIcon } from './kind-icon.js';
import { Marked } from './marked.js';

/** One thing that was found: what it is, where it stands, and the words that answer. */
export function HitRow({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { kind, title, passage, workspace, cities, language, status, changedAt } = hit;
  const facts = [
    t(`kinds.${kind}`),
    status !== null && status !== 'open' && t(`statuses.${status}`),
    workspace?.name,
    kind !== 'city' && cities.length > 0 && cities.map(({ name }) => name).join(', '),
    language !== null && format.language(language),
  ].filter(Boolean);
  return (
    <article className="k-hit">
      <KindIcon kind={kind} />
      <div className="k-hit__what">
        <Heading level={2} data-size="2xs">
          <Link {...placeOf(hit)} className="ds-link">
            <Marked {...title} />
          </Link>
        </Heading>
        {passage !== null && passage.text !== '' && (
          <p className="k-hit__passage" lang={language ?? undefined}>
            <Marked {...passage} />
          </p>
        )}
        <p className="k-hit__facts">
          {facts.join(' · ')}
          {changedAt !== null && (
            <>
              {' · '}
              <When at={changedAt} />
            </>
          )}
        </p>
      </div>
    </article>
  );
}
