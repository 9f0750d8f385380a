/** The workbench without the mouse: two customers, one after the other, from the queue to what the flow makes of it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE, scene, useBrowser } from './browser.ts';
import { overflowOf, see, seeAll } from './steps.ts';

useBrowser();

const words = (zh: string, en: string) => ({ zh, en });
const city = { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] };
const tag = (id: string) => ({ id, kind: 'action', action: 'tag', params: { tag: id } });

/** A visit opens a call for `member`: a script with a branch, a form, and two ways on. */
const playbook = (member: string) => ({
  key: 'visit-call',
  name: words('到店回访', 'Visit follow-up'),
  description: words('到店后打一个电话', 'A call after a visit'),
  trigger: { kind: 'event', event: 'keys_visit' },
  audience: city,
  consent: null,
  goal: { event: 'purchase', name: words('购买', 'Purchase') },
  control: { holdout: 0, serviceCritical: false },
  forms: [
    {
      key: 'call',
      title: words('电话记录', 'Call record'),
      questions: [
        { id: 'pain', kind: 'scale', from: 0, to: 10, title: words('疼痛', 'Pain'), required: true },
        {
          id: 'pills',
          kind: 'single',
          title: words('用药', 'Medicine'),
          options: [
            { value: 'all', label: words('按时吃了', 'All of it') },
            { value: 'missed', label: words('漏服一两次', 'Missed some') },
          ],
        },
        { id: 'doctor', kind: 'stars', title: words('医生沟通', 'Doctor'), metric: 'csat' },
        { id: 'words', kind: 'text', title: words('客户原话', 'Her words') },
      ],
    },
  ],
  scripts: [
    {
      key: 'call-1',
      number: 'SH-900',
      name: words('到店后', 'After a visit'),
      steps: [
        {
          id: 'hello',
          title: words('开场', 'Opening'),
          say: words('{{customer.name|您}}您好。', 'Hello {{customer.name|there}}.'),
        },
        {
          id: 'pain',
          title: words('疼痛', 'Pain'),
          say: words('还疼吗？', 'Does it hurt?'),
          question: 'pain',
          must: true,
        },
        {
          id: 'pills',
          title: words('用药', 'Medicine'),
          say: words('药按时吃了吗？', 'Did you take the medicine?'),
          question: 'pills',
          when: { combinator: 'and', rules: [{ field: 'answer.pain', operator: '>=', value: 4 }] },
          because: words('因为疼痛 4 分以上', 'because of pain 4 and more'),
        },
        {
          id: 'doctor',
          title: words('医生', 'Doctor'),
          say: words('医生讲得清楚吗？', 'Was the doctor clear?'),
          question: 'doctor',
          must: true,
        },
      ],
    },
  ],
  flow: {
    nodes: [
      {
        id: 'call',
        kind: 'action',
        action: 'task',
        params: {
          title: words('到店后电话', 'Call after the visit'),
          assign: { to: 'member', member },
          form: 'call',
          script: 'call-1',
        },
      },
      {
        id: 'how',
        kind: 'branch',
        cases: [
          {
            key: 'well',
            of: 'call',
            where: [{ field: 'doctor', operator: '>=', value: 4 }],
            do: [tag('doctor-praised')],
          },
        ],
        otherwise: [tag('doctor-watched')],
      },
    ],
  },
});

/** One call of the API as the person signed in. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects
async function api(page: Page, method: string, path: string, body?: unknown): Promise<any> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const answer = await fetch(`/api/w/main${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json() as Promise<unknown>;
    },
    { method, path, body },
  );
}

async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let round = 0; round < 60; round++) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('it did not come to pass within 15 s');
}

/** The customers, in the order in which they came in. */
async function withCalls(page: Page, names: readonly string[]): Promise<Map<string, string>> {
  await page.goto('/');
  await page.waitForURL(/\/w\/main/);
  const { me } = await api(page, 'GET', '/tasks/people');
  if ((await api(page, 'GET', '/playbooks')).playbooks.every((each: { key: string }) => each.key !== 'visit-call')) {
    await api(page, 'POST', '/playbooks', { definition: playbook(me) });
    await api(page, 'POST', '/playbooks/visit-call/enable', {});
  }
  const ids = new Map<string, string>();
  for (const name of names) {
    const externalId = `keys-${name}`;
    const { customerId } = await api(page, 'POST', '/customers', {
      externalId,
      name,
      city: '上海',
      phone: '13800006027',
    });
    ids.set(name, customerId);
    const event = { externalId, type: 'keys_visit', at: new Date().toISOString(), customer: { externalId } };
    await api(page, 'POST', '/events', { events: [event] });
    await until(async () => (await api(page, 'GET', `/tasks?customer=${customerId}`)).items[0]);
  }
  return ids;
}

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

