import type { Action } from '../actions.js';
import type { Row } from './row.js';

/** Rows of nouns that come later. */
export const laterRows: Partial<Record<Action, Row>> = {};
