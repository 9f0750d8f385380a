/** The customer's page on a phone: with and without JavaScript, narrow and usual, in both languages. Everything it needs is made through the API. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { VISIT } from '../../src/engine/forms/testing/visit.ts';
import { PHONE, scene, useBrowser } from './browser.ts';
import { overflowOf, see, wordsOf } from './steps.ts';

useBrowser();

const NARROW = { width: 320, height: 568 };
const stamp = Date.now().toString(36);
const form = { ...VISIT, key: `visit-${stamp}` };
let customer = '';

/** One call of the console's own API, by the page that is signed in. */
async function api<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ({ method: how, path: where, body: what }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/w/main${where}`, {
        method: how,
        ...(what ? { headers, body: JSON.stringify(what) } : {}),
      });
      const told = (await answer.json()) as T;
      if (!answer.ok) throw new Error(JSON.stringify(told));
      return told;
    },
    { method, path, body },
  );
}

const paths: string[] = [];
const nextLink = (): string => paths.pop() ?? '';
const choose = (page: Page, name: string, value: string | number) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check();

scene('a form, a customer and her links', {}, async (page) => {
  await page.goto('/');
  await api(page, 'POST', '/forms', { definition: form });
  customer = (
    await api<{ customerId: string }>(page, 'POST', '/customers', { externalId: `survey-${stamp}`, name: '沈丽' })
  ).customerId;
  for (let n = 0; n < 8; n++) {
    const link = await api<{ url: string }>(page, 'POST', '/survey-links', {
      form: form.key,
      customer,
      channel: 'sms',
    });
    paths.push(new URL(link.url).pathname);
  }
});

scene(
  '390 px: questions follow the answers, words follow the score, nothing typed is lost, one submit',
  { size: PHONE, signedIn: false, expected: [/ERR_INTERNET_DISCONNECTED/] },
  async (page) => {
    const path = nextLink();
    await page.goto(path);
    expect(await page.locator('#q-wait_why').isVisible()).toBe(false);
    await choose(page, 'care.wait', 2);
    await see(page, '候诊这一项，哪里可以更好？');
    expect(await page.locator('[data-r="care.wait"] label.on').count()).toBe(2);
    await choose(page, 'care.wait', 4);
    await page.locator('#q-wait_why').waitFor({ state: 'hidden' });
    await choose(page, 'recommend', 10);
    await see(page, '谢谢您，最满意的是什么？');
    await choose(page, 'recommend', 3);
    await see(page, '哪里让您失望？');
    await page.locator('#f-recommend_why').fill('太贵了，还要等很久');
    await see(page, '已保存，可以稍后再填');
    await page.reload();
    expect(await page.locator('#f-recommend_why').inputValue()).toBe('太贵了，还要等很久');

    await page.locator('button').click();
    await see(page, '还有 1 处需要看一下');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-care');
    await choose(page, 'care.doctor', 5);
    await choose(page, 'care.price', 1);
    expect(await page.locator('.sum').isVisible()).toBe(false);

    await page.context().setOffline(true);
    await page.locator('button').click();
    await see(page, '网络不通');
    await page.context().setOffline(false);
    await page.locator('button').dblclick();
    await see(page, '收到了，谢谢您');
    await page.goto(path);
    await see(page, '您已经答过了，谢谢');
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('hx/')))).toEqual([]);
  },
);

for (const [size, locale] of [
  [NARROW, 'zh'],
  [NARROW, 'en'],
  [PHONE, 'en'],
] as const) {
  const say = (zh: string, en: string) => (locale === 'zh' ? zh : en);
  scene(
    `without JavaScript, ${size.width} px, ${locale}: every follow-up is in reach`,
    { size, locale, signedIn: false, script: false, expected: [/422/] },
    async (page) => {
      await page.goto(nextLink());
      for (const question of ['wait_why', 'recommend_why', 'reason', 'far_where', 'words'])
        expect(await page.locator(`#q-${question}`).isVisible(), question).toBe(true);
      await choose(page, 'care.doctor', 2);
      await choose(page, 'care.wait', 2);
      await page.locator('#f-words').fill('等了两个小时，价格也不透明');
      await page.locator('button').click();
      await see(page, say('还有 2 处需要看一下', 'Please look at 2 more'));
      await see(page, say('这一题还没有回答', 'Please answer this question'));
      expect(await page.locator('input[name="care.wait"][value="2"]').isChecked()).toBe(true);
      expect(await page.locator('#f-words').inputValue()).toBe('等了两个小时，价格也不透明');
      await choose(page, 'care.price', 2);
      await choose(page, 'recommend', 2);
      await page.locator('button').click();
      await see(page, say('收到了，谢谢您', 'Thank you, we got it'));
    },
  );
}

for (const scheme of ['light', 'dark'] as const)
  scene(
    `320 px, ${scheme}: nothing sticks out, every target is large enough for a thumb`,
    { size: NARROW, scheme, signedIn: false },
    async (page) => {
      await page.goto(nextLink());
      await choose(page, 'care.wait', 1);
      await choose(page, 'recommend', 1);
      await choose(page, 'again', 1);
      await choose(page, 'reason', 'far');
      expect(await overflowOf(page)).toBe(0);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('form label:not([for]), button, .t, header a')]
          .map((each) => ({ box: each.getBoundingClientRect(), what: each.outerHTML.slice(0, 80) }))
          .filter(({ box }) => box.height > 0 && (box.height < 44 || box.width < 36))
          .map(({ box, what }) => `${Math.round(box.width)}x${Math.round(box.height)} ${what}`),
      );
      expect(small).toEqual([]);
    },
  );

scene('by keyboard, in English', { size: PHONE, locale: 'en', signedIn: false }, async (page) => {
  await page.goto(nextLink());
  await page.locator('input[name="care.doctor"][value="1"]').focus();
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight');
  expect(await page.locator('[data-r="care.doctor"] label.on').count()).toBe(4);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('care.wait');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.locator('input[name="recommend"][value="9"]').focus();
  await page.keyboard.press('Space');
  await see(page, 'What did you like most?');
  await page.locator('button').focus();
  await page.keyboard.press('Enter');
  await see(page, 'Thank you, we got it');
});

scene('what came of it', {}, async (page) => {
  await page.goto('/');
  const { items } = await api<{ items: { complete: boolean; via: string; answers: Record<string, unknown> }[] }>(
    page,
    'GET',
    `/customers/${customer}/responses`,
  );
  const complete = items.filter((each) => each.complete);
  expect(complete).toHaveLength(5);
  expect(complete.filter((each) => each.answers['words'] === '等了两个小时，价格也不透明')).toHaveLength(3);
  await page.locator('h1').first().waitFor();
  expect(await wordsOf(page, 'body')).not.toBe('');
});
