/**
 * A dialog that begins something stands in the address (`?begin=true`), so that the palette can open it. What it has begun
 * takes its place there: back leads to the list, not to the dialog.
 */
export const isBeginning = (): boolean => new URLSearchParams(window.location.search).has('begin');

/** A dialog says that it closes also when its page is left: then there is no address to put right. */
export const isStillAt = (list: 'threads' | 'practice-documents' | 'commitments'): boolean =>
  window.location.pathname.endsWith(`/${list}`);
