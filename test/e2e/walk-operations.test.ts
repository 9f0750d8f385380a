/** The operations manager: a playbook as a document, its path drawn, switched on, tried on a customer, and her answer read. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany, until } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';
import { recheck } from './walk-playbook.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});
const as = () => company.logins.manager;

scene('operations, desk: from a document to an answer', { size: DESKTOP, as, expected: [/400/] }, async (page) => {
  await page.goto(`/w/${company.id}/playbooks`);
  await page.getByRole('button', { name: '导入方案' }).first().click();
  const sheet = page.getByRole('dialog');
  // What is wrong is named by its place before anything is written.
  await sheet.getByLabel('或粘贴 JSON').fill(JSON.stringify({ ...recheck, goal: { event: 'purchase' } }, null, 2));
  await sheet.getByRole('button', { name: '导入方案 recheck' }).click();
  await sheet.getByText(/方案里有 \d+ 处要改/).waitFor();
  await picture(page, 'operations-import');
  await sheet.getByLabel('或粘贴 JSON').fill(JSON.stringify(recheck, null, 2));
  await sheet.getByRole('button', { name: '导入方案 recheck' }).click();
  await page.waitForURL(/\/playbooks\/recheck$/);
  await seeAll(page, ['半年复查提醒', '想约哪天', '电话约时间']);

  await page.getByRole('button', { name: '启用方案' }).click();
  await page
    .getByRole('button', { name: /^启用，/ })
    .last()
    .click();
  await seeAll(page, ['运行中', '第 1 期']);
  await picture(page, 'operations-path');

  // Tried on a customer nobody has asked anything lately: the day she comes in is told by the till.
  await company.ask('POST', '~/customers', { externalId: 'AH-2001', name: '韩若溪', phone: '13971825601' });
  await company.ask('POST', '~/orders', {
    orders: [
      { externalId: 'O-recheck', customer: { externalId: 'AH-2001' }, at: '2026-05-20T02:00:00.000Z', amount: 800 },
    ],
  });
  await company.ask('POST', '~/events', {
    events: [
      {
        externalId: 'recheck-1',
        type: 'recheck_due',
        at: '2026-11-24T02:00:00.000Z',
        customer: { externalId: 'AH-2001' },
      },
    ],
  });
  await until(async () => (await company.ask('GET', '~/sandbox/people?playbook=recheck')).items.length > 0);
  await page.getByRole('navigation').getByRole('link', { name: '沙盒收件箱' }).click();
  await page.goto(`/w/${company.id}/sandbox?playbook=recheck`);
  await page
    .locator('.phone')
    .getByText(/该复查了/)
    .waitFor();
  await page.getByRole('button', { name: '打开链接' }).first().click();
  const survey = page.frameLocator('.phone iframe');
  await survey.locator('label:has(input[name="day"][value="weekend"])').click();
  await survey.locator('#f-say').fill('想约周六上午，最好还是韩医生');
  await picture(page, 'operations-sandbox');
  await survey.locator('button').click();
  await survey.getByText('谢谢您').first().waitFor();

  // What came of it: her words on her page, and somebody who calls.
  await page.getByRole('main').getByRole('link', { name: '韩若溪' }).first().click();
  await page.waitForURL(/\/customers\/cus_/);
  await seeAll(page, ['想约周六上午，最好还是韩医生', '电话约时间']);
  await picture(page, 'operations-answer');
  expect(await overflowOf(page)).toBe(0);
});

scene('operations, phone, English: how a playbook stands', { size: PHONE, locale: 'en', as }, async (page) => {
  await page.goto(`/w/${company.id}/playbooks`);
  await page.getByText('After-sales satisfaction').first().tap();
  await page.waitForURL(/\/playbooks\/after-sales-satisfaction$/);
  await see(page, /Running/);
  await see(page, 'Invitation');
  await picture(page, 'operations-phone');
  expect(await overflowOf(page)).toBe(0);
});
