/** The supervisor: what is late and with whom, who answers for it now, and the load evened out. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, until } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
  // Four working hours in which nobody accepted.
  await company.ask('POST', '~/clock', { to: '2026-11-24T08:30:00.000Z' });
  await until(async () => {
    const { totals } = await company.ask('GET', '~/tasks/board');
    return totals.escalated > 2;
  });
});
const as = () => company.logins.supervisor;

scene('supervisor, desk: from the late ones to an even load', { size: DESKTOP, as }, async (page) => {
  await page.goto(`/w/${company.id}/welcome`);
  await seeAll(page, [/\d+ 个超时没人接受，已升级/]);
  await picture(page, 'supervisor-home');
  await page.getByRole('navigation').getByRole('link', { name: '主管看板' }).click();
  await seeAll(page, [/\d+ 个超时没人接受，已升级/, '已交给 周予安', '林晓彤', '蒋一鸣']);
  await picture(page, 'supervisor-board');

  // One that waits too long goes to somebody else, with a reason she will read.
  const first = page.locator('.hx-waits li').first();
  await first.getByRole('button', { name: '改派' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('蒋一鸣').first().click();
  await dialog.getByPlaceholder('她会看到').fill('晓彤在接诊，请先打这一个');
  await dialog.getByRole('button', { name: '给 蒋一鸣 1 个' }).click();
  await dialog.waitFor({ state: 'hidden' });

  // And what is left is evened out; nothing moves before it was looked at.
  await page.getByRole('button', { name: '均衡' }).click();
  await page
    .getByRole('dialog')
    .getByText(/已经均衡|只移还没有人接受/)
    .waitFor();
  const move = page.getByRole('dialog').getByRole('button', { name: /^移动 \d+ 个/ });
  if (await move.isVisible()) await move.click();
  else await page.keyboard.press('Escape');
  const board = await company.ask('GET', '~/tasks/board');
  const loads = board.people.map((person: { waiting: number }) => person.waiting) as number[];
  await page
    .getByRole('button', { name: /蒋一鸣/ })
    .first()
    .click();
  await seeAll(page, ['蒋一鸣']);
  expect(Math.max(...loads)).toBeGreaterThan(0);
  expect(await overflowOf(page)).toBe(0);
});

scene('supervisor, phone, English: one more is moved on the way', { size: PHONE, locale: 'en', as }, async (page) => {
  await page.goto(`/w/${company.id}/welcome`);
  await seeAll(page, [/escalated/]);
  expect(await overflowOf(page)).toBe(0);
  await page.goto(`/w/${company.id}/board`);
  await see(page, /escalated, not accepted in time/);
  await picture(page, 'supervisor-phone');
  await page.locator('.hx-waits li').first().getByRole('button').tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('林晓彤').first().tap();
  await dialog.getByRole('textbox').last().fill('Back at her desk');
  await dialog
    .getByRole('button', { name: /林晓彤/ })
    .last()
    .tap();
  await dialog.waitFor({ state: 'hidden' });
  expect(await overflowOf(page)).toBe(0);
});
