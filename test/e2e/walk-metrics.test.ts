/** A metric of one's own, without code: chosen, tried, saved, changed; what is wrong is said where it is. */
import { beforeAll } from 'vitest';
import { LOOKS, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

for (const look of LOOKS) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  const as = () => company.logins.manager;
  const name = `Walk ${look.size.width} ${look.locale}`;

  scene(
    `a metric of one's own, ${look.size.width} px, ${look.locale}`,
    { ...look, as, expected: [/400 .*own-metrics\/preview/] },
    async (page) => {
      await page.goto(`/w/${company.id}/metrics/own`);
      await page
        .getByRole('link', { name: say('新建指标', 'New metric') })
        .first()
        .click();
      await page.getByLabel(say('中文名称', 'Chinese name')).fill(name);
      await page.getByLabel(say('英文名称', 'English name')).fill(name);
      await page.getByLabel(say('问哪些题', 'Questions')).click();
      await page.keyboard.type(say('服务', 'Service'));
      await page
        .locator('.ant-select-item-option-active', { hasText: say('服务', 'Service') })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      // Twelve answered: no figure, and how many lack.
      await seeAll(page, [say('还差 18 份答卷', '18 more answers'), say('4–5 分的占比', 'share of 4 to 5')]);
      await page.getByRole('button', { name: say('保存', 'Save'), exact: true }).click();
      await seeAll(page, [say('各版定义', 'Versions'), say('还差 18 份答卷', '18 more answers')]);

      await page.getByRole('button', { name: say('编辑', 'Edit'), exact: true }).click();
      await page.getByLabel(say('从', 'from'), { exact: true }).fill('9');
      await seeAll(page, [say('分值在量表之外', 'the score lies outside the scale')]);
      await page.getByLabel(say('从', 'from'), { exact: true }).fill('5');
      await seeAll(page, [say('5–5 分的占比', 'share of 5 to 5')]);
      await page.getByRole('button', { name: say('保存为第 2 版', 'Save as version 2') }).click();
      await seeAll(page, [say('恢复这一版', 'Go back to it')]);
    },
  );
}
