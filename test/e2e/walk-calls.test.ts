/** What playbooks say, and calls. Calls before there is a line: it says so, an agent sets the number of her phone; and a call written in a playbook, walked through without a telephone. */
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { DESKTOP, PHONE, scene, useBrowser } from './browser.ts';
import { type Company, ensureCompany } from './company.ts';
import { LOOKING, overflowOf, see } from './steps.ts';

useBrowser();
let company: Company;
beforeAll(async () => {
  company = await ensureCompany();
});

for (const look of [
  { size: DESKTOP, locale: 'zh' },
  { size: PHONE, locale: 'en' },
] as const) {
  const say = (zh: string, en: string) => (look.locale === 'zh' ? zh : en);
  const as = () => company.logins.agent;
  scene(
    `calls, ${look.size.width} px, ${look.locale}: no line yet, and the phone of an agent`,
    { ...look, as },
    async (page) => {
      await page.goto(`/w/${company.id}/calls`);
      await see(page, say('还没有设置语音电话', 'Voice calls are not set up'));
      await see(page, say('还没有通话', 'No calls yet'));
      await page.getByLabel(say('我的话机号码', 'Number of my phone')).fill(look.locale === 'zh' ? '8001' : '8002');
      await page.getByRole('button', { name: say('保存', 'Save') }).click();
      await page.waitForFunction(
        () => document.querySelector('form button')?.hasAttribute('disabled'),
        undefined,
        LOOKING,
      );
      expect(await overflowOf(page)).toBe(0);
    },
  );
}

const both = (zh: string, en: string) => ({ zh, en });
const FORM = {
  key: 'spoken',
  title: both('就诊回访', 'After the visit'),
  questions: [
    { id: 'again', kind: 'scale', from: 0, to: 5, title: both('还会再来吗', 'Will you come again') },
    { id: 'words', kind: 'text', title: both('还想说的', 'Anything else') },
  ],
};
const PLAYBOOK = {
  key: 'walk-on-the-phone',
  name: both('电话回访', 'Follow-up by telephone'),
  description: both('电话回访', 'Follow-up by telephone'),
  trigger: { kind: 'manual' },
  audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] },
  goal: { event: 'purchase', name: both('购买', 'Purchase') },
  forms: [FORM],
  messages: [
    {
      key: 'spoken',
      name: both('电话', 'Call'),
      purpose: 'service',
      form: 'spoken',
      channels: { voice: { text: both('想请您评价一下。', 'May we ask you something?') } },
    },
  ],
};

const importing = (page: Page, definition: object) =>
  page.evaluate(
    async ({ id, body }) => {
      const headers = { 'content-type': 'application/json' };
      await fetch(`/api/w/${id}/playbooks`, { method: 'POST', headers, body });
    },
    { id: company.id, body: JSON.stringify({ definition, note: '' }) },
  );

scene(
  'a call is written in the playbook: from the form, a step of its own, walked through by keys, kept as a version',
  { size: PHONE, locale: 'zh', as: () => company.logins.manager },
  async (page) => {
    await page.goto(`/w/${company.id}`);
    await importing(page, PLAYBOOK);
    await page.goto(`/w/${company.id}/playbooks/walk-on-the-phone/calls`);
    await page.getByRole('button', { name: '从表单开始写' }).click();
    await page.getByRole('button', { name: '说一段话' }).click();
    await see(page, '第 3 步：还没有写要说的话');
    await page.getByLabel('说什么').fill('谢谢您。');
    await page.getByRole('button', { name: '接起电话' }).click();
    await see(page, '本次通话将会录音');
    await page.getByRole('button', { name: '按 4', exact: true }).click();
    await see(page, '正在录客户的留言');
    await page.getByRole('button', { name: '留言完毕' }).click();
    await see(page, '通话结束');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await see(page, '已保存为 v2');
    expect(await overflowOf(page)).toBe(0);
  },
);

const ASKING = {
  ...PLAYBOOK,
  key: 'walk-messages',
  name: both('消息与渠道', 'Messages and channels'),
  messages: [
    {
      key: 'ask',
      name: both('问候', 'Asking'),
      purpose: 'service',
      form: 'spoken',
      channels: {
        wecom: { text: both('您好吗？', 'How are you?') },
        sms: { text: both('您好吗？{{survey.link}}', 'How are you? {{survey.link}}') },
      },
    },
  ],
  flow: {
    nodes: [
      {
        id: 'ask',
        kind: 'action',
        action: 'send',
        params: {
          message: 'ask',
          plan: [{ channel: 'wecom', wait: { n: 1, unit: 'day' }, until: 'responded' }, { channel: 'sms' }],
        },
      },
    ],
  },
};

scene(
  'the words of a message and the order of its channels are changed; a mistake stands at its field; what somebody else saved meanwhile is kept',
  {
    size: DESKTOP,
    locale: 'zh',
    as: () => company.logins.manager,
    expected: [/(400|409) .* \S+\/playbooks$/],
  },
  async (page) => {
    await page.goto(`/w/${company.id}`);
    await importing(page, ASKING);
    await page.goto(`/w/${company.id}/playbooks/walk-messages/messages`);
    await see(page, '先用企业微信；1 天内没有回复，再用短信');
    await page.getByRole('button', { name: '短信上移' }).click();
    await page.getByText('她最合适的渠道排第一').click();
    await see(page, '先用短信；1 天内没有回复，再用企业微信');
    const text = page.getByLabel('短信的内容');
    await text.fill('{{customer.frist}}您好');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await see(page, '没有保存，1 处要改');
    expect(await text.getAttribute('aria-invalid')).toBe('true');
    await text.fill('您好，');
    await page.getByRole('button', { name: '插入变量' }).first().click();
    await page.getByRole('menuitem', { name: '问卷链接' }).click();
    expect(await text.inputValue()).toBe('您好，{{survey.link}}');
    await importing(page, { ...ASKING, windowDays: 60 });
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await see(page, '你写的还在，没有丢');
    await page.getByRole('button', { name: '在 v2 上保存我的修改' }).click();
    await see(page, '已保存为 v3');
    const kept = await page.evaluate(
      async (id) => (await (await fetch(`/api/w/${id}/playbooks/walk-messages`)).json()).definition,
      company.id,
    );
    expect(kept.windowDays).toBe(60);
    expect(kept.messages[0].channels.sms.text.zh).toBe('您好，{{survey.link}}');
    expect(kept.flow.nodes[0].params).toMatchObject({
      preferred: true,
      plan: [{ channel: 'sms', until: 'responded' }, { channel: 'wecom' }],
    });
  },
);
