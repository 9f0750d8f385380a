/** A goal is set with a look at the past, stands in the list with its band, and is put away again; an alert is answered. */
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { DESKTOP, LOOKS, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, session } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

/** By keys: typed, and taken with Enter once it is the one that Enter takes. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.keyboard.type(text);
  await page.locator('.ant-select-item-option-active', { hasText: text }).first().waitFor();
  await page.keyboard.press('Enter');
}

for (const look of LOOKS) {
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

/** Thirty-two customers of a company of its own who were not content at all, and a goal that this breaks. */
async function ensureBroken(): Promise<string> {
  const outside = await session();
  const name = `目标演练 ${process.ppid}`;
  const { id } = await outside('POST', '/api/workspaces', { name, clock: '2026-06-10T02:00:00.000Z' });
  const ask = await session(id);
  const words = (zh: string, en: string) => ({ zh, en });
  const stars = { kind: 'stars', id: 'stars', title: words('满意吗', 'Satisfied?'), metric: 'csat' };
  await ask('POST', '~/forms', {
    definition: { key: 'visit', title: words('到店回访', 'A visit'), questions: [stars] },
  });
  const answer = async (n: number) => {
    const { customerId: customer } = await ask('POST', '~/customers', { externalId: `G${n}` });
    await ask('POST', '~/responses', {
      form: 'visit',
      customer,
      responseKey: `g${n}`,
      answers: { stars: 1 + (n % 3) },
    });
  };
  for (let from = 0; from < 32; from += 8) await Promise.all(Array.from({ length: 8 }, (_, n) => answer(from + n)));
  const band = { kind: 'fixed', low: 0.8, high: null };
  const about = { indicator: 'metrics.csat', team: null, playbook: null, period: 'month' };
  await ask('POST', '~/goals', { ...about, target: 0.9, band, owner: null });
  // The day is over: what was promised for its end is done.
  await ask('POST', '~/clock', { forward: { n: 1, unit: 'day' } });
  while ((await ask('GET', '~/clock')).target !== null) await new Promise((resolve) => setTimeout(resolve, 200));
  return id;
}

scene('an alert is acknowledged, assigned, and its cause looked for again', { size: DESKTOP }, async (page) => {
  const id = await ensureBroken();
  await page.goto(`/w/${id}/goals`);
  const alert = page.locator('.hx-goal-alert').first();
  await alert.getByText('低于预警线', { exact: true }).waitFor();
  await seeAll(page, ['满意度 CSAT', /预警线 80\.0%/, /样本 32/, '没有可比较的基准', /原因分析于/]);
  await alert.getByRole('button', { name: '确认', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('查到了什么，准备怎么办').fill('候诊太久，先错开上午的预约');
  await dialog.getByRole('button', { name: '记下并确认' }).click();
  await alert.getByText(/已确认：候诊太久，先错开上午的预约/).waitFor();
  await alert.getByLabel('分派给').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await alert.locator('.ant-select-content', { hasText: '未分派' }).waitFor({ state: 'detached' });
  await alert.getByRole('button', { name: '用最新数据重新分析' }).click();
  await alert.getByText(/发出预警时的判断/).waitFor();
  await alert.getByRole('button', { name: '7 天后再提醒' }).click();
  await alert.getByRole('button', { name: /再提醒 · 现在提醒/ }).waitFor();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
});
