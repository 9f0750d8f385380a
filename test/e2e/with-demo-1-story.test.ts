/** The demo company: one click, then from the trigger to the verdict, and to one customer. */
import { expect } from 'vitest';
import { scene, useBrowser } from './browser.ts';
import { ensureDemo, seeAll, wordsOf } from './steps.ts';

useBrowser();

scene('is there when it is loaded, and opened from the list of companies', {}, async (page) => {
  await ensureDemo(page);
  await page.goto('/w/main/playbooks');
  await page.locator('.hx-workspace').click();
  await page.getByRole('menuitemradio', { name: /^安和口腔 ?演示/ }).click();
  await page.waitForURL(/\/w\/demo\//);
  await page.getByRole('navigation').getByRole('link', { name: '回访方案' }).click();
  await page.waitForURL(/\/w\/demo\/playbooks$/);
  await seeAll(page, ['沉默客户唤醒', '运行中', /干预 [\d,]+ · 对照 [\d,]+/]);
});

scene('the path of the playbook, who is in it and why', {}, async (page) => {
  await ensureDemo(page);
  await page.goto('/w/demo/playbooks/silent-wakeup');
  await seeAll(page, [
    '上次「消费」距今至少 60 天',
    '对照组 20%',
    '分组比例正常',
    '沉默 60–89 天',
    /已到期 [\d,]+ 人里 [\d,]+ 人/,
  ]);
  const path = await wordsOf(page);
  const count = (pattern: RegExp): number => Number(pattern.exec(path)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  const enrolled = count(/入组客户 ([\d,]+)/);
  const treatment = count(/进入回访 ([\d,]+)/);
  const control = count(/对照组 20% ([\d,]+)/);
  expect(treatment + control).toBe(enrolled);
  expect(control / enrolled).toBeGreaterThan(0.17);
  expect(control / enrolled).toBeLessThan(0.23);

  await page.getByRole('link', { name: /^入组客户/ }).click();
  await page.locator('tbody tr').first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('为什么在这里').waitFor();
  await sheet.getByText(/上次「消费」距今至少 60 天/).waitFor();
  await sheet.getByText(/抽签数 u 由这一期的盐和客户编号算出/).waitFor();
  const name = await sheet.locator('.ant-drawer-title').innerText();
  await sheet.getByRole('link', { name: '打开客户' }).click();
  await page.waitForURL(/\/w\/demo\/customers\/cus_/);
  await seeAll(page, [name, '在哪些方案里，为什么', '沉默客户唤醒', /抽到 0\.\d+，(不低于|低于)对照比例 20%/, '消费']);
});

scene('the scorecard says what is proven, with its interval', {}, async (page) => {
  await ensureDemo(page);
  await page.goto('/w/demo/scorecards');
  await seeAll(page, ['沉默客户唤醒', '已证实有效']);
  await page.getByRole('link', { name: /沉默客户唤醒/ }).click();
  await page.waitForURL(/\/w\/demo\/scorecards\/silent-wakeup$/);
  await seeAll(page, [
    '已证实有效',
    '分组比例正常',
    /\+\d+\.\d 点 \[\d+\.\d, \d+\.\d\] 证实提升/,
    '增量收入',
    '投入产出',
    '各层结果',
  ]);
  await page.getByRole('button', { name: '导出' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: '下载 JSON' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
});

scene('a customer is found by pinyin, in the list and in the palette', {}, async (page) => {
  await ensureDemo(page);
  await page.goto('/w/demo/customers');
  const search = page.getByPlaceholder('姓名、拼音、手机、编号');
  await search.fill('liumin');
  await page.waitForURL(/q=liumin/);
  const first = page.locator('tbody a').first();
  await first.getByText('刘敏').waitFor();

  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: '搜索客户，或前往页面' }).fill('liumin');
  await page.getByRole('option', { name: /刘敏/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/w\/demo\/customers\/cus_/);
  await page.getByRole('heading', { name: '刘敏' }).first().waitFor();
  await seeAll(page, ['往来', '资料', '同意']);
});
