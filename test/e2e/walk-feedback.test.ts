/** What customers say, from a figure to the one who said it and the task that came of it; and the runs that cannot go on, mended. */
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { DESKTOP, LOOKS, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, type Session, session, STARTS, until } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';
import { firstVisit, handsOver } from './walk-stuck.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

/** By the navigation: at the side on a desk, under 我的 on a phone. */
async function open(page: Page, name: string, me: string): Promise<void> {
  const side = page.getByRole('navigation').getByRole('link', { name, exact: true });
  if (!(await side.first().isVisible())) {
    await page.getByRole('navigation').getByRole('link', { name: me, exact: true }).click();
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  } else await side.first().click();
}

for (const look of LOOKS) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  const phone = look.size === PHONE;
  const as = () => company.logins.supervisor;

  scene(
    `insights, ${look.size.width} px, ${look.locale}: figure, theme, quote, customer, task`,
    { ...look, as },
    async (page) => {
      const me = say('我的', 'Me');
      await page.goto(`/w/${company.id}/welcome`);
      await page.locator('h1').first().waitFor();
      await open(page, say('指标', 'Metrics'), me);
      await seeAll(page, [say('净推荐值 NPS', 'Net Promoter Score'), say('还差 18 份答卷', '18 more answers')]);

      await open(page, say('洞察', 'Insights'), me);
      const waiting = say('等候时间', 'Waiting time');
      await seeAll(page, [waiting]);
      if (look.size === DESKTOP && look.locale === 'zh') await picture(page, 'feedback-insights');
      // The figure opens the words behind it, and only those.
      await page
        .getByRole('button', { name: say(`不满 ${waiting}`, `Unhappy ${waiting}`) })
        .first()
        .click();
      await page.waitForURL(/reason=waiting.*polarity=negative|polarity=negative.*reason=waiting/);
      const quote = page.locator('.hx-quotes li', { hasText: '许文博' });
      await quote.locator('mark.negative', { hasText: '等' }).first().waitFor();
      await page.locator('.hx-quotes li', { hasText: '高志远' }).waitFor({ state: 'detached' });
      expect(await overflowOf(page)).toBe(0);
      if (phone && look.locale === 'en') await picture(page, 'feedback-phone');

      await quote.getByRole('link', { name: '许文博' }).click();
      await page.waitForURL(/\/customers\/cus_/);
      await seeAll(page, ['等了快两个小时，前台也没有人说明，太差了。', waiting]);

      await page
        .locator('.followed')
        .getByRole('link', { name: say('低分', 'low score') })
        .first()
        .click();
      await page.waitForURL(/\/tasks\/task_/);
      await seeAll(page, ['许文博'], 'body');
      await see(page, say('回访记录', 'Record'));
      expect(await overflowOf(page)).toBe(0);
    },
  );

  scene(`stuck runs, ${look.size.width} px, ${look.locale}: seen, understood, mended`, look, async (page) => {
    const me = say('我的', 'Me');
    const { id, ask } = await makeStuck(look.locale);
    const stuck = async () => (await ask('GET', '~/flow-runs/stuck')).total as number;
    await page.goto(`/w/${id}/welcome`);
    await page.locator('h1').first().waitFor();
    await open(page, say('卡住的流程', 'Stuck runs'), me);
    // The reason is a sentence in the language of the company.
    await seeAll(page, ['许文博', say('方案「初诊体验」没有在运行。', 'The playbook “First visit” is not running.')]);
    await (phone ? page.locator('.hx-cards a') : page.locator('tbody tr'))
      .filter({ hasText: '许文博' })
      .first()
      .click();
    await page.waitForURL(/\/customers\/cus_.*\/flows\/flw_/);
    await seeAll(page, [say('卡住了', 'Stuck'), say('每一步与原因', 'Each step')]);
    if (look.size === DESKTOP && look.locale === 'zh') await picture(page, 'feedback-stuck');
    expect(await overflowOf(page)).toBe(0);

    // Tried again it stands where it stood: the other playbook is still off.
    await page.getByRole('button', { name: say('重试', 'Try again') }).click();
    await see(page, say('1 个还是卡住', '1 still stuck'));

    if (phone) {
      // On the way one of them is let past the step, with its consequence said before.
      await page.getByRole('button', { name: say('跳过这一步', 'Skip the step') }).click();
      const sheet = page.getByRole('dialog');
      await sheet.getByText(say('记录里会写明是人工跳过', 'skipped by hand')).waitFor();
      await sheet.getByRole('button', { name: say('跳过这一步', 'Skip the step') }).click();
      await see(page, say('已结束', 'ended'));
      expect(await stuck()).toBe(2);
      return;
    }
    // At the desk the cause is taken away, and all go on at once.
    await page.goto(`/w/${id}/playbooks/first-visit`);
    await page.getByRole('button', { name: say('启用方案', 'Switch on') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('启用，', 'Switch on') })
      .click();
    await see(page, say('运行中', 'Running'));
    await open(page, say('卡住的流程', 'Stuck runs'), me);
    await page.locator('thead input[type=checkbox]').check();
    await page
      .getByRole('button', { name: say('重试', 'Try again') })
      .first()
      .click();
    await see(page, say('3 个接着走了', '3 went on'));
    await see(page, say('没有卡住的流程', 'Nothing is stuck'));
    expect(await stuck()).toBe(0);
    await until(async () => (await ask('GET', '~/playbooks/first-visit/enrolments')).enrolments.length === 3, 20);
  });
}

/** A workspace of its own, in which three customers are to be handed to a playbook that nobody has switched on. */
async function makeStuck(locale: 'zh' | 'en'): Promise<{ id: string; ask: Session }> {
  const outside = await session();
  const name = `安和口腔 静安店 ${Date.now().toString(36)}`;
  const { id } = await outside('POST', '/api/workspaces', { name, clock: STARTS });
  const ask = await session(id);
  await ask('PATCH', '~/settings', { locale });
  for (const definition of [firstVisit, handsOver]) await ask('POST', '~/playbooks', { definition });
  await ask('POST', '~/playbooks/hands-over/enable', {});
  const guests = ['许文博', '郑雅琪', '沈佳怡'];
  for (const [at, guest] of guests.entries()) await ask('POST', '~/customers', { externalId: `JA-${at}`, name: guest });
  await ask('POST', '~/orders', {
    orders: guests.map((_, at) => ({
      externalId: `JA-O-${at}`,
      customer: { externalId: `JA-${at}` },
      at: STARTS,
      amount: 380,
    })),
  });
  await until(async () => (await ask('GET', '~/flow-runs/stuck')).total === guests.length);
  return { id, ask };
}
