import { Button, Dialog, Heading } from '@digdir/designsystemet-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDialogFocus } from './use-dialog-focus.js';

interface FormDialogProps {
  open: boolean;
  title: string;
  submit: string;
  busy: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}

/** A dialog around a form: Enter submits, Escape leaves, the title names it. Its content mounts only while open. */
export function FormDialog({
  open,
  title,
  submit,
  busy,
  onSubmit,
  onClose,
  children,
  wide,
}: FormDialogProps) {
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
      className={wide ? 'k-dialog k-dialog--wide' : 'k-dialog'}
    >
      <Heading level={2} data-size="xs" id={titleId}>
        {title}
      </Heading>
      {open && (
        <form
          noValidate
          className="k-stack"
          onSubmit={(event) => {
            event.preventDefault();
            // A dialog that was opened from within another form is not that form.
            event.stopPropagation();
            onSubmit();
          }}
        >
          {children}
          <div className="k-actions">
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
            <Button variant="secondary" onClick={() => dialog.current?.close()}>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
