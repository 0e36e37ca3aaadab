import { Dialog } from '@digdir/designsystemet-react';
import { useRouter } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDialogFocus } from '../../../ui/use-dialog-focus.js';
import { useOptions, type Option } from '../hooks/options.js';
import { KindIcon } from './kind-icon.js';
import { Marked } from './marked.js';
import '../styles/search.css';

/** Ctrl+K: finds things, goes places and starts things by typing. A combobox, so that the focus stays in the field. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('search');
  const router = useRouter();
  const id = useId();
  const dialog = useDialogFocus(true);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const { groups, isWaiting } = useOptions(text, useDeferredValue(text));
  const options = groups.flatMap((group) => group.options);
  const current = options[Math.min(active, options.length - 1)];
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);

  const go = ({ to, search, hash }: Option) => {
    onClose();
    void router.navigate({ to, ...(search && { search }), ...(hash && { hash }) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setActive((now) => (Math.min(now, options.length - 1) + step + options.length) % options.length);
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
      closeButton={t('app:common.close')}
      closedby="any"
      aria-label={t('palette.title')}
      className="k-palette"
    >
      <input
        className="ds-input k-palette__input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('palette.results')}
        aria-busy={isWaiting}
        className="k-palette__list"
      >
        {groups.map((group) => (
          <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
            <p id={`${id}-${group.name}`} className="k-palette__group" role="presentation">
              {t(`palette.${group.name}`)}
            </p>
            {group.options.map((option) => (
              <OptionRow
                key={option.id}
                id={`${id}-${option.id}`}
                option={option}
                isCurrent={option === current}
                onChoose={() => go(option)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className="k-palette__hint" role="status">
        {isWaiting ? t('palette.waiting') : t('palette.count', { count: options.length })}
      </p>
    </Dialog>
  );
}

interface OptionRowProps {
  id: string;
  option: Option;
  isCurrent: boolean;
  onChoose: () => void;
}

function OptionRow({ id, option, isCurrent, onChoose }: OptionRowProps) {
  const { title, about, hit } = option;
  const passage = hit?.passage && hit.passage.marks.length > 0 ? hit.passage : null;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above holds the focus and the keys
    <div id={id} role="option" tabIndex={-1} aria-selected={isCurrent} onClick={onChoose}>
      {hit && <KindIcon kind={hit.kind} />}
      <span className="k-palette__what">
        <span>
          <Marked {...title} />
        </span>
        {passage && (
          <span className="k-palette__passage" lang={hit?.language ?? undefined}>
            <Marked {...passage} />
          </span>
        )}
      </span>
      <span className="k-muted">{about}</span>
    </div>
  );
}
