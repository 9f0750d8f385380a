/** Chromium of the system and a page of one person in it. What the console complains about fails the test. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findChromium } from '../../src/kit/chromium.ts';
import { signIn } from './steps.ts';

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
const SHOTS = join(import.meta.dirname, '.shots');

/** What one step may take on a noisy machine; long work (an import, a replay) says its own limit. Milliseconds. */
const STEP_MS = 20_000;

/** Without a session the first question is answered 401, and the browser itself writes that down as an error. */
const ASKING_WHO = /401 \(Unauthorized\) \S+\/api\/me$/;

export interface Look {
  readonly size?: { readonly width: number; readonly height: number };
  readonly scheme?: 'light' | 'dark';
  readonly locale?: 'zh' | 'en';
  /** false: nobody is signed in. Else the administrator is, who signed in through the page. */
  readonly signedIn?: boolean;
  /** Somebody else signs in instead, through the page. */
  readonly as?: () => { readonly email: string; readonly password: string };
  /** false: JavaScript is off, as in some mail programs and old phones. Nobody is signed in then. */
  readonly script?: boolean;
  /** Errors that are the point of the test: what the console says, and the address it says it about. */
  readonly expected?: readonly RegExp[];
}

type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

let browser: Browser | undefined;
let administrator: State['cookies'] | undefined;

/** Once per file. */
export function useBrowser(): void {
  beforeAll(async () => {
    const executablePath = findChromium();
    if (!executablePath) throw new Error('no Chromium: `bin/huixiang test browser` installs it or says how');
    browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  });
  afterAll(async () => browser?.close());
}

/** A test with a page: quiet to its end, pictured when it fails. */
export function scene(name: string, look: Look, act: (page: Page) => Promise<void>): void {
  test(name, async () => {
    const { page, complaints, close } = await visit(look);
    try {
      await act(page);
      expect(complaints).toEqual([]);
    } catch (error) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name.replace(/\W+/g, '-')}.png`) });
      throw new Error(`${(error as Error).message}\nat ${page.url()}\n${complaints.join('\n')}`, { cause: error });
    } finally {
      await close();
    }
  });
}

async function visit(look: Look): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> {
  const { size = DESKTOP, scheme = 'light', locale = 'zh', signedIn = true, as, script = true, expected = [] } = look;
  if (!browser) throw new Error('useBrowser() first');
  const context = await browser.newContext({
    baseURL: inject('served').url,
    viewport: size,
    colorScheme: scheme,
    locale: locale === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
    ...(size.width < 600 ? { isMobile: true, hasTouch: true } : {}),
  });
  await context.addInitScript((chosen) => {
    if (localStorage.getItem('hx.locale') === null) localStorage.setItem('hx.locale', chosen);
  }, locale);
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  const complaints: string[] = [];
  const complain = (text: string): void => {
    if (![...expected, ASKING_WHO].some((one) => one.test(text))) complaints.push(text);
  };
  page.on('pageerror', (error) => complain(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`${message.text()} ${message.location().url}`);
  });
  if (as) await signIn(page, as());
  else if (signedIn && administrator) await context.addCookies(administrator);
  else if (signedIn) {
    await signIn(page, inject('served').login);
    administrator = (await context.storageState()).cookies;
  }
  return { page, complaints, close: () => context.close() };
}
