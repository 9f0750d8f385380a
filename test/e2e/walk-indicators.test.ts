/** Process and outcome indicators: where the time goes, a figure's definition and rows, another definition, people; desk and phone. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
}, 300_000);

scene(
  'manager, desk: from the bottleneck to a definition and its rows',
  { size: DESKTOP, as: () => company.logins.manager },
  async (page) => {
    await page.goto(`/w/${company.id}/indicators?period=year`);
    await seeAll(page, ['时间用在哪里', '打开到接受', '谁做得好', '方案带来的差别']);
    // by keys: the figure is focused and opened
    await page.getByRole('button', { name: '一次解决率' }).focus();
    await page.keyboard.press('Enter');
    await seeAll(page, ['口径', /14 天内没有同一方案的新任务/, '背后的明细'], 'body');
    await picture(page, 'indicators-figure');
    await page.getByRole('button', { name: '方案', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '商机转化', exact: true }).click();
    await seeAll(page, [/不满 20 例不排名|期间内没有可以比较的人/]);
    await page.getByRole('button', { name: '流失率' }).click();
    await page.getByRole('button', { name: '修改口径' }).click();
    await page.getByLabel('流失：几天一次没买').fill('60');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '发布第 2 版并重算' }).click();
    await seeAll(page, [/第 2 版/, /这 60 天里一次也没买/], 'body');
  },
);

scene(
  'supervisor, phone, English: the same on one column',
  { size: PHONE, locale: 'en', as: () => company.logins.supervisor },
  async (page) => {
    await page.goto(`/w/${company.id}/indicators?period=year`);
    await seeAll(page, ['Where the time goes', 'Who does best']);
    await page.getByRole('button', { name: 'Plan completion' }).tap();
    await seeAll(page, ['Definition', 'What is behind it'], 'body');
    expect(await overflowOf(page)).toBe(0);
    await picture(page, 'indicators-phone');
  },
);
