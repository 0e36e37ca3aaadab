import { Dropdown } from '@digdir/designsystemet-react';
import { MenuElipsisVerticalIcon } from '@navikt/aksel-icons';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  onSelect: () => void;
}

/** "The rest in a menu": what a page can do beside its one main action. Nothing to do shows nothing. */
export function Menu({ label, items }: { label?: string; items: MenuItem[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (items.length === 0) return null;
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        ref={trigger}
        variant="tertiary"
        icon
        aria-label={label ?? t('common.more')}
        aria-expanded={open}
      >
        <MenuElipsisVerticalIcon aria-hidden />
      </Dropdown.Trigger>
      <Dropdown
        open={open}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        placement="bottom-end"
      >
        <Dropdown.List>
          {items.map((item) => (
            <Dropdown.Item key={item.label}>
              <Dropdown.Button
                data-color={item.danger ? 'danger' : 'neutral'}
                onClick={() => {
                  setOpen(false);
                  // The item vanishes with the menu; a dialog opened by it must find its way back to something.
                  trigger.current?.focus();
                  item.onSelect();
                }}
              >
                {item.icon}
                {item.label}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}
