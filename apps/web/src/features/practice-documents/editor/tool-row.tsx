import type { Editor } from '@tiptap/core';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface ToolRowProps {
  label: string;
  editor: Editor;
  children: ReactNode;
  /** Whether Alt+F10 in the text comes to this row. */
  isMain?: boolean;
}

/** A toolbar as ARIA's practices ask: one tab stop, arrow keys inside, Home and End, Escape back to the text. */
export function ToolRow({ label, editor, children, isMain = true }: ToolRowProps) {
  const row = useRef<HTMLDivElement>(null);
  const buttons = () => [
    ...(row.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? []),
  ];
  // The one tab stop: the button that had the focus last, else the first. Re-done when buttons come, go or rest.
  useEffect(() => {
    const all = [...(row.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const stop =
      all.find((button) => button.tabIndex === 0 && !button.disabled) ??
      all.find((button) => !button.disabled);
    for (const button of all) button.tabIndex = button === stop ? 0 : -1;
  });
  useEffect(() => {
    if (!isMain) return undefined;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!event.altKey || event.key !== 'F10') return;
      event.preventDefault();
      row.current?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isMain]);
  const focus = (button: HTMLButtonElement | undefined) => {
    if (!button) return;
    for (const other of buttons()) other.tabIndex = other === button ? 0 : -1;
    button.focus();
    button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    if (event.key === 'ArrowRight') focus(all[(at + 1) % all.length]);
    else if (event.key === 'ArrowLeft') focus(all[(at - 1 + all.length) % all.length]);
    else if (event.key === 'Home') focus(all[0]);
    else if (event.key === 'End') focus(all.at(-1));
    else if (event.key === 'Escape') editor.commands.focus(undefined, { scrollIntoView: false });
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="k-tools__row"
      role="toolbar"
      aria-label={label}
      ref={row}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

interface ToolButtonProps {
  label: string;
  keys?: string;
  pressed?: boolean;
  disabled?: boolean;
  /** Shows the label beside the icon. */
  text?: boolean;
  onClick: () => void;
  children?: ReactNode;
}

export function ToolButton({
  label,
  keys,
  pressed,
  disabled = false,
  text = false,
  onClick,
  children,
}: ToolButtonProps) {
  return (
    <button
      type="button"
      className="k-tool"
      aria-label={text ? undefined : label}
      aria-pressed={pressed}
      disabled={disabled}
      title={keys === undefined ? label : `${label} (${keys})`}
      // The caret and its selection stay where they are.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
      {text && <span>{label}</span>}
    </button>
  );
}
