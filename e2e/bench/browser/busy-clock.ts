import type { Page } from '@playwright/test';

/**
 * A clock of the processor time that the page's main thread takes, in milliseconds; it runs from when it is made. Unlike
 * what is measured from outside it hardly depends on what else the machine does.
 */
export async function busyClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const from = await read();
  return async () => {
    const spent = (await read()) - from;
    await session.detach();
    return spent;
  };
}
