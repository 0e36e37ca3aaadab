/**
 * Stands in for `@digdir/designsystemet-web` (see vite.config.ts): the behaviour of the elements that we use.
 * The original registers all of them, and combobox, datalist, tabs and suggestion alone are 12 kB of the first load.
 * Using one of those components means adding its import here.
 */
import '@digdir/designsystemet-web/clickdelegatefor';
import '@digdir/designsystemet-web/details';
import '@digdir/designsystemet-web/dialog';
import '@digdir/designsystemet-web/fieldset';
import '@digdir/designsystemet-web/focusgroup';
import '@digdir/designsystemet-web/invokers';
import '@digdir/designsystemet-web/popover';
import '@digdir/designsystemet-web/readonly';
import '@digdir/designsystemet-web/toggle-group';

export * from '@digdir/designsystemet-web/ds-breadcrumbs';
export * from '@digdir/designsystemet-web/ds-error-summary';
export * from '@digdir/designsystemet-web/ds-field';
export * from '@digdir/designsystemet-web/ds-pagination';
export * from '@digdir/designsystemet-web/tooltip';
