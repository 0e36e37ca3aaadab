// npm run build [-- --force]: the server into dist/apps and dist/libs, the web pages into dist/web.
import { buildStale } from './lib/build.mjs';

try {
  const started = Date.now();
  const built = await buildStale({ force: process.argv.includes('--force') });
  const what = built.length > 0 ? `built ${built.join(' and ')}` : 'nothing was stale';
  console.log(`${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
