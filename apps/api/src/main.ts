import 'reflect-metadata';
import { ConfigError, readConfig } from './config/config.js';
import { DEMO_ACCOUNTS_FOR_START } from './demo/demo-accounts.js';
import { runKontor } from './run-kontor.js';

/** A service manager kills after some time; we go before that, whatever hangs. What was acknowledged is stored. */
const STOP_WITHIN_MS = 19_000;

function goInTime(): void {
  const give = (): void => {
    process.stderr.write(`Kontor did not come to an orderly end within ${STOP_WITHIN_MS} ms and goes\n`);
    process.exit(1);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
    process.once(signal, () => setTimeout(give, STOP_WITHIN_MS).unref());
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  goInTime();
  await runKontor(config, (url) => {
    if (config.demo) {
      process.stdout.write('Demo accounts (the password of all is kontor-demo):\n');
      for (const { email, name } of DEMO_ACCOUNTS_FOR_START)
        process.stdout.write(`  ${email.padEnd(46)}${name}\n`);
    }
    // The one line that scripts, tests and operators wait for.
    process.stdout.write(`Kontor is ready at ${url}\n`);
  });
}

main().catch((error: unknown) => {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string';
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else if (isCoded) process.stderr.write(`Kontor cannot start (${String(error.code)}): ${error.message}\n`);
  else process.stderr.write(`Kontor cannot start: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
