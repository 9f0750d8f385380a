/** Templates of short messages: the rules are said while one types, and what was registered stands in the list. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, seeAll } from './steps.ts';

useBrowser();

const LOOKS = [
  { size: DESKTOP, locale: 'zh', scheme: 'light' },
  { size: PHONE, locale: 'en', scheme: 'dark' },
] as const;

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

for (const look of LOOKS) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  scene(
    `a template, ${look.size.width} px, ${look.locale}: written by the rules and registered`,
    look,
    async (page) => {
      await page.goto(`/w/${company.id}/settings/sms-templates`);
      await page
        .getByRole('button', { name: say('登记模板', 'Register a template') })
        .first()
        .click();
      const sheet = page.getByRole('dialog');
      await sheet.getByLabel(say('名称', 'Name'), { exact: true }).fill(say('复诊回访', 'Check-up'));
      await sheet.getByLabel(say('键', 'Key'), { exact: true }).fill(say('check-up-zh', 'check-up-en'));
      const text = sheet.getByLabel(say('正文', 'Text'), { exact: true });
      await text.fill('【安和】请打开 https://a.cn 填写问卷 ${a}${b}');
      await seeAll(
        page,
        [
          say('正文里不能有【】', 'no 【】 in the text'),
          say('两个变量不能挨着', 'two variables may not stand side by side'),
          say('写了链接', 'it has a link'),
          say('平台常以此驳回', 'is often refused'),
        ],
        '[role=dialog]',
      );
      await picture(page, `sms-template-flaws-${look.size.width}`);
      expect(await overflowOf(page)).toBe(0);
      await text.fill('您好${name}，您的复诊已完成，请回复1-5分');
      await seeAll(page, [say('按 1 条计费', 'billed as 1')], '[role=dialog]');
      await sheet.getByRole('button', { name: say('保存「复诊回访」', 'Save “Check-up”') }).click();
      await sheet.waitFor({ state: 'detached' });
      await seeAll(page, [say('复诊回访', 'Check-up'), say('未提交', 'Not handed in')]);
      await picture(page, `sms-templates-${look.size.width}`);
      expect(await overflowOf(page)).toBe(0);
    },
  );
}
