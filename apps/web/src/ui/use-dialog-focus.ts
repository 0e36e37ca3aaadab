import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Focus of a dialog: into its first field when it opens (the platform would take the close button), and back to
 * where it came from even when React takes the open dialog away, which the platform does not see as closing.
 */
export function useDialogFocus(open: boolean): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [open]);
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);
  return dialog;
}
