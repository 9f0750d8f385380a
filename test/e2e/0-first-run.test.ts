/** The first page of a new installation. What it starts here goes on while the next file signs in and out. */
import { expect } from 'vitest';
import { scene, useBrowser } from './browser.ts';
import { see, seeAll } from './steps.ts';

useBrowser();

scene('three ways to begin; the demo by one click, and the page may be left', {}, async (page) => {
  await page.goto('/');
  await page.waitForURL(/\/w\/main\/welcome$/);
  await seeAll(page, ['三种开始的办法', '先看演示公司', '导入我的客户', '接入渠道']);
  await page.getByRole('button', { name: '载入演示公司' }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: '回访方案' }).click();
  await see(page, '沉默客户唤醒');
  await page.getByRole('navigation').getByRole('link', { name: '首页' }).click();
  await page
    .getByRole('progressbar')
    .or(page.getByRole('link', { name: '打开 安和口腔' }))
    .waitFor();
  expect(await page.getByRole('button', { name: '载入演示公司' }).count()).toBe(0);
});
