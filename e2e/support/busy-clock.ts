import type { Page } from '@playwright/test';

/** Reads the processor time that a page's main thread has taken. */
export interface BusyClock {
  /** Milliseconds since it was asked last, at first since it was made. */
  lap(): Promise<number>;
  /** Lets go of the page. */
  end(): Promise<void>;
}

/**
 * A clock of the processor time that the page's main thread takes. Unlike what is measured from outside it hardly depends
 * on what else the machine does.
 */
export async function busyClock(page: Page): Promise<BusyClock> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  let last = await read();
  return {
    lap: async () => {
      const before = last;
      last = await read();
      return last - before;
    },
    end: () => session.detach(),
  };
}
