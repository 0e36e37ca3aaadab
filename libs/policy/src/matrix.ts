import type { Action } from './actions.js';
import { documentRows } from './rows/documents.js';
import { identityRows } from './rows/identity.js';
import { laterRows } from './rows/later.js';
import type { Row } from './rows/row.js';
import { workspaceRows } from './rows/workspaces.js';

/** Every action has a row: a new action without one does not compile. */
export const MATRIX: Readonly<Partial<Record<Action, Row>>> = {
  ...identityRows,
  ...workspaceRows,
  ...documentRows,
  ...laterRows,
};

export function rowOf(action: Action): Row | undefined {
  return Object.hasOwn(MATRIX, action) ? MATRIX[action] : undefined;
}
