/** The manager tells a segment something: writes it, sees whom it reaches and what one of them will read, starts it, finds every recipient with her reason, stops one. An agent only reads. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

/** Two customers of a city of their own, one of whom has no number, and their segment. */
async function cityOf(n: number, names: readonly [string, string]): Promise<{ city: string; segment: string }> {
  const city = `龙泉${n}`;
  const [reached, not] = names;
  await company.ask('POST', '~/customers', { externalId: `bct-${n}-1`, name: reached, city, phone: `1370000880${n}` });
  await company.ask('POST', '~/customers', { externalId: `bct-${n}-2`, name: not, city });
  const condition = { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: city }] };
  const made = await company.ask('POST', '~/segments', { name: city, condition });
  return { city, segment: made.segmentId };
}

const look = { size: DESKTOP, locale: 'zh', scheme: 'light' } as const;
scene('a broadcast is written, checked and started', { ...look, as: () => company.logins.manager }, async (page) => {
  const { city } = await cityOf(0, ['柳如烟', '无号码']);
  await page.goto(`/w/${company.id}/broadcasts`);
  await see(page, '还没有群发');
  await page.getByRole('link', { name: '新建群发' }).last().click();
  await page.getByLabel('名称', { exact: true }).fill('停电通知');
  await page.getByRole('combobox', { name: '对象' }).click();
  await page.keyboard.type(city);
  await page.keyboard.press('Enter');
  await page.getByLabel('短信内容').fill('您好，');
  await page.getByRole('button', { name: '客户姓名' }).click();
  await page.keyboard.type('，周六上午停电。');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.getByLabel('短信内容').fill('Power cut on Saturday');
  await page.getByRole('button', { name: '中文', exact: true }).click();
  await seeAll(page, ['约 1 条短信']);
  await picture(page, 'broadcast-editor');
  await page.keyboard.press('Control+Enter');

  await page.getByRole('button', { name: '预估触达' }).click();
  await seeAll(page, ['没有号码或地址', '抽查 1 位']);
  await page.getByRole('textbox', { name: '客户' }).fill('柳如烟');
  await page.getByRole('button', { name: '柳如烟' }).click();
  await see(page, '您好，柳如烟，周六上午停电。');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await see(page, 'Power cut on Saturday');
  await page.getByRole('button', { name: '中文', exact: true }).click();
  await picture(page, 'broadcast-check');
  expect(await overflowOf(page)).toBe(0);

  await page.getByRole('button', { name: '开始发给 1 位' }).click();
  await see(page, '已经发出的收不回');
  await page.getByRole('dialog').getByRole('button', { name: '开始发给 1 位' }).click();
  await seeAll(page, ['已轮到 1 位，共 1 位要发', '已送达', '无号码']);
  await picture(page, 'broadcast-running');
});

const small = { size: PHONE, locale: 'en', scheme: 'dark' } as const;
scene('a broadcast on a phone is paused and stopped', { ...small, as: () => company.logins.manager }, async (page) => {
  const { segment } = await cityOf(1, ['Liu Ruyan', 'No Number']);
  const text = { zh: '停电', en: 'Power cut on Saturday' };
  const made = await company.ask('POST', '~/broadcasts', {
    name: 'Power cut',
    purpose: 'service',
    audience: { segment },
    channels: { sms: { text } },
    plan: [{ channel: 'sms' }],
    perMinute: 1,
  });
  await page.goto(`/w/${company.id}/broadcasts/${made.broadcastId}`);
  await page.getByRole('button', { name: 'Estimate the reach' }).click();
  await seeAll(page, ['no number or address']);
  expect(await overflowOf(page)).toBe(0);
  await page.getByRole('button', { name: 'Start, to 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start, to 1' }).click();
  await seeAll(page, ['1 had their turn, of 1 to be told']);
  expect(await overflowOf(page)).toBe(0);
  await page.getByRole('button', { name: 'More' }).first().click();
  await page.getByText('Stop', { exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop, and tell 0 nothing' }).click();
  await seeAll(page, ['Stopped: sent to 1']);
});

scene('an agent reads broadcasts and makes none', { as: () => company.logins.agent }, async (page) => {
  await page.goto(`/w/${company.id}/broadcasts`);
  await see(page, '停电通知');
  expect(await page.getByRole('link', { name: '新建群发' }).count()).toBe(0);
});
