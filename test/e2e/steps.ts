/** What several tests do, as a person does it; and what must be there before, made through the API when an earlier file has not. */
import type { Page } from 'playwright-core';

export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/**
 * Milliseconds between two looks at the page, for every `page.waitForFunction`: without it the page is asked, laid out and painted anew sixty times
 * a second for as long as the server computes.
 */
export const LOOKING = { polling: 60 } as const;

/** Waits until the text stands somewhere in the page. */
export async function see(page: Page, text: string | RegExp, timeout?: number): Promise<void> {
  await page.locator('body').getByText(text).first().waitFor({ state: 'visible', timeout });
}

/** The words of a part of the page, with every run of white space as one blank. */
export async function wordsOf(page: Page, selector = 'main'): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ');
}

/** Waits until the words of a part hold all of these, in any order; throws with what stands there instead. */
export async function seeAll(page: Page, texts: readonly (string | RegExp)[], selector = 'main'): Promise<void> {
  for (const text of texts) {
    await page
      .waitForFunction(
        ({ where, source, flags }) => {
          const words = (document.querySelector<HTMLElement>(where)?.innerText ?? '').replace(/\s+/g, ' ');
          return new RegExp(source, flags).test(words);
        },
        { where: selector, ...patternOf(text) },
        LOOKING,
      )
      .catch(async () => {
        throw new Error(`not there: ${String(text)}\n${await wordsOf(page, selector)}`);
      });
  }
}

function patternOf(text: string | RegExp): { source: string; flags: string } {
  return typeof text === 'string'
    ? { source: text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), flags: '' }
    : { source: text.source, flags: text.flags };
}

/** The console scrolls up and down, never sideways. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Loads the demo company when it is not there yet. The page must be signed in. */
export async function ensureDemo(page: Page): Promise<void> {
  await page.goto('/');
  await page.evaluate(async () => {
    const ask = async (method: string): Promise<string> => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/w/main/demo', { method, ...(method === 'POST' ? { headers, body: '{}' } : {}) });
      return ((await answer.json()) as { status: string }).status;
    };
    if ((await ask('GET')) !== 'ready') await ask('POST');
    while ((await ask('GET')) === 'loading') await new Promise((resolve) => setTimeout(resolve, 500));
  });
}
