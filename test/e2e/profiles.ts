/**
 * One Chromium for all files, and in it one profile per kind of person, kept with its page and the process that draws it: a new one starts processes
 * and compiles the whole console again, which was two thirds of what Chromium took (1.4 s of CPU a visit instead of 4.9 s). Between two scenes
 * everything a site keeps is removed, except the files in the cache. With HUIXIANG_TEST_ALL=1 each scene has a profile of its own.
 */
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { findChromium } from '../../src/kit/chromium.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** All that can be tested, however long it takes. */
export const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);

export interface Profile {
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme: 'light' | 'dark';
  readonly locale: 'zh' | 'en';
  readonly script: boolean;
}

export interface Borrowed {
  readonly page: Page;
  /** `passed` false: nobody knows what state it is in, and the next scene gets a new one. */
  giveBack(passed: boolean): Promise<void>;
}

interface Kept {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
}

let browser: Promise<Browser> | undefined;
const kept = new Map<string, Kept>();

/** The same for every file of a run; it ends with the run. */
export function openBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: `bin/huixiang test browser` installs it or says how');
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

export async function borrow(profile: Profile): Promise<Borrowed> {
  const key = JSON.stringify([profile.locale, profile.script, isPhone(profile)]);
  const profileKept = kept.get(key) ?? (await make(profile));
  const { context, page } = profileKept;
  kept.delete(key);
  await page.setViewportSize(profile.size);
  await page.emulateMedia({ colorScheme: profile.scheme });
  return {
    page,
    async giveBack(passed) {
      if (ALL || !passed) return context.close();
      await tidy(profileKept);
      kept.set(key, profileKept);
    },
  };
}

const isPhone = ({ size }: Profile): boolean => size.width < 600;

async function make(profile: Profile): Promise<Kept> {
  const { url } = inject('served');
  const context = await (await openBrowser()).newContext({
    baseURL: url,
    viewport: profile.size,
    locale: profile.locale === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    javaScriptEnabled: profile.script,
    ...(isPhone(profile) ? { isMobile: true, hasTouch: true } : {}),
  });
  await context.addInitScript((chosen) => {
    if (localStorage.getItem('hx.locale') === null) localStorage.setItem('hx.locale', chosen);
  }, profile.locale);
  const page = await context.newPage();
  return { context, page, session: await context.newCDPSession(page) };
}

/** As if nobody had been there. The page waits at a picture of the same site: it runs nothing, and what draws it stays. */
async function tidy({ context, page, session }: Kept): Promise<void> {
  for (const event of ['pageerror', 'console', 'request', 'response', 'dialog']) page.removeAllListeners(event);
  await page.unrouteAll();
  await context.setOffline(false);
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.mouse.move(-1, -1);
  await page.goto('/mark.svg');
  await page.evaluate(() => sessionStorage.clear());
  await context.clearCookies();
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: STORED });
}

/** All that a site may keep; the files in the cache of HTTP are no type of storage and stay. */
const STORED =
  'cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage,shared_storage,storage_buckets';
