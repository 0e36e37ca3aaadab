import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/lib/chromium.mjs';

const executablePath = await findChromium();

/**
 * Browser tests. They start the built program themselves, each worker on a port and a data directory of its own
 * (e2e/support), so there is no `webServer` and no base address here. Run by `npm test` after the build.
 */
export default defineConfig({
  testDir: 'e2e/web',
  outputDir: 'test-results',
  // Many tests wait for clocks and dead lines, and the other one works meanwhile; more only wait for each other.
  workers: 2,
  // A test that passes on the second try has found something; it is not to be hidden.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    // A control that is not there is told by its name, not by the end of the whole test's time.
    actionTimeout: 30_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Brussels',
    // A trace films every step of every test, for the few that fail: asked for when one is looked into.
    trace: process.env['KONTOR_TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGS },
  },
});
