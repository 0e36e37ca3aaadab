import { Heading } from '@digdir/designsystemet-react';
import { Link, useLocation, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';

export interface Crumb {
  label: string;
  link: Pick<LinkProps, 'to' | 'params' | 'search'>;
}

interface PageProps {
  title: string;
  crumbs?: Crumb[];
  /** One line under the title. */
  lead?: ReactNode;
  /** The one main action. */
  action?: ReactNode;
  /** The rest, usually a Menu. */
  menu?: ReactNode;
  children: ReactNode;
  /** Text pages are narrow, working pages (tables, maps) wide. */
  width?: 'text' | 'wide';
}

/** The frame of every page inside the shell: breadcrumb, title, main action, menu, content. */
export function Page({ title, crumbs = [], lead, action, menu, children, width = 'wide' }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title);
  useFocusOnRoute(heading);
  return (
    <div className="k-page" data-width={width}>
      <header className="k-page__head">
        <Crumbs crumbs={crumbs} />
        <div className="k-page__title">
          <Heading level={1} data-size="lg" tabIndex={-1} ref={heading}>
            {title}
          </Heading>
          <div className="k-page__acts">
            {action}
            {menu}
          </div>
        </div>
        {lead && <div className="k-page__lead">{lead}</div>}
      </header>
      {children}
    </div>
  );
}

/** The way back, one link per level; nothing on the top level. */
export function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useTranslation();
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={t('shell.breadcrumb')} className="k-crumbs">
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            <Link {...crumb.link} className="ds-link" data-color="neutral">
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Names the tab: "Members, eParticipation manual - Kontor". */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Kontor' : `${title} - Kontor`;
  }, [title]);
}

let focusedPath: string | null = null;

/**
 * Moves the focus to the page's heading when another page appears, so that a screen reader starts there and the
 * keyboard is never left on a link that is gone. The first page keeps the browser's own start. The path is read
 * once, when the page mounts: the page that is being left must not claim the new address.
 */
export function useFocusOnRoute(heading: RefObject<HTMLElement | null>): void {
  const now = useLocation({ select: (location) => location.pathname });
  const [path] = useState(now);
  useEffect(() => {
    if (focusedPath === path) return;
    const isFirst = focusedPath === null;
    focusedPath = path;
    if (!isFirst) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [path, heading]);
}
