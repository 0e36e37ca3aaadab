import { Skeleton } from '@digdir/designsystemet-react';
import type { City } from '@kontor/contracts';
import { Suspense, lazy } from 'react';

const PartnerMap = lazy(() => import('./partner-map.js').then((m) => ({ default: m.PartnerMap })));

/** The map with its coastlines, loaded only where it is shown; its place is kept meanwhile. */
export function LazyPartnerMap(props: { cities: City[]; highlight?: string }) {
  return (
    <div className="k-mapframe">
      <Suspense fallback={<Skeleton variant="rectangle" className="k-map" aria-hidden="true" />}>
        <PartnerMap {...props} />
      </Suspense>
    </div>
  );
}
