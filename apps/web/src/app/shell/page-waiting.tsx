import { Loading } from '../../ui/loading.js';

/** Where a page will stand, while its code is fetched. */
export const PageWaiting = () => (
  <div className="k-page">
    <Loading />
  </div>
);
