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

const both = (zh: string, en: string) => ({ zh, en });
const CALLED = {
  key: 'sandbox-call',
  name: both('电话回访', 'Follow-up by telephone'),
  description: both('电话回访', 'Follow-up by telephone'),
  trigger: { kind: 'manual' },
  audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] },
  goal: { event: 'purchase', name: both('购买', 'Purchase') },
  forms: [
    {
      key: 'spoken',
      title: both('回访', 'Follow-up'),
      questions: [
        { id: 'care', kind: 'stars', title: both('还满意吗', 'Were you satisfied'), metric: 'csat', required: true },
        { id: 'words', kind: 'text', title: both('还想说的', 'Anything else') },
      ],
    },
  ],
  messages: [
    {
      key: 'spoken',
      name: both('电话', 'Call'),
      purpose: 'service',
      form: 'spoken',
      channels: {
        voice: { text: both('想请您评价一下。', 'May we ask you something?') },
        wechat: { text: both('还满意吗？{{survey.ask}}', 'Satisfied? {{survey.ask}}') },
      },
    },
  ],
};

scene('a call rings on her phone and is answered by keys; a menu is touched', { size: PHONE }, async (page) => {
  const w = `/w/${base.workspace}`;
  await page.goto(w);
  await api(page, 'POST', `${w}/playbooks`, { definition: CALLED, note: '' });
  await api(page, 'POST', `${w}/playbooks/sandbox-call/enable`, { holdout: 0 });
  const { liveVersion: version } = await api<{ liveVersion: number }>(page, 'GET', `${w}/playbooks/sandbox-call`);
  const tried = async (externalId: string, name: string, channel: string) => {
    const who = { externalId, name, phone: `1391234000${externalId.at(-1)}`, wecom: `wm-${externalId}` };
    const { customerId } = await api<{ customerId: string }>(page, 'POST', `${w}/customers`, who);
    const what = { customerId, playbook: 'sandbox-call', version, message: 'spoken', channel };
    await api(page, 'POST', `${w}/sandbox/try`, what);
    return customerId;
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto(`${w}/sandbox?person=${await tried('S-3', '沈佳怡', 'voice')}`);
  await press('接听');
  await see(page, '本次通话将会录音');
  await press('听完这句');
  await see(page, '想请您评价一下');
  await press('听完这句');
  await see(page, '正在说…可以直接按键');
  await press('按 4');
  await see(page, '请在提示音后留言');
  await press('听完这句');
  await page.getByLabel('对着电话说的话').fill('等得太久');
  await press('说完了');
  await see(page, '已接通 · 问完了');
  await see(page, '等得太久');
  expect(await overflowOf(page)).toBe(0);
  await page.goto(`${w}/sandbox?person=${await tried('S-4', '龚子墨', 'wechat')}`);
  await press('4 分');
  await page.locator('.bubble.me', { hasText: '4 分' }).waitFor();
});
