import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../platform/http/web-files.js';

const Package = z.object({ version: z.string() });

/** Of the package that runs: read once, from where it stands. */
export const VERSION = Package.parse(
  JSON.parse(readFileSync(join(packageRoot(import.meta.dirname), 'package.json'), 'utf8')),
).version;
