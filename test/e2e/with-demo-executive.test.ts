/** The executive: is it worth the money, and what says so. From the verdict to its evidence, and out as a file. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, inviteToDemo } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

/** When no earlier file has loaded the demo company, on a busy machine. */
const LOADING_MS = 500_000;

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
  await inviteToDemo('executive');
}, LOADING_MS);
const as = () => company.logins.executive;

scene('executive, desk: the verdict, its interval, the definition, the file', { size: DESKTOP, as }, async (page) => {
  await page.goto('/w/demo/welcome');
  await seeAll(page, ['各方案的结论', '沉默客户唤醒', '已证实有效']);
  await picture(page, 'executive-home');
  await page.getByRole('main').getByRole('link', { name: '沉默客户唤醒' }).first().click();
  await page.waitForURL(/\/scorecards\/silent-wakeup$/);
  await seeAll(page, ['已证实有效', '分组比例正常', /\+\d+\.\d 点 \[\d+\.\d, \d+\.\d\] 证实提升/]);
  await picture(page, 'executive-scorecard');
  await page.getByRole('button', { name: '导出' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: '下载 JSON' }).click();
  expect((await file).suggestedFilename()).toMatch(/\.json$/);
  // What was fixed before it began.
  await page.getByRole('link', { name: '方案', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: '定义' }).click();
  await seeAll(page, [/30 天|对照/]);
});

scene('executive, phone, English: the same answer in a lift', { size: PHONE, locale: 'en', as }, async (page) => {
  await page.goto('/w/demo/welcome');
  await seeAll(page, ['Proven gain']);
  expect(await overflowOf(page)).toBe(0);
  await page
    .getByRole('main')
    .getByRole('link')
    .filter({ hasText: /wake|silent/i })
    .first()
    .tap();
  await page.waitForURL(/\/scorecards\/silent-wakeup$/);
  await see(page, 'Proven gain');
  await see(page, /\+\d+\.\d pp/);
  await picture(page, 'executive-phone');
  expect(await overflowOf(page)).toBe(0);
});
