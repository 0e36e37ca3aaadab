import { Skeleton } from '@digdir/designsystemet-react';
import type { City } from '@kontor/contracts';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';

const PartnerMap = lazy(() => import('./partner-map.js').then((m) => ({ default: m.PartnerMap })));

/** The map with its coastlines, loaded only when it comes near the window; its place is kept meanwhile. */
export function LazyPartnerMap(props: { cities: City[]; highlight?: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const placeholder = <Skeleton variant="rectangle" className="k-map" aria-hidden="true" />;
  return (
    <div className="k-mapframe" ref={frame}>
      <Suspense fallback={placeholder}>{near ? <PartnerMap {...props} /> : placeholder}</Suspense>
    </div>
  );
}