scene('from one customer to the next by keys alone', {}, async (page) => {
  const ids = await withCalls(page, ['沈佳怡', '高志远']);
  await page.goto('/w/main/tasks');
  await seeAll(page, ['沈佳怡', '到店后电话', '还没有接受', 'SH-900']);
  await press(page, 'j');
  await seeAll(page, ['高志远您好。']);
  await press(page, 'k');
  await seeAll(page, ['沈佳怡您好。']);

  // Looking accepted nothing; Enter does, then says the opening.
  await press(page, 'Enter');
  await page.locator('.hx-state-line.open').waitFor({ state: 'detached' });
  await press(page, 'Enter', '5');
  await seeAll(page, ['药按时吃了吗？', '因为疼痛 4 分以上']);
  await press(page, '2');
  await seeAll(page, ['医生讲得清楚吗？', '漏服一两次']);

  // A must-ask question is open: it does not finish, and says so.
  await press(page, 'Control+Enter');
  await seeAll(page, ['还有 1 个必问没有答案']);
  await page.locator('.hx-record [aria-invalid]').waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press(page, '5');
  await seeAll(page, ['话术走完了', '必问 2 / 2']);
  // What will be understood of her words stands beside them, asked once she rests.
  let asked = 0;
  page.on('request', (request) => (asked += request.url().endsWith('/feedback/analyse') ? 1 : 0));
  await page.getByLabel('客户原话').pressSequentially('价格太贵了，再不处理我就投诉', { delay: 40 });
  await seeAll(page, ['识别到', '不满-价格因素', '价格太贵了', '情感：不满'], '.hx-heard');
  await seeAll(page, ['紧急'], '.hx-heard');
  expect(asked).toBeLessThanOrEqual(2);
  await page.getByLabel('客户原话').fill('');
  await page.locator('.hx-heard').waitFor({ state: 'hidden' });
  await press(page, 'Control+Enter');
  // The next one stands there at once; a slip can be undone for a moment.
  await seeAll(page, ['高志远您好。', '沈佳怡：已完成', '撤销']);
  const shen = ids.get('沈佳怡') ?? '';
  await until(async () => (await api(page, 'GET', `/customers/${shen}`)).tags.includes('doctor-praised'));
  const [done] = (await api(page, 'GET', `/tasks?view=all&state=done&customer=${shen}`)).items;
  expect(done).toMatchObject({ state: 'done', result: 'done' });
  // Sent, it can be reopened: the flow has gone on, the answers stand there and stay.
  await seeAll(page, ['沈佳怡：已完成，已提交']);
  await page.getByRole('button', { name: '重新打开' }).click();
  await seeAll(page, ['流程已按上次的结果继续，不会回退', '上次的答案已计入', '必问 2 / 2']);
  await press(page, 'Control+Enter');
  await seeAll(page, ['高志远您好。', '沈佳怡：已完成']);

  // The other one is put off with two keys, and stands among what is put off.
  await press(page, 's');
  await see(page, '推迟「高志远」');
  await press(page, 'Enter');
  await seeAll(page, [/已推迟 1/], '.hx-queue');
  await press(page, '?');
  await see(page, '接受并开始');

  // What she finished today, narrowed by how it ended and by a name.
  const other = (await api(page, 'GET', `/tasks?state=snoozed&customer=${ids.get('高志远')}`)).items[0].taskId;
  await api(page, 'POST', `/tasks/${other}/finish`, { result: 'refused' });
  await until(async () => (await api(page, 'GET', '/tasks?state=ended&today=true')).items.length >= 2);
  await page.goto('/w/main/tasks?tab=done');
  await seeAll(page, ['沈佳怡', '高志远', /客户拒绝 1/], '.hx-queue');
  await page.getByRole('button', { name: /^客户拒绝/ }).click();
  await page.locator('.hx-queue').getByText('沈佳怡').waitFor({ state: 'detached' });
  expect(page.url()).toContain('result=refused');
  await page.getByRole('button', { name: /^客户拒绝/ }).click();
  await page.getByRole('searchbox').fill('沈');
  await page.locator('.hx-queue').getByText('高志远').waitFor({ state: 'detached' });
  await seeAll(page, ['沈佳怡'], '.hx-queue');
});

scene('on a phone: a card, the words, the answer, done', { size: PHONE }, async (page) => {
  const ids = await withCalls(page, ['罗静']);
  await page.goto('/w/main/tasks');
  await page.getByText('罗静').first().click();
  await page.waitForURL(/\/tasks\/task_/);
  await seeAll(page, ['罗静您好。', '断网也会存在本机']);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: '下一题：疼痛' }).click();
  await page.locator('.hx-script').getByRole('radio', { name: '2', exact: true }).click();
  await page.locator('.hx-script').getByRole('radio', { name: '3', exact: true }).click();
  await page.getByLabel('客户原话').fill('医生很耐心，就是等太久');
  await seeAll(page, ['识别到'], '.hx-heard');
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: '完成', exact: true }).click();
  await page.waitForURL(/\/w\/main\/tasks$/);
  await see(page, '罗静：已完成');
  const luo = ids.get('罗静') ?? '';
  await until(async () => (await api(page, 'GET', `/customers/${luo}`)).tags.includes('doctor-watched'));
});
