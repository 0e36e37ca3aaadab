import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** What stands where a post was that went on elsewhere. */
export function PlaceLeft({ no, postId, movedTo }: { no: number; postId: string; movedTo: string }) {
  const { t } = useTranslation('discussions');
  return (
    <p className="k-post__moved">
      {t('rearrange.left', { no })}{' '}
      <Link
        to="/threads/$threadId"
        params={{ threadId: movedTo }}
        hash={`post-${postId}`}
        className="ds-link"
      >
        {t('rearrange.goOn')}
      </Link>
    </p>
  );
}
