// Reads the reports of jest and Playwright into numbers.
import { readFile } from 'node:fs/promises';

export const NONE = { passed: 0, failed: 0, skipped: 0 };

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A run that failed without a failed test (a suite that did not load, a fault after the last test) counts as one failure. */
function withVerdict(counts, ok) {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

export async function jestCounts(file, ok) {
  const report = await readJson(file);
  if (!report) return withVerdict(NONE, false);
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return withVerdict(counts, ok);
}

export async function playwrightCounts(file, ok) {
  const report = await readJson(file);
  if (!report?.stats) return withVerdict(NONE, false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  // A flaky test is a failed one: there are no retries, so this says that somebody allowed them.
  return withVerdict({ passed: expected, failed: unexpected + flaky, skipped }, ok);
}
