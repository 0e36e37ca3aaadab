import { COLD_LOAD } from './cold-load.js';
import { DURABILITY } from './durability.js';
import { JOINING } from './joining.js';
import { MEMORY } from './memory.js';
import type { Scenario } from './scenario.js';
import { SLOW_READER } from './slow-reader.js';
import { TYPING } from './typing.js';

export const SCENARIOS: readonly Scenario[] = [
  ...TYPING,
  JOINING,
  MEMORY,
  COLD_LOAD,
  SLOW_READER,
  ...DURABILITY,
];
