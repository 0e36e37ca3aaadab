import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { signIn } from '../../support/http.js';
import { KontorProcess } from '../../support/kontor-process.js';

export { expect } from '@playwright/test';

export const PEOPLE = {
  coordinator: 'coordinator@demo.kontor.example',
  tampere: 'editor.tampere@demo.kontor.example',
  kortrijk: 'editor.kortrijk@demo.kontor.example',
  member: 'member@demo.kontor.example',
  decisionMaker: 'decision-maker.kortrijk@demo.kontor.example',
  operator: 'operator@demo.kontor.example',
} as const;

export const PHONE = { width: 390, height: 844 };

interface Stage {
  /** One running Kontor with the demo partnership, for all tests of a worker. */
  kontor: KontorProcess;
}

interface Cast {
  /** Opens a browser profile of its own that is signed in as this person, and goes to the path. */
  arrive(email: string, path?: string, options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
}

/** Carries a session of the API into a browser profile. */
export async function carrySession(context: BrowserContext, url: string, email: string): Promise<string> {
  const cookie = await signIn(url, email);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  return cookie;
}

export const test = base.extend<Cast, Stage>({
  kontor: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const kontor = await KontorProcess.start();
      await use(kontor);
      await kontor.discard();
    },
    { scope: 'worker' },
  ],
  arrive: async ({ browser, kontor }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (email, path = '/', options = {}) => {
      const context = await browser.newContext({ baseURL: kontor.url, ...options });
      contexts.push(context);
      await carrySession(context, kontor.url, email);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});
