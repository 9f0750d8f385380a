/** A page of one person in Chromium. What the console complains about fails the test. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { ALL, borrow, type Borrowed, openBrowser } from './profiles.ts';
import type { Served } from './setup.ts';
import { signIn } from './steps.ts';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** Most stories are walked in each size and in each language once; with HUIXIANG_TEST_ALL=1 in each size in each language. */
export const LOOKS: readonly { readonly size: typeof DESKTOP; readonly locale: 'zh' | 'en' }[] = [
  { size: DESKTOP, locale: 'zh' },
  ...(ALL
    ? [
        { size: DESKTOP, locale: 'en' as const },
        { size: PHONE, locale: 'zh' as const },
      ]
    : []),
  { size: PHONE, locale: 'en' },
];
const SHOTS = join(import.meta.dirname, '.shots');

/** What one step may take on a noisy machine; long work (an import, a replay) says its own limit. Milliseconds. */
const STEP_MS = 20_000;

/** Without a session the first question is answered 401, and the browser itself writes that down as an error. */
const ASKING_WHO = /401 \(Unauthorized\) \S+\/api\/me$/;

export interface Look {
  readonly size?: { readonly width: number; readonly height: number };
  readonly scheme?: 'light' | 'dark';
  readonly locale?: 'zh' | 'en';
  /** false: nobody is signed in. Else the administrator is, who signed in through the page once. */
  readonly signedIn?: boolean;
  /** Somebody else is signed in instead. */
  readonly as?: () => { readonly email: string; readonly password: string };
  /** false: JavaScript is off, as in some mail programs and old phones. Nobody is signed in then. */
  readonly script?: boolean;
  /** Errors that are the point of the test: what the console says, and the address it says it about. */
  readonly expected?: readonly RegExp[];
}

type Login = Served['login'];
type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

/** Who has signed in through the page once stays signed in for the later scenes. */
const sessions = new Map<string, Cookies>();

/** Once per file. */
export function useBrowser(): void {
  beforeAll(async () => {
    await openBrowser();
  });
}

/** A test with a page: quiet to its end, pictured when it fails. */
export function scene(name: string, look: Look, act: (page: Page) => Promise<void>): void {
  test(name, async () => {
    const { page, complaints, giveBack } = await visit(look);
    let passed = false;
    try {
      await act(page);
      expect(complaints).toEqual([]);
      passed = true;
    } catch (error) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name.replace(/\W+/g, '-')}.png`) });
      throw new Error(`${(error as Error).message}\nat ${page.url()}\n${complaints.join('\n')}`, { cause: error });
    } finally {
      await giveBack(passed);
    }
  });
}

async function visit(look: Look): Promise<Borrowed & { complaints: string[] }> {
  const { size = DESKTOP, scheme = 'light', locale = 'zh', signedIn = true, as, script = true, expected = [] } = look;
  const borrowed = await borrow({ size, scheme, locale, script });
  const { page } = borrowed;
  page.setDefaultTimeout(STEP_MS);
  const complaints: string[] = [];
  const complain = (text: string): void => {
    if (![...expected, ASKING_WHO].some((one) => one.test(text))) complaints.push(text);
  };
  page.on('pageerror', (error) => complain(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`${message.text()} ${message.location().url}`);
  });
  if (as) await signInOnce(page, as());
  else if (signedIn) await signInOnce(page, inject('served').login);
  return { ...borrowed, complaints };
}

async function signInOnce(page: Page, login: Login): Promise<void> {
  const key = `${login.email} ${login.password}`;
  const session = sessions.get(key);
  if (session) return page.context().addCookies(session);
  await signIn(page, login);
  sessions.set(key, await page.context().cookies());
}
