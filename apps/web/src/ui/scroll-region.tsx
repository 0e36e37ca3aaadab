import type { ReactNode } from 'react';

/** A wide table that scrolls sideways inside the page. It takes the focus, so that the arrow keys can scroll it. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it a keyboard cannot scroll (WCAG 2.1.1)
    <div className="k-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
