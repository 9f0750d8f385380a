/** The customer: a message on her phone, a page that asks, thanks; or: no more of these. With and without JavaScript. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll, wordsOf } from './steps.ts';

useBrowser();

let company: Company;
/** Where her links lead, each used once. */
const links: string[] = [];
beforeAll(async () => {
  company = await ensureCompany();
  for (const name of ['丁浩然', '魏思琪', '冯雨桐']) {
    const customer = await company.customer(name);
    const link = await company.ask('POST', '~/survey-links', {
      playbook: 'after-sales-satisfaction',
      form: 'satisfaction',
      customer,
      channel: 'sms',
    });
    links.push(new URL(link.url).pathname);
  }
});
const nextLink = (): string => links.shift() ?? '';

scene(
  'customer, in the sandbox: the message, the page, the answer',
  { size: DESKTOP, as: () => company.logins.manager },
  async (page) => {
    await page.goto(`/w/${company.id}/sandbox`);
    await page.getByRole('button', { name: '换一位客户试' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('客户').fill('苏婉清');
    await sheet
      .getByRole('button', { name: /苏婉清/ })
      .first()
      .click();
    await sheet.getByRole('button', { name: '发给苏婉清' }).click();
    await sheet.waitFor({ state: 'hidden' });
    const phone = page.locator('.phone');
    await phone
      .getByText(/这次体验怎么样/)
      .first()
      .waitFor();
    await seeAll(page, ['为什么能发', '文字从哪来']);
    await picture(page, 'customer-sandbox');
    await page.getByRole('button', { name: '打开链接' }).first().click();
    const survey = page.frameLocator('.phone iframe');
    for (const [row, stars] of [
      ['quality', 5],
      ['service', 5],
      ['speed', 4],
    ] as const)
      await survey.locator(`label:has(input[name="csat.${row}"][value="${stars}"])`).click();
    const nine = survey.locator('label:has(input[name="nps"][value="9"])');
    await nine.evaluate((label) => label.scrollIntoView({ block: 'center' }));
    await nine.click();
    await survey.locator('button').click();
    await survey.getByText('谢谢您').first().waitFor();
    await picture(page, 'customer-thanks');
  },
);

scene('customer, her own phone: two stars and a complaint', { size: PHONE, signedIn: false }, async (page) => {
  await page.goto(nextLink());
  await see(page, '这次体验怎么样？');
  await picture(page, 'customer-survey');
  for (const [row, stars] of [
    ['quality', 4],
    ['service', 2],
    ['speed', 2],
  ] as const)
    await page.locator(`input[name="csat.${row}"][value="${stars}"]`).check({ force: true });
  await page.locator('input[name="nps"][value="4"]').check({ force: true });
  await see(page, '哪里让您失望了？');
  await page.locator('#f-nps_why').fill('等了一个小时，价格也贵');
  await picture(page, 'customer-survey-follow-up');
  expect(await overflowOf(page)).toBe(0);
  await page.getByRole('button', { name: '提交' }).tap();
  await see(page, '谢谢您');
});

scene(
  'customer, English, no JavaScript: the same page',
  { size: PHONE, locale: 'en', signedIn: false, script: false },
  async (page) => {
    await page.goto(nextLink());
    await see(page, 'How was it this time?');
    for (const row of ['quality', 'service', 'speed'])
      await page.locator(`input[name="csat.${row}"][value="5"]`).check({ force: true });
    await page.getByRole('button', { name: 'Submit' }).click();
    await see(page, /Thank you/);
  },
);

scene('customer: no more of these', { size: PHONE, signedIn: false }, async (page) => {
  await page.goto(nextLink());
  await page.getByRole('link', { name: '不想再收到' }).tap();
  await page.getByRole('button', { name: '不再接收' }).tap();
  await see(page, /不会再|已退订|不再/);
  await picture(page, 'customer-opted-out');
  expect(await wordsOf(page, 'body')).not.toContain('undefined');
});
