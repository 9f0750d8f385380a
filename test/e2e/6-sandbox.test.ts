/** The sandbox inbox by clicks: an order in a practice workspace, the message on the phone, an answer, a refusal, time that goes forward. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE, scene, useBrowser } from './browser.ts';
import { overflowOf, see } from './steps.ts';

useBrowser();

const base = { workspace: '' };

async function api<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ({ method: how, path: where, body: what }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api${where}`, {
        method: how,
        ...(what ? { headers, body: JSON.stringify(what) } : {}),
      });
      const told = (await answer.json()) as T;
      if (!answer.ok) throw new Error(JSON.stringify(told));
      return told;
    },
    { method, path, body },
  );
}

/** Lets the workspace live on and waits until it is there. */
async function forward(page: Page, to: string): Promise<void> {
  const clock = `/w/${base.workspace}/clock`;
  await api(page, 'POST', clock, { to });
  await expect
    .poll(async () => (await api<{ target: string | null }>(page, 'GET', clock)).target, { timeout: 60_000 })
    .toBeNull();
}

scene('a practice workspace in which two customers have bought', {}, async (page) => {
  await page.goto('/');
  const made = await api<{ id: string }>(page, 'POST', '/workspaces', {
    name: '沙盒练习',
    clock: '2026-11-22T09:30:00+08:00',
  });
  base.workspace = made.id;
  const w = `/w/${made.id}`;
  for (const [externalId, name, gender] of [
    ['S-1', '高志远', 'male'],
    ['S-2', '苏婉清', 'female'],
  ])
    await api(page, 'POST', `${w}/customers`, { externalId, name, gender, phone: `1391234000${externalId?.at(-1)}` });
  await api(page, 'POST', `${w}/playbooks/after-sales-satisfaction/enable`, { holdout: 0 });
  await api(page, 'POST', `${w}/events`, {
    events: ['S-1', 'S-2'].map((externalId) => ({
      externalId: `order-${externalId}`,
      type: 'purchase',
      at: '2026-11-22T09:20:00+08:00',
      amount: 680,
      customer: { externalId },
    })),
  });
});

scene(
  'time goes forward to the message; the customer reads, is angry, opens her page; the other opts out',
  {},
  async (page) => {
    await page.goto(`/w/${base.workspace}/sandbox`);
    await see(page, '还没有人收到消息');
    await forward(page, '2026-11-23T09:59:00+08:00');
    await page.getByRole('button', { name: '快进到下一步' }).click();
    await page.locator('.hx-box .person').nth(1).waitFor({ timeout: 30_000 });
    await page.locator('.hx-box .person', { hasText: '高志远' }).click();
    await see(page, '高先生好，谢谢您光顾沙盒练习');
    await see(page, '没有超频次');
    await page.getByRole('button', { name: '发脾气' }).click();
    await page.locator('.bubble.me').waitFor();
    await see(page, '客户已回答，其余渠道自动停止');
    await page.getByRole('button', { name: '打开链接' }).first().click();
    await page.frameLocator('iframe.page').getByText('请分别打几颗星').waitFor();
    await page.locator('.hx-box .person', { hasText: '苏婉清' }).click();
    await see(page, '苏女士好');
    await page.getByRole('button', { name: 'T', exact: true }).click();
    await page.locator('.hx-box .person', { hasText: '已退订' }).waitFor();
  },
);

scene('the same on a phone', { size: PHONE, scheme: 'dark' }, async (page) => {
  await page.goto(`/w/${base.workspace}/sandbox`);
  await page.locator('.hx-box .person', { hasText: '高志远' }).click();
  await see(page, '高先生好');
  expect(await overflowOf(page)).toBe(0);
});

scene('the record says why, in English', { locale: 'en' }, async (page) => {
  await page.goto(`/w/${base.workspace}/messages`);
  await page.getByText('高志远').first().click();
  await see(page, 'How it went');
  await see(page, 'Within the hours');
  await page.goto(`/w/${base.workspace}/settings/contact-policy`);
  await see(page, 'How often at most');
});
