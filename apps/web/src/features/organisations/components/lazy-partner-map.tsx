import { Skeleton } from '@digdir/designsystemet-react';
import type { City } from '@kontor/contracts';
import { Suspense, lazy } from 'react';
import { useNear } from '../../../ui/near.js';

const PartnerMap = lazy(() => import('./partner-map.js').then((m) => ({ default: m.PartnerMap })));

/** The map with its coastlines, loaded only when it comes near the window; its place is kept meanwhile. */
export function LazyPartnerMap(props: { cities: City[]; highlight?: string }) {
  const [frame, near] = useNear<HTMLDivElement>();
  const placeholder = <Skeleton variant="rectangle" className="k-map" aria-hidden="true" />;
  return (
    <div className="k-mapframe" ref={frame}>
      <Suspense fallback={placeholder}>{near ? <PartnerMap {...props} /> : placeholder}</Suspense>
    </div>
  );
}
