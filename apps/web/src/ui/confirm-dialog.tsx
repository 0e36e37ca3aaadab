import { Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './error-notice.js';
import { useDialogFocus } from './use-dialog-focus.js';

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  children: ReactNode;
  /** The act in words, naming it: "Archive workspace", never "OK". */
  confirm: string;
  /** A second way on, beside the main one. */
  otherwise?: ReactNode;
  tone?: 'danger' | 'harbour';
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone by a toast; names the thing in its title. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    title,
    children,
    confirm,
    otherwise,
    tone = 'danger',
    busy,
    error,
    onConfirm,
    onClose,
  } = props;
  const { t } = useTranslation();
  const titleId = useId();
  const dialog = useDialogFocus(open);
  return (
    <Dialog
      ref={dialog}
      open={open}
      onClose={onClose}
      closeButton={t('common.close')}
      aria-labelledby={titleId}
      className="k-dialog"
    >
      <Heading level={2} data-size="xs" id={titleId}>
        {title}
      </Heading>
      <div className="k-stack">
        {typeof children === 'string' ? <Paragraph>{children}</Paragraph> : children}
        {error ? <ErrorNotice error={error} compact /> : null}
        <div className="k-actions">
          <Button data-color={tone} onClick={onConfirm} loading={busy ?? false}>
            {confirm}
          </Button>
          {otherwise}
          <Button variant="secondary" onClick={() => dialog.current?.close()}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
