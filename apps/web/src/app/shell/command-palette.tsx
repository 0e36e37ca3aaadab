import { Dialog } from '@digdir/designsystemet-react';
import { useRouter } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDialogFocus } from '../../ui/use-dialog-focus.js';
import { matchPlaces, usePlaces, type Place } from './places.js';

const SHOWN_AT_MOST = 12;

/** Ctrl+K: go anywhere by typing part of its name. A combobox, so that the focus stays in the field. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const id = useId();
  const dialog = useDialogFocus(true);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const found = matchPlaces(usePlaces(), text).slice(0, SHOWN_AT_MOST);
  const current = found[Math.min(active, found.length - 1)];

  const go = (place: Place) => {
    onClose();
    void router.navigate({ to: place.to });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setActive((now) => (Math.min(now, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      go(current);
    }
  };
  return (
    <Dialog
      ref={dialog}
      open
      onClose={onClose}
      closeButton={t('common.close')}
      closedby="any"
      aria-label={t('palette.title')}
      className="k-palette"
    >
      <input
        className="ds-input k-palette__input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-label={t('palette.label')}
        placeholder={t('palette.label')}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('palette.results')} className="k-palette__list">
        {found.map((place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above holds the focus and the keys
          <div
            key={place.id}
            id={`${id}-${place.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === current}
            onClick={() => go(place)}
          >
            <span>{place.name}</span>
            <span className="k-muted">{place.kind}</span>
          </div>
        ))}
      </div>
      <p className="k-palette__hint" role="status">
        {found.length === 0 ? t('palette.none', { text }) : t('palette.count', { count: found.length })}
      </p>
    </Dialog>
  );
}
