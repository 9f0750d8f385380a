/** Every page of the navigation in two sizes, two schemes and two languages: quiet, named, in words, and no wider than the screen. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { LOOKING, ensureDemo, overflowOf, see } from './steps.ts';

useBrowser();

/** Two words and more with dots between, as keys of words are written; file names and addresses are not. */
const KEY = /(?<![\w./@-])[a-z][A-Za-z]+(?:\.[a-z][A-Za-z_]+)+(?![\w./@:-])/g;
const NOT_KEYS = /\.(csv|gz|json|txt|local|com)$/;

const PAGES = [
  'welcome',
  'customers',
  'customers/import',
  'customers/attributes',
  'customers/event-types',
  'playbooks',
  'playbooks/silent-wakeup',
  'playbooks/silent-wakeup/customers',
  'playbooks/silent-wakeup/definition',
  'playbooks/silent-wakeup/runs',
  'segments',
  'segments/new',
  'scorecards',
  'scorecards/silent-wakeup',
  'campaigns',
  'costs',
  'replays',
  'replays?new=1',
  'me',
  'settings',
  'settings/members',
  'settings/teams',
  'settings/roles',
  'settings/calendar',
  'settings/keys',
  'settings/audit',
  'settings/account',
] as const;

const WALKS = [
  ['desktop, light, Chinese', { size: DESKTOP }],
  ['desktop, dark, English', { size: DESKTOP, scheme: 'dark', locale: 'en' }],
  ['phone, light, Chinese', { size: PHONE }],
  ['phone, dark, English', { size: PHONE, scheme: 'dark', locale: 'en' }],
] as const;
/** Each size, scheme and language once; all four with HUIXIANG_TEST_ALL=1. */
for (const [name, look] of process.env['HUIXIANG_TEST_ALL'] ? WALKS : [WALKS[0], WALKS[3]]) {
  scene(`walk: ${name}`, look, async (page) => {
    await ensureDemo(page);
    const wrong: string[] = [];
    for (const path of await pagesOf(page)) {
      await go(page, `/w/demo/${path}`, look.size === DESKTOP && !('locale' in look));
      await settled(page);
      wrong.push(...(await faultsOf(page, 'locale' in look ? 'Huixiang' : '回响')).map((fault) => `${path}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });
}

/** The fixed ones, every other address of the navigation, and one customer. */
async function pagesOf(page: Page): Promise<string[]> {
  await page.goto('/w/demo/customers');
  await settled(page);
  const links = await page
    .locator('nav a, main a')
    .evaluateAll((all) => all.map((a) => new URL((a as HTMLAnchorElement).href).pathname));
  const own = links.filter((path) => path.startsWith('/w/demo/')).map((path) => path.slice('/w/demo/'.length));
  const customer = own.find((path) => path.startsWith('customers/cus_'));
  return [
    ...new Set([...PAGES, ...own.filter((path) => !path.startsWith('customers/')), ...(customer ? [customer] : [])]),
  ];
}

/** By its address, or inside the console as a link goes: the first walk loads every page afresh, the others need not. */
async function go(page: Page, path: string, afresh: boolean): Promise<void> {
  if (afresh) {
    await page.goto(path);
    return;
  }
  const stays = new URL(page.url()).pathname === path.split('?')[0];
  await page.evaluate((to) => {
    document.querySelector('main > *')?.setAttribute('data-old', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  if (!stays) await page.waitForFunction(() => !document.querySelector('[data-old]'), undefined, LOOKING);
}

/** The page has its title and nothing in it waits for an answer. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(
    () =>
      !document.querySelector('main [aria-busy=true], main .hx-bone') &&
      !document.querySelector('.hx-state[role=alert]'),
    undefined,
    LOOKING,
  );
}

async function faultsOf(page: Page, product: string): Promise<string[]> {
  const faults: string[] = [];
  const wide = await overflowOf(page);
  if (wide > 0) faults.push(`${wide} px wider than the screen`);
  const cut = await cutControls(page);
  if (cut.length > 0) faults.push(`beyond the edge: ${cut.join(', ')}`);
  const title = await page.title();
  if (!title.endsWith(` · ${product}`) || title.startsWith(' ')) faults.push(`title “${title}”`);
  const keys = ((await spokenWords(page)).match(KEY) ?? []).filter((text) => !NOT_KEYS.test(text));
  if (keys.length > 0) faults.push(`keys in place of words: ${[...new Set(keys)].join(', ')}`);
  return faults;
}

/** What the page says, without the documents it shows as they are: a playbook's JSON names variables and fields. */
function spokenWords(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('pre')].reduce(
      (text, pre) => text.replace(pre.innerText, ''),
      document.body.innerText,
    ),
  );
}

/** Controls that reach beyond the screen and cannot be scrolled into it. */
async function cutControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (node: Element | null): boolean =>
      node !== null && (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
    return [...document.querySelectorAll('button, a, input, h1, h2, [role=tab]')]
      .filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        return width > 1 && right > 0 && (right > innerWidth + 1 || left < -1) && !scrolls(node.parentElement);
      })
      .map((node) => (node.textContent || node.getAttribute('aria-label') || node.tagName).trim().slice(0, 40));
  });
}

scene('a phone: tabs, cards, a customer, a scorecard', { size: PHONE }, async (page) => {
  await ensureDemo(page);
  await page.goto('/w/demo/customers');
  const tabs = page.getByRole('navigation', { name: '主导航' });
  await tabs.getByRole('link', { name: '我的' }).waitFor();
  expect(await page.locator('table').count()).toBe(0);
  const card = page.locator('.hx-cards a').first();
  await card.waitFor();
  const height = (await card.boundingBox())?.height ?? 0;
  expect(height).toBeGreaterThanOrEqual(44);
  await card.click();
  await see(page, '往来');
  await page.getByRole('link', { name: /^返回/ }).click();
  await tabs.getByRole('link', { name: '我的' }).click();
  await page.getByRole('link', { name: '记分卡' }).first().click();
  await page.getByRole('link', { name: /沉默客户唤醒/ }).click();
  await see(page, '已证实有效');
  await see(page, /\+\d+\.\d 点/);
  expect(await overflowOf(page)).toBe(0);
});
