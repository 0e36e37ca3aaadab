import { useEffect, useState, type ComponentType } from 'react';

/**
 * A page whose code is fetched when it is first wanted. In place of React's `lazy` where every moment counts: what a
 * Suspense boundary waited for, React shows no sooner than 300 ms after the boundary's fallback, and it shows the
 * fallback even for code that is long there.
 *
 * @param load resolves with the page; called again when it failed and the page is asked for anew
 * @returns the page, and a way to fetch its code before it is wanted
 */
export function soon<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType,
): { Page: ComponentType<Props>; fetch: () => void } {
  let loaded: ComponentType<Props> | null = null;
  const fetch = async () => (loaded ??= await load());
  function Soon(props: Props) {
    const [Page, setPage] = useState(() => loaded);
    const [failure, setFailure] = useState<{ error: unknown } | null>(null);
    useEffect(() => {
      fetch().then(
        (page) => setPage(() => page),
        (error: unknown) => setFailure({ error }),
      );
    }, []);
    if (failure !== null) throw failure.error;
    return Page === null ? <Waiting /> : <Page {...props} />;
  }
  // That fetching early fails is told when the page is wanted.
  return { Page: Soon, fetch: () => void fetch().catch(() => undefined) };
}
