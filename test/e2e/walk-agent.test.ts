/** The agent: her next customer, the words, the record, done; by keys at a desk, by thumb on a phone. */
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see } from './steps.ts';

useBrowser();

let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});
const as = () => company.logins.agent;

scene('the agent at her desk: by keys from one task to the next', { size: DESKTOP, as }, async (page) => {
  await page.goto(`/w/${company.id}/tasks`);
  await see(page, '我的待办');
  await picture(page, 'agent-queue');
  expect(await overflowOf(page)).toBe(0);
});

scene('the agent on the road: by thumb, in English', { size: PHONE, locale: 'en', as }, async (page) => {
  await page.goto(`/w/${company.id}/tasks`);
  await see(page, 'To do');
  await picture(page, 'agent-phone');
  expect(await overflowOf(page)).toBe(0);
});
