/** Language and appearance at run time, a member who sees only what she may, an API key that works, and the log of it all. */
import { expect, inject } from 'vitest';
import { scene, useBrowser } from './browser.ts';
import { LOOKING, ensureDemo, see, seeAll, signIn, wordsOf } from './steps.ts';

useBrowser();
const served = inject('served');
const AGENT = { name: '林小满', email: 'lin@example.com', password: 'a sentence will do' };
let firstPassword = '';

scene('language and appearance change at once and are kept', {}, async (page) => {
  await page.goto('/w/main/playbooks');
  await see(page, '沉默客户唤醒');
  const person = page.getByRole('navigation').getByRole('button', { name: '管理员' });
  await person.click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await see(page, 'Silent customer wake-up');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByRole('navigation').getByRole('button', { name: 'Administrator' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark', undefined, LOOKING);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [red = 255] = (ground.match(/\d+/g) ?? []).map(Number);
  expect(red, ground).toBeLessThan(60);
  await page.reload();
  await see(page, 'Silent customer wake-up');
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
});

scene('a member is added with a password shown once', {}, async (page) => {
  await ensureDemo(page);
  await page.goto('/w/demo/settings/members');
  await page.getByRole('button', { name: '添加成员' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('姓名').fill(AGENT.name);
  await sheet.getByLabel('邮箱').fill(AGENT.email);
  await sheet.getByRole('radio', { name: /^坐席/ }).check();
  // All customers, so that what she may not see about them is what the test is about.
  await sheet.getByRole('radio', { name: '全部', exact: true }).check();
  await sheet.getByRole('button', { name: `添加 ${AGENT.name}` }).click();
  const once = page.getByRole('dialog', { name: new RegExp(`${AGENT.name} 的一次性密码`) });
  firstPassword = await once.getByRole('textbox').inputValue();
  expect(firstPassword.length).toBeGreaterThanOrEqual(12);
  await page.keyboard.press('Escape');
  await seeAll(page, [AGENT.name, AGENT.email, '等待首次登录']);
});

scene(
  'an agent sets her own password and sees no settings and no arms',
  { signedIn: false, expected: [/403/] },
  async (page) => {
    await signIn(page, { email: AGENT.email, password: firstPassword });
    await see(page, '设一个自己的密码');
    await page.getByLabel('现在的密码').fill(firstPassword);
    await page.getByLabel('新密码').fill(AGENT.password);
    await page.getByRole('button', { name: '换成新密码' }).click();
    await page.waitForURL(/\/w\/demo\//);
    const words = await wordsOf(page, 'nav');
    expect(words).toContain('客户');
    for (const hidden of ['记分卡', '历史回放']) expect(words).not.toContain(hidden);

    await page.goto('/w/demo/customers?q=liumin');
    await page.locator('tbody a').first().click();
    await seeAll(page, ['刘敏', '往来', '同意']);
    expect(await wordsOf(page)).not.toMatch(/对照组|处理组|抽到/);
    await page.goto('/w/demo/playbooks/silent-wakeup');
    await seeAll(page, ['资格与随机分组', '定义']);
    expect(await wordsOf(page)).not.toMatch(/入组客户|记分卡/);
    for (const path of ['scorecards', 'replays', 'settings/members', 'settings/keys', 'settings/audit']) {
      await page.goto(`/w/demo/${path}`);
      await see(page, '您的角色看不到这里');
    }
    await page.goto('/w/main/customers');
    await see(page, '这里没有内容');
    const refused = await page.evaluate(async () => (await fetch('/api/w/demo/members')).status);
    expect(refused).toBe(403);
  },
);

scene('a key is made, sends events, and the log tells', {}, async (page) => {
  await ensureDemo(page);
  await page.goto('/w/demo/settings/keys');
  await page.getByRole('button', { name: '新建密钥' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('名称').fill('收银台');
  await sheet.getByRole('checkbox', { name: /events:write/ }).check();
  await sheet.getByRole('button', { name: '生成「收银台」' }).click();
  const once = page.getByRole('dialog', { name: '密钥「收银台」' });
  const secret = await once.getByRole('textbox').inputValue();
  await page.keyboard.press('Escape');
  await seeAll(page, ['收银台', '1 项权限', '没用过']);

  const event = {
    source: 'till',
    externalId: 'till-1',
    type: 'purchase',
    at: '2026-11-01T10:00:00+08:00',
    customer: { externalId: 'E2E-1' },
    amount: 12.5,
  };
  expect(await record(secret, [event])).toMatchObject({ accepted: 1, duplicates: 0, rejected: [] });
  expect(await record(secret, [event, { ...event, externalId: 'till-2', amount: 'much' }])).toMatchObject({
    accepted: 0,
    duplicates: 1,
    rejected: [{ index: 1 }],
  });
  const forbidden = await fetch(`${served.url}/api/w/demo/customers`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(forbidden.status).toBe(403);

  await page.goto('/w/demo/customers?q=E2E-1');
  await page.locator('tbody a').first().click();
  await seeAll(page, ['E2E-1', '¥12.50', '1 单']);

  await page.goto('/w/demo/settings/audit');
  await seeAll(page, ['收银台', AGENT.name]);
  await page.locator('tbody tr', { hasText: '收银台' }).first().click();
  await page.getByRole('dialog').getByText('events:write').waitFor();
});

async function record(secret: string, events: readonly unknown[]): Promise<unknown> {
  const answer = await fetch(`${served.url}/api/w/demo/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events }),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}
