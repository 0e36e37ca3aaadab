import { useState } from 'react';

const KEPT = 'kontor.token';

/**
 * The token of a mailed link stands behind `#`, so it never reaches a log or a Referer. It stays in the address
 * (a reload works until it is used); on the way over the sign-in page it waits in this tab's memory, because
 * `next` is part of a query string.
 */
export function useFragmentToken(): string {
  const [token] = useState(() => {
    const fragment = safeDecode(window.location.hash.slice(1));
    const given = fragment.startsWith('token=') ? fragment.slice('token='.length) : fragment;
    return given || (sessionStorage.getItem(KEPT) ?? '');
  });
  return token;
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEPT, token);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
