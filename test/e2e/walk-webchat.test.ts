/** A visitor of the company's own site, on another origin, and the colleague who answers her: both ways, then on a phone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { PHONE, scene, useBrowser } from './browser.ts';
import { picture } from './picture.ts';
import { LOOKING, overflowOf, see } from './steps.ts';

useBrowser();

const HOSTILE = '<img src=x onerror=alert(1)> 在吗';

let shop: Server;
let port = 0;
let snippet = '';
beforeAll(async () => {
  shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="zh-CN"><link rel="icon" href="data:,"><style>*{color:red!important;display:block!important}</style><h1>安和口腔</h1>${snippet}</html>`,
    );
  });
  await new Promise<void>((resolve) => shop.listen(0, resolve));
  ({ port } = shop.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => shop.close(resolve)));

interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}

async function visitor(page: Page, size = { width: 1280, height: 800 }): Promise<Visitor> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' });
  const visit = await context.newPage();
  visit.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  visit.on('pageerror', (error) => complaints.push(error.message));
  visit.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page: visit, context, complaints };
}

scene('a company puts the chat on its site; a visitor and a colleague talk through it', {}, async (page) => {
  await page.goto('/w/main/settings/web-chat');
  await page.getByLabel('允许的网站').fill(`http://localhost:${port}`);
  await page.getByLabel('问候语').fill('您好，牙齿有什么不舒服吗？');
  await page.frameLocator('.preview iframe').getByText('您好，牙齿有什么不舒服吗？').waitFor();
  await picture(page, 'web-chat-settings');
  const on = page.getByRole('button', { name: /^(保存并开启|保存)$/ });
  await on.click();
  await see(page, '已开启');
  snippet = (await page.locator('code').first().textContent()) ?? '';

  const her = await visitor(page);
  await her.page.goto(`http://localhost:${port}/`);
  const open = her.page.getByRole('button', { name: '打开在线客服' });
  await open.click();
  const chat = her.page.frameLocator('#hx-chat iframe');
  await chat.getByText('为了回复您，我们会保存这里的对话内容。').waitFor();
  // Nothing is kept before she agrees.
  expect(await her.context.cookies()).toEqual([]);
  const kept = () => her.page.evaluate(() => localStorage.length);
  expect(await kept()).toBe(0);
  await her.page.keyboard.press('Enter');
  const box = chat.getByLabel('输入消息');
  await box.waitFor();
  expect(await kept()).toBe(1);
  expect(await her.context.cookies()).toEqual([]);
  const question = '种植牙要多久？';
  await box.fill(question);
  await box.press('Enter');
  await chat.locator('.me', { hasText: question }).waitFor();

  await page.goto('/w/main/inbox');
  await page.locator('.it', { hasText: '网页访客' }).first().click();
  await page.locator('.say .bubble', { hasText: question }).waitFor();
  // What is typed outlives a page that is loaded again; what is typed while an answer is on its way is the next answer.
  const reply = page.getByRole('textbox', { name: /^回复/ });
  await reply.fill('一般三到六个月，先来拍个片子看看。');
  await page.reload();
  expect(await reply.inputValue()).toBe('一般三到六个月，先来拍个片子看看。');
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/reply', async (route) => {
    await held;
    await route.continue();
  });
  await reply.press('Enter');
  await reply.fill('您哪天方便？');
  letGo();
  await chat.locator('.us', { hasText: '一般三到六个月' }).waitFor();
  await page.locator('.say.us', { hasText: '已读' }).waitFor();
  expect(await reply.inputValue()).toBe('您哪天方便？');
  await picture(page, 'inbox');
  await picture(her.page, 'web-chat');

  // The keyboard leads in and out again.
  await box.focus();
  await her.page.keyboard.press('Escape');
  await her.page.waitForFunction(
    () => document.activeElement?.shadowRoot?.activeElement?.tagName === 'BUTTON',
    undefined,
    LOOKING,
  );
  expect(await open.getAttribute('aria-expanded')).toBe('false');
  // She comes back: the thread is there without asking again.
  await her.page.reload();
  await open.click();
  await chat.locator('.us', { hasText: '一般三到六个月' }).waitFor();
  expect(her.complaints).toEqual([]);
  await her.context.close();
});

scene('on a phone the window fills the screen; a page of nobody’s shows nothing', {}, async (page) => {
  const her = await visitor(page, PHONE);
  await her.page.goto(`http://localhost:${port}/`);
  await her.page.getByRole('button', { name: '打开在线客服' }).click();
  const frame = her.page.locator('#hx-chat iframe');
  expect(await frame.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  const chat = her.page.frameLocator('#hx-chat iframe');
  await chat.getByRole('button', { name: '同意并开始' }).click();
  await chat.getByLabel('输入消息').fill(HOSTILE);
  await chat.getByRole('button', { name: '发送' }).click();
  await chat.locator('.me', { hasText: HOSTILE }).waitFor();
  await chat.getByRole('button', { name: '关闭' }).click();
  await her.page.getByRole('button', { name: '打开在线客服' }).waitFor();
  // The same page by another name is another origin, which nobody allowed: the browser refuses the frame.
  await her.page.goto(`http://127.0.0.1:${port}/`);
  await expect.poll(() => her.complaints.some((text) => /frame-ancestors/.test(text))).toBe(true);
  expect(await her.page.getByRole('button', { name: '打开在线客服' }).count()).toBe(0);
  await her.context.close();
});

scene('the inbox on a phone: the list, a thread, who it is', { size: PHONE }, async (page) => {
  await page.goto('/w/main/inbox');
  // What a visitor wrote is text, wherever it is shown.
  await page.locator('.it', { hasText: HOSTILE }).waitFor();
  await page.locator('.it', { hasText: '一般三到六个月' }).first().click();
  await page.locator('.bubble', { hasText: '一般三到六个月' }).waitFor();
  expect(await overflowOf(page)).toBe(0);
  await picture(page, 'inbox-phone');
  await page.getByRole('button', { name: '客户' }).click();
  await see(page, '这是谁？');
  await page.getByLabel('客户姓名').fill('钟意');
  await page.getByRole('button', { name: '新建并归入' }).click();
  await page.locator('.hx-side .name', { hasText: '钟意' }).waitFor();
  await page.evaluate(async () => {
    const where = '/api/w/main/web-chat';
    const { look } = (await (await fetch(where)).json()) as { look: unknown };
    const headers = { 'content-type': 'application/json' };
    await fetch(where, { method: 'PUT', headers, body: JSON.stringify({ isOn: false, look }) });
  });
});
