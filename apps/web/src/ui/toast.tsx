import { Button } from '@digdir/designsystemet-react';
import { XMarkIcon } from '@navikt/aksel-icons';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

export interface Toast {
  text: string;
  tone?: 'success' | 'danger' | 'neutral';
  /** The way back, offered for ten seconds. */
  undo?: () => void;
}

let toasts: (Toast & { id: number })[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const change = (next: typeof toasts) => {
  toasts = next;
  for (const listener of listeners) listener();
};

/** Shows a short message at the foot of the page, above all rooms: it survives a change of page. */
export function showToast(toast: Toast): void {
  change([...toasts.slice(-2), { ...toast, id: nextId++ }]);
}

const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id));
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The region itself; mounted once. It is there before its content, or screen readers say nothing. */
export function ToastRegion() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="k-toasts" role="status" aria-atomic="false">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDone={() => dismiss(toast.id)} />
      ))}
    </div>
  );
}

const SECONDS = 10;

function ToastCard({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    // Time stands still under the pointer and while focus is inside (WCAG 2.2.1).
    if (held) return undefined;
    const timer = setTimeout(onDone, SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [held, onDone]);
  return (
    <div
      className="k-toast"
      data-tone={toast.tone ?? 'neutral'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <Button
          variant="secondary"
          data-size="sm"
          onClick={() => {
            toast.undo?.();
            onDone();
          }}
        >
          {t('common.undo')}
        </Button>
      )}
      <Button variant="tertiary" data-size="sm" icon aria-label={t('common.dismiss')} onClick={onDone}>
        <XMarkIcon aria-hidden />
      </Button>
    </div>
  );
}
