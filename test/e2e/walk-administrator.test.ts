/** The administrator: mail goes out through a real server, a key that can do only one thing, a webhook that arrives, and who looked at whom. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, type Session, session } from './company.ts';
import { type Mailbox, openMailbox, openReceiver, type Receiver } from './peers.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

let company: Company;
let mailbox: Mailbox;
let receiver: Receiver;
/** A workspace of her own: with a channel in earnest, the sandbox of the other walks would end. */
let office: { id: string; ask: Session };

beforeAll(async () => {
  company = await ensureCompany();
  mailbox = await openMailbox();
  receiver = await openReceiver();
  const outside = await session();
  const { id } = await outside('POST', '/api/workspaces', { name: `安和口腔 总部 ${Date.now().toString(36)}` });
  office = { id, ask: await session(id) };
});
afterAll(() => {
  mailbox?.close();
  receiver?.close();
});

async function setUpMail(page: Page, say: (zh: string, en: string) => string): Promise<void> {
  await page.goto(`/w/${office.id}/settings/channels`);
  // Of several channels that can be set up, the one of the mails.
  const mail = page.locator('.hx-channels > li').filter({ hasText: say('邮件', 'E-mail') });
  await mail.getByRole('button', { name: say('接通', 'Set up'), exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(say('发信服务器', 'Server'), { exact: true }).fill('127.0.0.1');
  await sheet.getByLabel(say('端口', 'Port'), { exact: true }).fill(String(mailbox.port));
  const tls = sheet.locator('.hx-field').filter({ hasText: say('一开始就用 TLS', 'TLS from the first byte') });
  await tls.getByText(say('否', 'No'), { exact: true }).click();
  await sheet.getByLabel(say('发件地址', 'From address'), { exact: true }).fill('care@anhe.example');
  await sheet.getByLabel(say('发件人', 'From name')).fill('安和口腔');
  await picture(page, 'administrator-email');
  await sheet.getByRole('button', { name: say('保存设置', 'Save') }).click();
  await see(page, say('已接通', 'Set up'));
}

scene('administrator: the first page, three ways to begin', { size: DESKTOP }, async (page) => {
  await page.goto(`/w/${office.id}/welcome`);
  await seeAll(page, ['三种开始的办法', '导入我的客户', '接入渠道']);
  await picture(page, 'first-run');
});

scene('administrator, desk: e-mail, a key, a webhook, the log', { size: DESKTOP }, async (page) => {
  await setUpMail(page, (zh) => zh);
  await page.getByRole('button', { name: '试发' }).click();
  const test = page.getByRole('dialog');
  await test.getByLabel('试发给').fill('it@anhe.example');
  await test.getByRole('button', { name: '试发一条' }).click();
  await test.getByText('服务商已接收，请看看收到没有。').waitFor();
  expect((await mailbox.mails()).map((mail) => mail.to)).toContainEqual(['it@anhe.example']);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'API 密钥' }).click();
  await page.getByRole('button', { name: '新建密钥' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('名称').fill('收银系统');
  await sheet.getByLabel(/^记录行为事件/).check();
  await sheet.getByRole('button', { name: '生成「收银系统」' }).click();
  const secret = await page.locator('.hx-one-time input').inputValue();
  await page.locator('.hx-one-time').waitFor();
  await picture(page, 'administrator-key');
  const ask = (path: string) =>
    fetch(new URL(path, page.url()), { headers: { authorization: `Bearer ${secret.trim()}` } });
  expect((await ask(`/api/w/${office.id}/customers`)).status).toBe(403);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Webhook' }).click();
  await page.getByRole('button', { name: '新建 Webhook' }).first().click();
  const hook = page.getByRole('dialog');
  await hook.getByLabel('名称').fill('ERP');
  await hook.getByLabel('地址').fill(receiver.url);
  await hook.getByLabel('推送哪些事件').fill('全部');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await hook.getByRole('button', { name: '新建「ERP」' }).click();
  await page.getByText('「ERP」的签名密钥').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('main').getByText('ERP').first().click();
  await page.getByRole('button', { name: '发测试消息' }).first().click();
  await see(page, '已送达');
  await page.locator('.ant-btn-loading').waitFor({ state: 'detached' });
  expect(receiver.got[0]?.signature).toMatch(/^v1,/);
  await picture(page, 'administrator-webhook');

  // Who looked at whom: in the company whose customers the others work with.
  const customer = await company.customer('沈佳怡');
  await page.goto(`/w/${company.id}/customers/${customer}`);
  await see(page, '往来');
  await page.goto(`/w/${company.id}/settings/audit`);
  await seeAll(page, [/查看客户 客户 AH-1003/]);
  await picture(page, 'administrator-audit');
  expect(await overflowOf(page)).toBe(0);
});

scene('administrator, phone, English: the mail still goes out', { size: PHONE, locale: 'en' }, async (page) => {
  await page.goto(`/w/${office.id}/settings/channels`);
  await see(page, '127.0.0.1');
  await page.getByRole('button', { name: 'Try', exact: false }).first().tap();
  const test = page.getByRole('dialog');
  await test.getByRole('textbox').fill('phone@anhe.example');
  await test.getByRole('button').last().tap();
  await expect.poll(async () => (await mailbox.mails()).flatMap((mail) => mail.to)).toContain('phone@anhe.example');
  expect(await overflowOf(page)).toBe(0);
});
