/** WeCom in the console, with a stand-in behind it: who has to confirm a mass message, who a friend is, which member a colleague is, what was read. */
import { afterAll, beforeAll, expect } from 'vitest';
import { wecomSettings } from '../../src/features/wecom/testing/settings.ts';
import { openStandIn, type StandIn } from '../../src/features/wecom/testing/stand-in.ts';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { session, type Session, STARTS, until } from './company.ts';
import { picture } from './picture.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

const words = (zh: string, en: string) => ({ zh, en });
const playbook = {
  key: 'checkup',
  name: words('复查提醒', 'Check-up'),
  description: words('该复查了，由顾问在企业微信里提醒。', 'A check is due; her adviser says so in WeCom.'),
  trigger: { kind: 'event', event: 'purchase' },
  audience: {
    combinator: 'and',
    rules: [{ field: 'event_count', operator: '>=', value: { event: 'purchase', n: 1 } }],
  },
  consent: null,
  goal: { event: 'purchase', name: words('到店', 'Comes in') },
  control: { holdout: 0, serviceCritical: false },
  messages: [
    {
      key: 'due',
      name: words('该复查了', 'A check is due'),
      purpose: 'service',
      channels: {
        wecom: { text: words('您好，半年过去，该来复查了。想约哪天？', 'Hello, a check is due. Which day?') },
      },
    },
  ],
  flow: {
    nodes: [{ id: 'send', kind: 'action', action: 'send', params: { message: 'due', plan: [{ channel: 'wecom' }] } }],
  },
};

let peer: StandIn;
let ask: Session;
let id: string;

/** A company of its own: where one channel is in earnest the others are played no more. */
beforeAll(async () => {
  peer = await openStandIn(() => Date.parse(STARTS));
  const outside = await session();
  id = (await outside('POST', '/api/workspaces', { name: '安和口腔 企微', clock: STARTS })).id;
  ask = await session(id);
  await ask('POST', '~/members', { name: '林晓彤', email: 'lin-wecom@anhe.example', role: 'agent' });
  await ask('PUT', '~/channels/wecom', { adapter: 'wecom', settings: wecomSettings(peer.url, { sync: false }) });
  peer.corp.staff('LinXiaoTong', '林晓彤');
  peer.corp.staff('JiangYiMing', '蒋一鸣');
  peer.corp.tag('et1', '高意向');
  const old = Math.floor(Date.parse('2026-11-20T03:00:00Z') / 1000);
  for (const [at, name] of ['许文博', '郑雅琪', '沈佳怡', '高志远', '罗静'].entries()) {
    const phone = `1387182036${at}`;
    await ask('POST', '~/customers', { externalId: `W-${at}`, name, phone });
    const user = at < 3 ? 'LinXiaoTong' : 'JiangYiMing';
    peer.corp.befriend(user, `wm-${at}`, {
      name,
      mobiles: [phone],
      addedAt: old + at * 7200,
      tags: new Set(at === 2 ? ['et1'] : []),
    });
  }
  peer.corp.befriend('LinXiaoTong', 'wm-x', { name: '晴天', remark: '晴天 洗牙', addedAt: old, state: 'shop-qr-7' });
  peer.corp.befriend('JiangYiMing', 'wm-y', { name: '唐先生', addedAt: old + 3600 });
  await ask('POST', '~/wecom/sync', {});
  await until(async () => (await ask('GET', '~/wecom/runs')).items[0].state === 'done');
  await ask('POST', '~/playbooks', { definition: playbook });
  await ask('POST', '~/playbooks/checkup/enable', {});
  const events = [0, 1, 2, 3, 4].map((at) => ({
    externalId: `due-${at}`,
    type: 'purchase',
    amount: 100,
    at: STARTS,
    customer: { externalId: `W-${at}` },
  }));
  await ask('POST', '~/events', { events });
  await until(async () => peer.corp.tasks.length > 0);
  await ask('POST', '~/clock', { forward: { n: 2, unit: 'hour' } });
  await until(async () => (await ask('GET', '~/wecom/tasks')).items[0]?.staff.length > 0);
});
afterAll(() => peer.close());

scene(
  'WeCom, 1440 px: who has to confirm, reminded; a friend becomes a customer; a colleague a member',
  {},
  async (page) => {
    await page.goto(`/w/${id}/wecom`);
    await seeAll(page, ['等员工确认', '该来复查了', '林晓彤', '蒋一鸣', '5 位客户']);
    await page.getByRole('button', { name: /提醒/ }).first().click();
    await see(page, /提醒过/);
    expect(peer.corp.tasks.at(-1)?.reminders).toHaveLength(1);
    await picture(page, 'wecom-tasks');

    await page.getByRole('link', { name: /^好友/ }).click();
    await seeAll(page, ['晴天 洗牙', 'shop-qr-7', '唐先生']);
    await page.getByRole('row', { name: /晴天/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('按姓名、拼音、手机号查找').fill('晴天');
    await sheet.getByText('没有找到').waitFor();
    await picture(page, 'wecom-link');
    await sheet.getByRole('button', { name: '新建客户「晴天」' }).click();
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '已匹配' }).click();
    await seeAll(page, ['晴天', '人工确认', '按备注手机号', '高意向']);
    await picture(page, 'wecom-friends');

    await page.getByRole('link', { name: '员工', exact: true }).click();
    await page.getByRole('combobox', { name: '对应的成员' }).first().click();
    await page.keyboard.type('林晓彤');
    await page.keyboard.press('Enter');
    await until(async () =>
      (await ask('GET', '~/wecom/staff')).items.some((each: { member: unknown }) => each.member !== null),
    );
    await picture(page, 'wecom-staff');

    await page.getByRole('link', { name: '同步记录' }).click();
    await seeAll(page, ['完成', '好友 7']);
    await picture(page, 'wecom-runs');
  },
);

for (const look of [
  { size: PHONE, scheme: 'dark', locale: 'en' },
  { size: PHONE, scheme: 'light', locale: 'zh' },
  { size: DESKTOP, scheme: 'dark', locale: 'en' },
] as const)
  scene(`WeCom, ${look.size.width} px, ${look.scheme}, ${look.locale}: nothing is cut off`, look, async (page) => {
    for (const [place, there] of [
      ['', '林晓彤'],
      ['/friends', '唐先生'],
      ['/staff', '蒋一鸣'],
      ['/runs', look.locale === 'zh' ? '完成' : 'Done'],
    ] as const) {
      await page.goto(`/w/${id}/wecom${place}`);
      await see(page, there);
      expect(await overflowOf(page), place).toBe(0);
      await picture(page, `wecom${place.replace('/', '-')}-${look.size.width}-${look.scheme}-${look.locale}`);
    }
  });

scene('WeCom, not set up: it says so, and what will stand here', { locale: 'zh' }, async (page) => {
  const other = (await (await session())('POST', '/api/workspaces', { name: '安和口腔 未接通', clock: STARTS })).id;
  await page.goto(`/w/${other}/wecom`);
  await seeAll(page, ['企业微信还没有接通', '没有等确认的群发']);
  await picture(page, 'wecom-empty');
});
