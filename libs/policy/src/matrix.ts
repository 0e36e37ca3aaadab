import type { Action } from './actions.js';
import { documentRows } from './rows/documents.js';
import { identityRows } from './rows/identity.js';
import { exchangeRows, indicatorRows, recordRows, serviceRows } from './rows/network.js';
import { reviewRows } from './rows/reviews.js';
import type { Row } from './rows/row.js';
import { workspaceRows } from './rows/workspaces.js';

/** Every action has a row: a new action without one does not compile. */
export const MATRIX: Readonly<Record<Action, Row>> = {
  ...identityRows,
  ...workspaceRows,
  ...documentRows,
  ...reviewRows,
  ...exchangeRows,
  ...indicatorRows,
  ...serviceRows,
  ...recordRows,
};

/** Undefined for what is no action at all, such as a name that came from outside. */
export function rowOf(action: Action): Row | undefined {
  return Object.hasOwn(MATRIX, action) ? MATRIX[action] : undefined;
}
