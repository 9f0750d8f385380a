/** The main job by clicks: orders in, a playbook on, history replayed, and a scorecard that says nothing is proven. */
import { join } from 'node:path';
import { root } from '../house/root.ts';
import { scene, useBrowser } from './browser.ts';
import { see, seeAll } from './steps.ts';

/** Each of its long steps, on two cores, while the demo company loads beside. */
const JOB_MS = 600_000;
const ORDERS = join(root, 'examples', 'online-retail.csv.gz');

useBrowser();

scene('from orders to a verdict', {}, async (page) => {
  // Import: what is guessed is shown, and nothing is written before it is confirmed.
  await page.goto('/w/main/welcome');
  await page.getByRole('link', { name: '选择文件' }).click();
  await page.locator('input[type=file]').setInputFiles(ORDERS);
  await see(page, '核对这 22,034 行，再写入');
  await seeAll(page, [/客户编号 必填 customer_id/, /下单时间 必填 ts/, /金额（负数为退款） 必填 amount/]);
  await page.getByRole('button', { name: '导入 22,034 行' }).click();
  await page.getByRole('progressbar').waitFor();
  await see(page, '新增 22,034 笔订单', JOB_MS);
  await seeAll(page, ['新客户 4,372', '购买 18,410', '退款 3,611', '零元订单 13', '出错 0 行']);
  await page.getByRole('link', { name: '看客户' }).click();
  await page.locator('tbody a').first().waitFor();

  // Playbook on: 20 % held out, a window of 30 days.
  await page.getByRole('navigation').getByRole('link', { name: '回访方案' }).click();
  await page.getByRole('link', { name: /沉默客户唤醒/ }).click();
  await page.getByRole('button', { name: '启用方案' }).click();
  await page.getByLabel('随机留作对照的比例').fill('20');
  await page.getByLabel('成效窗口（天）').fill('30');
  await page.getByRole('button', { name: '启用，留 20% 对照' }).click();
  await seeAll(page, ['运行中', '第 1 期', '对照组 20%']);

  // Replay: half a year in a copy.
  await page.getByRole('link', { name: '回放历史' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('从哪天').fill('2011-06-01');
  await sheet.getByLabel('到哪天（不含）').fill('2011-12-10');
  await sheet.getByText('会走现在启用的方案：沉默客户唤醒。').waitFor();
  await sheet.getByRole('button', { name: '回放 2011-06-01 至 2011-12-10' }).click();
  await sheet.getByRole('progressbar').waitFor();
  await sheet.getByText('走完 192 天，22,034 条事件').waitFor({ timeout: JOB_MS });
  await sheet.getByRole('link', { name: '看记分卡' }).click();

  // The scorecard in the copy.
  await page.waitForURL(/\/w\/replay\/scorecards\/silent-wakeup$/);
  await seeAll(page, [
    '这是历史回放的副本',
    '尚未证实：「再次购买」干预组 26.2%，对照组 23.8%，相差 2.3 点可能只是偶然',
    '分组比例正常 p = 0.86',
    '设定 80 : 20，实际 80.0 : 20.0',
    '入组 3,962 人',
    '已到期 干预 2,783 · 对照 701',
    /再次购买 登记指标，30 天内 \+3\.0 点 23\.8% n = 701 26\.2% n = 2,783 .*\+2\.3 点 \[−3\.3, 8\.0\] 尚未证实/,
    '没有人真的被回访',
  ]);
  await page.getByRole('link', { name: '方案', exact: true }).click();
  await seeAll(page, ['已到期 2,783 人里 728 人', '已到期 701 人里 167 人', '26.2%', '23.8%']);
});

scene('the same file twice adds nothing', {}, async (page) => {
  await page.goto('/w/main/customers/import');
  await page.locator('input[type=file]').setInputFiles(ORDERS);
  await page.getByRole('button', { name: '导入 22,034 行' }).click();
  await see(page, '没有新订单：文件里的都已经在这里了', JOB_MS);
  await seeAll(page, ['新增 0 笔', '已有 22,034 行']);
});
