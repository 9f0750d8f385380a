/** A goal is set with a look at the past, stands in the list with its band, and is put away again. */
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

/** By keys: typed, and taken with Enter. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

for (const look of [
  { size: DESKTOP, locale: 'zh' },
  { size: DESKTOP, locale: 'en' },
  { size: PHONE, locale: 'zh' },
  { size: PHONE, locale: 'en' },
] as const) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  scene(
    `goals, ${look.size.width} px, ${look.locale}: set with a preview, seen, put away`,
    { ...look, as: () => company.logins.manager },
    async (page) => {
      await page.goto(`/w/${company.id}/goals`);
      await page
        .getByRole('button', { name: say('设目标', 'Set a goal') })
        .first()
        .click();
      await choose(page, say('指标', 'Figure'), say('任务逾期率', 'Tasks overdue'));
      await page.getByLabel(say('目标值（%）', 'Target (%)')).fill('10');
      await page.getByLabel(say('高于多少预警（%）', 'Alert above (%)')).fill('20');
      await page.getByText(say('过去六个周期', 'The last six periods'), { exact: true }).waitFor();
      await page.getByText(say('过去六个周期样本都不够', 'Too few in each of the last six')).waitFor();
      await page.getByRole('button', { name: say('保存目标', 'Save the goal') }).click();
      await see(page, say('目标 10.0% · 高于 20.0% 预警', 'Target 10.0% · Alert above 20.0%'));
      if (look.size === DESKTOP && look.locale === 'zh') await picture(page, 'goals-list');
      await page.getByRole('link', { name: say('任务逾期率', 'Tasks overdue') }).click();
      await page.waitForURL(/goals\/goal_/);
      await seeAll(page, [say('第 1 版', 'v1'), say('取消的不算', 'cancelled ones do not count')]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      if (look.size === PHONE)
        await page
          .getByRole('button', { name: say('更多', 'More'), exact: true })
          .first()
          .click();
      await archive(page, say('归档', 'Archive'));
      await page.goto(`/w/${company.id}/goals`);
      await see(page, say('还没有目标', 'No goals yet'));
    },
  );
}

/** A button on a desk, behind ··· on a phone. */
async function archive(page: Page, name: string): Promise<void> {
  const item = page.getByRole('button', { name, exact: true }).or(page.getByRole('menuitem', { name, exact: true }));
  await item.first().click();
  await item.first().waitFor({ state: 'detached' });
}
