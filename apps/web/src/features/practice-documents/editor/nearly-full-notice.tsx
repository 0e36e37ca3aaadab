import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { CollabLimits } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** From here on people are told, as the server tells us: early enough to finish a thought and plan. */
const WARN_FROM_PERCENT = 70;

/** The document comes near its limit. Put away for this visit by a press; a fuller document says so again. */
export function NearlyFullNotice({ limits }: { limits: CollabLimits }) {
  const { t } = useTranslation('editor');
  const [seen, setSeen] = useState(0);
  const percent = Math.min(100, Math.floor(((limits.size ?? 0) / limits.document) * 100));
  if (percent < WARN_FROM_PERCENT || percent <= seen) return null;
  return (
    <Alert data-color="warning" data-size="sm">
      <Heading level={2} data-size="2xs">
        {t('notices.nearlyFull.title', { percent })}
      </Heading>
      <Paragraph>{t('notices.nearlyFull.text')}</Paragraph>
      <div className="k-actions">
        <Button variant="tertiary" data-size="sm" onClick={() => setSeen(percent)}>
          {t('notices.nearlyFull.done')}
        </Button>
      </div>
    </Alert>
  );
}
