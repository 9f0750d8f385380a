/** The agent: her next customer, the words, the record, done; by keys at a desk, by thumb on a phone. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, until } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});
const as = () => company.logins.agent;

scene('agent, desk: from the home page to the next customer, all by keys', { size: DESKTOP, as }, async (page) => {
  await page.goto(`/w/${company.id}/welcome`);
  await page.getByRole('link', { name: /^开始/ }).waitFor();
  await picture(page, 'agent-home');
  await page.getByRole('link', { name: /^开始/ }).press('Enter');
  await page.waitForURL(/\/tasks\//);
  await seeAll(page, ['沈佳怡', 'SH-101', '还没有接受']);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

  // Accepted, the opening said, and the script follows the answer.
  await page.keyboard.press('Enter');
  await page.locator('.hx-state-line.open').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await seeAll(page, ['当时具体发生了什么']);
  await page.keyboard.press('3');
  await seeAll(page, ['因为不满在服务态度']);
  await page.keyboard.press('Enter');
  await seeAll(page, ['您看可以吗']);
  await picture(page, 'agent-workbench');
  await page.keyboard.press('1');
  await seeAll(page, ['必问 2 / 2']);
  await page.keyboard.press('5');
  await page.getByLabel('客户原话').fill('医生很好，希望能准时。');
  await page.keyboard.press('Control+Enter');

  // The next one stands there at once, and a slip can be undone.
  await seeAll(page, ['沈佳怡：已完成', '撤销']);
  await page.getByRole('button', { name: '撤销' }).click();
  await page.goto(`/w/${company.id}/tasks`);
  await page.locator('.hx-queue').getByText('沈佳怡').click();
  await seeAll(page, ['必问 2 / 2']);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Control+Enter');
  await seeAll(page, ['沈佳怡：已完成']);
  await until(async () => (await company.ask('GET', '~/tasks?view=all&state=done')).items.length >= 1);
  await see(page, /今日完成\s*1/);
  expect(await overflowOf(page)).toBe(0);
});

scene('agent, phone, English: by thumb', { size: PHONE, locale: 'en', as }, async (page) => {
  await page.goto(`/w/${company.id}/welcome`);
  await page.getByRole('link', { name: /^Start/ }).waitFor();
  expect(await overflowOf(page)).toBe(0);
  await page.getByRole('navigation').getByRole('link', { name: /To do/ }).tap();
  await see(page, '罗静');
  await picture(page, 'agent-phone-queue');
  await page.getByText('罗静').first().tap();
  await page.waitForURL(/\/tasks\/task_/);
  await page.getByRole('button', { name: /^Next: / }).tap();
  const script = page.locator('.hx-script');
  await script.getByRole('radio', { name: /Attitude/ }).tap();
  await see(page, 'because the attitude is the trouble');
  await picture(page, 'agent-phone-script');
  // One large button at the thumb: the next question, and at the end the end.
  const onward = page.locator('.sticky .ant-btn-primary');
  await onward.tap();
  await script.getByRole('radio', { name: /Solved/ }).tap();
  expect(await overflowOf(page)).toBe(0);
  await onward.filter({ hasText: /Finish|Done/ }).tap();
  await page.waitForURL(/\/tasks$/);
  await see(page, /罗静: (done|Done)/);
});
