import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import type { Config } from '../../apps/api/src/config/config.js';
import { CONFIG } from '../../apps/api/src/platform/tokens.js';
import type { TestApp } from './boot-test-app.js';

/** A mail as it lies on disk, taken apart by a library that did not make it. */
export async function delivered(app: TestApp, id: string): Promise<Email> {
  const folder = join(app.kontor.app.get<Config>(CONFIG).dataDir, 'mail');
  const file = (await readdir(folder)).find((name) => name.endsWith(`${id}.eml`));
  if (file === undefined) throw new Error(`no mail ${id} was delivered`);
  return PostalMime.parse(await readFile(join(folder, file)));
}
