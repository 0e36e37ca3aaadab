import { Button } from '@digdir/designsystemet-react';
import {
  BellIcon,
  EnvelopeClosedIcon,
  FolderIcon,
  GlobeIcon,
  HouseIcon,
  MagnifyingGlassIcon,
  PersonCircleIcon,
  PersonGroupIcon,
  SidebarLeftIcon,
} from '@navikt/aksel-icons';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ComponentType, SVGProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstance } from '../../features/identity/api/instance.js';
import { useMe } from '../../features/identity/api/me.js';
import { useUnread } from '../../features/notifications/api/unread.js';
import { Logo } from '../../ui/logo.js';
import { setFlag, useFlag } from './shortcuts.js';
import { WorkspaceSwitcher } from './workspace-switcher.js';

type Icon = ComponentType<SVGProps<SVGSVGElement>>;

/** On phones the top holds the mark and the switcher; the ways to go stand in the bar at the bottom. */
export function TopBar() {
  const { t } = useTranslation();
  return (
    <nav className="k-topbar" aria-label={t('shell.place')}>
      <HomeMark />
      <WorkspaceSwitcher id="switcher-top" />
    </nav>
  );
}

function HomeMark() {
  const { t } = useTranslation();
  return (
    <Link to="/" className="k-mark" aria-label={t('shell.mark')}>
      <Logo />
      <span className="k-mark__name">Kontor</span>
    </Link>
  );
}

interface RailProps {
  onSearch: () => void;
  onKeys: () => void;
}

/** The left rail: six ways to go, collapsible to icons; on phones a bar at the bottom. */
export function Rail({ onSearch, onKeys }: RailProps) {
  const { t } = useTranslation();
  const open = useFlag('rail-open');
  const { data: me } = useMe();
  const { data: instance } = useInstance();
  const unread = useUnread();
  return (
    <header className="k-rail" data-open={open}>
      <div className="k-rail__top">
        <HomeMark />
        <WorkspaceSwitcher id="switcher-rail" />
      </div>
      <nav aria-label={t('shell.navigation')} className="k-rail__nav">
        <ul>
          <Way to="/" exact icon={HouseIcon} name="home" />
          <Way to="/workspaces" icon={FolderIcon} name="workspaces" />
          <li>
            <button type="button" className="k-way" onClick={onSearch} aria-keyshortcuts="Control+K">
              <WayFace icon={MagnifyingGlassIcon} name="search" />
              <kbd className="k-way__key">Ctrl K</kbd>
            </button>
          </li>
          <Way to="/notifications" icon={BellIcon} name="notifications" count={unread} />
          <Way to="/cities" icon={GlobeIcon} name="network" />
          <Way to="/account" icon={PersonCircleIcon} name="me" />
          {me?.abilities.readMailOutbox && (
            <Way to="/operator/mail" icon={EnvelopeClosedIcon} name="mail" className="k-way--extra" />
          )}
          {me?.abilities.managePeople && (
            <Way to="/operator/people" icon={PersonGroupIcon} name="people" className="k-way--extra" />
          )}
        </ul>
      </nav>
      <div className="k-rail__foot">
        <p className="k-rail__who">
          <span>{me?.name}</span>
          <span className="k-muted">{me?.affiliation?.organisationName ?? instance?.name}</span>
        </p>
        <div className="k-rail__tools">
          <Button
            variant="tertiary"
            data-color="neutral"
            data-size="sm"
            icon
            aria-label={t(open ? 'shell.collapse' : 'shell.expand')}
            aria-expanded={open}
            onClick={() => setFlag('rail-open', !open)}
          >
            <SidebarLeftIcon aria-hidden />
          </Button>
          <Button
            variant="tertiary"
            data-color="neutral"
            data-size="sm"
            className="k-rail__keys"
            onClick={onKeys}
            aria-label={t('shell.keys')}
            icon
          >
            <kbd aria-hidden="true">?</kbd>
          </Button>
        </div>
      </div>
    </header>
  );
}

interface WayProps {
  to: LinkProps['to'];
  name: string;
  icon: Icon;
  exact?: boolean;
  className?: string;
  /** How much waits there. */
  count?: number;
}

function Way({ to, name, icon, exact = false, className, count = 0 }: WayProps) {
  return (
    <li className={className}>
      <Link
        to={to}
        className="k-way"
        activeOptions={{ exact, includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <WayFace icon={icon} name={name} count={count} />
      </Link>
    </li>
  );
}

const MOST_SHOWN = 99;

/** Long words get a short form in the phone's bar; the accessible name is always the full one, with what waits. */
function WayFace({ icon: Icon, name, count = 0 }: { icon: Icon; name: string; count?: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Icon aria-hidden />
      <span className="k-way__name" aria-hidden={count > 0}>
        {t(`nav.${name}`)}
      </span>
      {count > 0 && (
        <>
          <span className="ds-sr-only">{t('shell.unread', { name: t(`nav.${name}`), count })}</span>
          <span className="k-way__count" aria-hidden="true">
            {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
          </span>
        </>
      )}
      <span className="k-way__short" aria-hidden="true">
        {t(`navShort.${name}`)}
      </span>
    </>
  );
}
