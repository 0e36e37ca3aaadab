// npm run backup -- DIR, npm run restore -- DIR [--yes]: builds what is missing or stale and becomes the command.
import { buildStale } from './lib/build.mjs';

try {
  await buildStale({ only: ['api'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
} catch (error) {
  console.error(`This command cannot start: ${error.message}`);
  process.exit(1);
}
process.setSourceMapsEnabled(true);
await import(new URL('../dist/apps/api/src/backup/cli.js', import.meta.url).href);
