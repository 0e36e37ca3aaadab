import { Chip, Paragraph } from '@digdir/designsystemet-react';
import type { ChangeWatching, Watching } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { useChangeWatching, useWatching } from '../api/watching.js';

/** Workspaces and tags of whose new discussions one is told; a click ends it. */
export function WatchedPlaces() {
  const { t } = useTranslation('notifications');
  const watching = useWatching();
  return (
    <section className="k-stack" aria-labelledby="watching-title">
      <h2 id="watching-title" className="ds-heading" data-size="xs" tabIndex={-1}>
        {t('preferences.watching')}
      </h2>
      <QueryGate query={watching}>
        {(items) =>
          items.length === 0 ? (
            <Paragraph>{t('preferences.watchingNone')}</Paragraph>
          ) : (
            <>
              <Paragraph>{t('preferences.watchingText')}</Paragraph>
              <ul className="k-watched">
                {items.map((place) => (
                  <li key={place.workspaceId}>
                    <WatchedPlace place={place} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </QueryGate>
    </section>
  );
}

function WatchedPlace({ place }: { place: Watching }) {
  const { t } = useTranslation('notifications');
  const change = useChangeWatching(place.workspaceId);
  const workspace = place.workspaceName;
  const end = (what: ChangeWatching) => {
    // The chip goes with what it ends: the focus stays with the section.
    document.getElementById('watching-title')?.focus();
    change.mutate(what);
  };
  return (
    <>
      <Link
        to="/workspaces/$workspaceId/threads"
        params={{ workspaceId: place.workspaceId }}
        className="ds-link"
      >
        {workspace}
      </Link>
      <div className="k-chips">
        {place.all && (
          <Chip.Removable
            aria-label={t('preferences.unwatchAll', { workspace })}
            onClick={() => end({ what: 'all', on: false })}
          >
            {t('preferences.watchingAll')}
          </Chip.Removable>
        )}
        {place.tags.map((tag) => (
          <Chip.Removable
            key={tag}
            aria-label={t('preferences.unwatchTag', { tag: `#${tag}`, workspace })}
            onClick={() => end({ what: 'tag', tag, on: false })}
          >
            #{tag}
          </Chip.Removable>
        ))}
      </div>
      {change.isError && <ErrorNotice error={change.error} compact />}
    </>
  );
}
