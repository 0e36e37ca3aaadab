/** Local storage that may be blocked or full: then the preference lasts as long as the page. */
export const storage = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(`kontor.${key}`);
    } catch {
      return null;
    }
  },
  set(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`kontor.${key}`);
      else localStorage.setItem(`kontor.${key}`, value);
    } catch {
      // Blocked storage: nothing to remember, nothing broken.
    }
  },
};
