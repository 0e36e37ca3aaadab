import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ApiError } from '../app/http.js';

/**
 * Faults of a form by field, in the reader's language: checked with the contract before sending, and taken
 * from the server's problem document after. `check` returns the parsed body, or null and moves the focus to
 * the first faulty field.
 */
export function useFaults(error: unknown) {
  const { t } = useTranslation();
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  const fromServer = error instanceof ApiError ? error.faults.map((fault) => fault.field) : [];
  const hasFault = (field: string) =>
    own.has(field) || fromServer.some((name) => name === field || name.endsWith(`.${field}`));
  return {
    fault: (field: string): string | undefined =>
      hasFault(field) ? t([`faults.${field}`, 'faults.other']) : undefined,
    check: <T extends z.ZodType>(schema: T, value: unknown): z.output<T> | null => {
      const result = schema.safeParse(value);
      if (result.success) {
        setOwn(new Set());
        return result.data;
      }
      const names = new Set(result.error.issues.map((issue) => String(issue.path.at(-1) ?? '')));
      setOwn(names);
      focusFirstFault();
      return null;
    },
    /** True when the error is not already told beside a field. */
    isGeneral: error instanceof ApiError ? fromServer.length === 0 : Boolean(error),
  };
}

function focusFirstFault(): void {
  requestAnimationFrame(() => {
    const fields = document.querySelectorAll<HTMLElement>('[aria-invalid="true"]');
    [...fields].find((field) => field.offsetParent !== null)?.focus();
  });
}
