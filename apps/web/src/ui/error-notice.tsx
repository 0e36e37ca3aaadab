import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../app/http.js';

/** The catalogue's name for a failure: a server code, no connection, or something nobody foresaw. */
export function failureCode(error: unknown): string {
  return error instanceof ApiError ? error.code : 'unknown';
}

interface ErrorNoticeProps {
  error: unknown;
  onRetry?: () => void;
  /** Says the same in a line, for dialogs. */
  compact?: boolean;
}

/** What happened, what is safe, what to do. */
export function ErrorNotice({ error, onRetry, compact }: ErrorNoticeProps) {
  const { t } = useTranslation();
  const code = failureCode(error);
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <Alert data-color="danger" role="alert">
      {!compact && (
        <Heading level={2} data-size="2xs">
          {t(`errors.${code}.title`)}
        </Heading>
      )}
      <Paragraph>
        {t(`errors.${code}.text`, { minutes: Math.ceil((problem?.retryAfterSeconds ?? 60) / 60) })}
      </Paragraph>
      {problem?.rule && <Paragraph data-size="sm">{t('errors.rule', { rule: problem.rule })}</Paragraph>}
      {problem?.traceId && (code === 'internal' || code === 'text-damaged') && (
        <Paragraph data-size="sm">{t('errors.trace', { id: problem.traceId })}</Paragraph>
      )}
      {onRetry && (
        <Button variant="secondary" data-size="sm" className="k-retry" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </Alert>
  );
}
