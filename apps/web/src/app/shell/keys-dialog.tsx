import { Dialog, Heading, Switch } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useDialogFocus } from '../../ui/use-dialog-focus.js';
import { pageKeysNow, SHORTCUTS, setFlag, useFlag } from './shortcuts.js';

/** Lists the keys of the house; `?` opens it. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['app', 'keys']);
  const single = useFlag('single-keys');
  const dialog = useDialogFocus(true);
  return (
    <Dialog
      ref={dialog}
      open
      onClose={onClose}
      closeButton={t('common.close')}
      aria-labelledby="keys-title"
      className="k-dialog"
    >
      <Heading level={2} data-size="xs" id="keys-title">
        {t('shell.keys')}
      </Heading>
      <dl className="k-keys">
        {pageKeysNow().map(({ label, keys }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut.id}>
            <dt>{t(`keys:house.${shortcut.id}`)}</dt>
            <dd>
              {shortcut.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('keys:house.move')}</dt>
          <dd>
            <kbd>Tab</kbd>
          </dd>
        </div>
        <div>
          <dt>{t('keys:house.close')}</dt>
          <dd>
            <kbd>Esc</kbd>
          </dd>
        </div>
      </dl>
      <Switch
        label={t('keys:house.single')}
        description={t('keys:house.singleText')}
        checked={single}
        onChange={(event) => setFlag('single-keys', event.target.checked)}
      />
    </Dialog>
  );
}
