/** Calls before there is a line: it says so, what is needed stands beside it, and an agent sets the number of her phone. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { overflowOf, see } from './steps.ts';

useBrowser();
let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

for (const look of [
  { size: DESKTOP, locale: 'zh' },
  { size: PHONE, locale: 'en' },
] as const) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  const as = () => company.logins.agent;
  scene(
    `calls, ${look.size.width} px, ${look.locale}: no line yet, and the phone of an agent`,
    { ...look, as },
    async (page) => {
      await page.goto(`/w/${company.id}/calls`);
      await see(page, say('还没有设置语音电话', 'Voice calls are not set up'));
      await see(page, say('还没有通话', 'No calls yet'));
      await page.getByLabel(say('我的话机号码', 'Number of my phone')).fill(look.locale === 'zh' ? '8001' : '8002');
      await page.getByRole('button', { name: say('保存', 'Save') }).click();
      await page.waitForFunction(() => document.querySelector('form button')?.hasAttribute('disabled'));
      expect(await overflowOf(page)).toBe(0);
    },
  );
}
