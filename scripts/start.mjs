// npm start: builds what is missing or stale and becomes the server. In this process, not in a child: signals, the exit
// code and the output are then the server's own.
async function build() {
  const { buildStale } = await import('./lib/build.mjs');
  const built = await buildStale();
  if (built.length > 0) console.log(`Built ${built.join(' and ')}.`);
  // The build's handlers end this process at once; the server has its own, which drain it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
}

try {
  await build();
} catch (error) {
  console.error(`Kontor cannot start: ${error.message}`);
  process.exit(1);
}
process.env.NODE_ENV ??= 'production';
process.setSourceMapsEnabled(true);
await import(new URL('../dist/apps/api/src/main.js', import.meta.url).href);
