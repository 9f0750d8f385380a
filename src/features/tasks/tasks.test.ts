import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FormDefinition } from '../forms/contract-definition.ts';
import type { ScriptDefinition } from '../scripts/index.ts';
import { cycleStats } from './index.ts';
import { openForRuns } from './open.ts';
import { type Person, TaskWorld } from './testing/world.ts';

let w: TaskWorld;
let boss: Person;
let lin: Person;
let jiang: Person;
let team: string;

const words = (zh: string) => ({ zh, en: zh });

const form: FormDefinition = {
  key: 'care',
  title: words('术后回访'),
  questions: [
    { id: 'pain', kind: 'scale', title: words('疼痛'), from: 0, to: 10, required: true },
    {
      id: 'stars',
      kind: 'stars',
      title: words('满意度'),
      metric: 'csat',
      rows: [{ id: 'doctor', label: words('医生') }],
    },
    { id: 'words', kind: 'text', title: words('客户原话') },
  ],
};

const script: ScriptDefinition = {
  key: 'sh-204',
  number: 'SH-204',
  name: words('客服版'),
  steps: [
    { id: 'hello', title: words('开场'), say: words('{{customer.name|您}}好') },
    { id: 'pain', title: words('疼痛'), say: words('疼吗？'), question: 'pain', must: true },
    {
      id: 'pills',
      title: words('用药'),
      say: words('按时吃药了吗？'),
      question: 'words',
      must: true,
      when: { combinator: 'and', rules: [{ field: 'answer.pain', operator: '>=', value: 4 }] },
      because: words('因为疼痛 4 分以上'),
    },
  ],
};

// A Monday, 10:00 in Shanghai; working hours 9-12 and 13:30-18.
const MONDAY = '2026-11-23T02:00:00Z';
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`).toISOString();

beforeAll(async () => {
  w = await TaskWorld.open(MONDAY);
  team = await w.team('徐汇');
  boss = await w.person('周予安', 'supervisor', [team]);
  lin = await w.person('林晓彤', 'agent', [team]);
  jiang = await w.person('蒋一鸣', 'agent', [team]);
  await w.publish(
    'care',
    { assign: { to: 'owner', team: '徐汇' }, form: 'care', script: 'sh-204' },
    { forms: [form], scripts: [script] },
  );
}, 120_000);
afterAll(() => w.world.close());

async function mine(who: Person) {
  return (await who.call('GET', '/tasks')).body.items;
}

test('the owner gets it, with its deadlines in working time, and finishing it moves the flow on', async () => {
  const shen = await w.customer('沈佳怡', { ownerId: lin.id, phone: '13800006027' });
  await w.start('care', [shen]);
  const [task] = await mine(lin);
  expect(task).toMatchObject({
    customer: { name: '沈佳怡' },
    state: 'open',
    assignee: { name: '林晓彤' },
    assignedBecause: 'owner',
    remindAt: at('2026-11-23 12:00'),
    escalateAt: at('2026-11-23 15:30'),
    dueAt: at('2026-11-24 10:00'),
  });
  expect(await mine(jiang)).toEqual([]);
  expect((await jiang.call('GET', `/tasks/${task.taskId}`)).status).toBe(404);
  const detail = (await lin.call('GET', `/tasks/${task.taskId}`)).body;
  expect(detail).toMatchObject({ mine: true, form: { key: 'care' }, script: { number: 'SH-204' }, draft: null });
  expect(detail.customer.phone).toContain('****');
  expect((await lin.call('POST', `/tasks/${task.taskId}/accept`)).body).toMatchObject({ state: 'accepted' });
  const draft = { answers: { pain: 5 }, said: ['hello'], note: '半句' };
  expect((await lin.call('PUT', `/tasks/${task.taskId}/draft`, draft)).status).toBe(200);
  expect((await lin.call('GET', `/tasks/${task.taskId}`)).body.draft.content).toMatchObject(draft);
  const finish = (body: object) => lin.call('POST', `/tasks/${task.taskId}/finish`, { result: 'done', ...body });
  expect((await finish({ answers: { pain: 5 } })).body).toMatchObject({
    code: 'task_must_ask_open',
    errors: [{ field: 'pills' }],
  });
  expect((await finish({ answers: { pain: 12, words: '好' } })).body).toMatchObject({ code: 'answers_invalid' });
  const done = await finish({
    answers: { pain: 5, stars: { doctor: 5 }, words: '等了很久' },
    said: ['hello'],
    note: '情况稳定',
    next: { at: at('2026-11-28 14:00'), title: '拆线复诊' },
  });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  expect(done.body).toMatchObject({
    task: { state: 'done', result: 'done', endedBy: { name: '林晓彤' } },
    retryAt: null,
  });
  await w.world.drain();
  expect(await w.tags(shen)).toContain('called');
  expect(await w.eventTypes(shen)).toEqual(expect.arrayContaining(['task_opened', 'response', 'task_done']));
  const again = await boss.call('POST', `/tasks/${task.taskId}/finish`, { result: 'refused' });
  expect([again.status, again.body.code]).toEqual([409, 'task_ended']);
  expect(again.body.detail).toContain('林晓彤');
  const [next] = await mine(lin);
  expect(next).toMatchObject({
    origin: 'follow_up',
    title: { zh: '拆线复诊' },
    dueAt: at('2026-11-28 14:00'),
    state: 'accepted',
  });
  expect((await lin.call('GET', '/tasks/counts')).body).toMatchObject({ waiting: 1, doneToday: 1 });
  expect((await lin.call('GET', '/tasks?state=done&today=true')).body.items).toHaveLength(1);
  await lin.call('POST', `/tasks/${next.taskId}/finish`, { result: 'not_needed' });
});

test('nobody accepts: it reminds after two working hours, and after four the superior answers for it', async () => {
  await w.goTo(at('2026-11-27 17:00'));
  const customer = await w.customer('许文博', { ownerId: jiang.id });
  await w.start('care', [customer]);
  const [task] = await mine(jiang);
  await w.goTo(at('2026-11-30 09:59'));
  expect((await mine(jiang))[0]).toMatchObject({ remindedAt: null });
  await w.goTo(at('2026-11-30 10:00'));
  expect((await mine(jiang))[0]).toMatchObject({ remindedAt: at('2026-11-30 10:00'), escalated: null });
  expect(await mine(boss)).toEqual([]);
  await w.goTo(at('2026-11-30 12:00'));
  await w.goTo(at('2026-11-30 12:00'));
  const [hers] = await mine(boss);
  expect(hers).toMatchObject({
    taskId: task.taskId,
    escalated: { to: { name: '周予安' } },
    assignee: { name: '蒋一鸣' },
  });
  expect(hers.because.map((point: { code: string }) => point.code)).toContain('escalated');
  expect((await mine(jiang)).map((item: { taskId: string }) => item.taskId)).toEqual([task.taskId]);
  const types = await w.eventTypes(customer);
  expect(types.filter((type) => type === 'task_escalated')).toHaveLength(1);
  expect(types.filter((type) => type === 'task_reminded')).toHaveLength(1);
  const board = (await boss.call('GET', '/tasks/board')).body;
  expect(board.totals).toMatchObject({ waiting: 1, escalated: 1, unassigned: 0 });
  expect(board.people.find((each: { id: string }) => each.id === boss.id)).toMatchObject({ answersFor: 1 });
  // Handed on, the clock starts anew.
  const moved = await boss.call('POST', `/tasks/${task.taskId}/transfer`, { member: lin.id, reason: '蒋一鸣今天在外' });
  expect(moved.body).toMatchObject({
    assignee: { name: '林晓彤' },
    escalated: null,
    state: 'open',
    remindAt: at('2026-11-30 15:30'),
  });
  expect(await mine(boss)).toEqual([]);
  await lin.call('POST', `/tasks/${task.taskId}/finish`, { result: 'refused', note: '不想再接电话' });
  await w.world.drain();
  expect(await w.tags(customer)).toEqual(['not-called']);
});

test('in turn over a team, exactly fair also when batches come at once; nobody there is an open pool', async () => {
  await w.publish('turn', { assign: { to: 'roundRobin', team: '徐汇' } });
  await w.publish('none', { assign: { to: 'roundRobin', team: '静安' } });
  const customers = await Promise.all(Array.from({ length: 12 }, (_, n) => w.customer(`客户${n}`)));
  await Promise.all([0, 4, 8].map((from) => w.start('turn', customers.slice(from, from + 4))));
  const count = async (who: Person) => (await who.call('GET', '/tasks?playbook=turn')).body.items.length;
  expect([await count(lin), await count(jiang)]).toEqual([6, 6]);
  await w.start('none', customers.slice(0, 3));
  const pool = (await boss.call('GET', '/tasks?view=pool')).body.items;
  expect(pool).toHaveLength(3);
  expect(pool[0]).toMatchObject({ assignee: null, assignedBecause: 'nobody' });
  const moves = pool.map((item: { taskId: string }) => ({ task: item.taskId, member: lin.id }));
  const assigned = await boss.call('POST', '/tasks/assign', { moves, reason: '静安暂时没有人' });
  expect(assigned.body).toEqual({ moved: 3, skipped: [] });
  expect((await lin.call('POST', '/tasks/assign', { moves, reason: 'x' })).status).toBe(403);
  expect(
    (await boss.call('GET', '/tasks/balance')).body.moves.map((move: { to: { name: string } }) => move.to.name),
  ).toEqual(['蒋一鸣']);
  expect((await boss.call('GET', '/tasks?view=all&unaccepted=true&q=%E5%AE%A2%E6%88%B71')).body.items).toHaveLength(4);
});

test('put off, not reached, tried again, ended after the last try', async () => {
  await w.publish('retry', {
    assign: { to: 'member', member: 'p2@example.com' },
    retry: { most: 2, wait: { n: 3, unit: 'hour' } },
    accept: { remind: { n: 30, unit: 'minute', working: false }, escalate: { n: 1, unit: 'day' } },
  });
  const customer = await w.customer('高志远', { phone: '13900001111' });
  await w.start('retry', [customer]);
  const [task] = (await lin.call('GET', '/tasks?playbook=retry')).body.items;
  expect(task.remindAt).toBe(at('2026-11-30 12:30'));
  const url = `/tasks/${task.taskId}`;
  expect((await lin.call('POST', `${url}/dial`)).body).toEqual({ phone: '+8613900001111' });
  const missed = await lin.call('POST', `${url}/finish`, { result: 'unreachable' });
  expect(missed.body).toMatchObject({ retryAt: at('2026-11-30 16:30'), task: { state: 'snoozed', attempts: 1 } });
  expect((await lin.call('GET', '/tasks?playbook=retry')).body.items).toEqual([]);
  expect((await lin.call('GET', '/tasks?playbook=retry&state=snoozed')).body.items).toHaveLength(1);
  await w.goTo(at('2026-11-30 16:31'));
  expect((await lin.call('GET', '/tasks?playbook=retry')).body.items).toHaveLength(1);
  const until = at('2026-12-02 10:00');
  expect((await lin.call('POST', `${url}/snooze`, { until, asked: true })).body).toMatchObject({
    state: 'snoozed',
    dueAt: until,
  });
  expect((await lin.call('POST', `${url}/snooze`, { until: MONDAY })).status).toBe(400);
  expect((await lin.call('POST', `${url}/wake`)).body).toMatchObject({ state: 'accepted' });
  const last = await lin.call('POST', `${url}/finish`, { result: 'unreachable' });
  expect(last.body).toMatchObject({ retryAt: null, task: { state: 'done', result: 'unreachable', attempts: 2 } });
  const history = (await lin.call('GET', url)).body.history.map((entry: { kind: string }) => entry.kind);
  expect(history).toEqual(['opened', 'accepted', 'dialled', 'missed', 'snoozed', 'woken', 'finished']);
});

test('by hand from a customer’s page, and what others may not', async () => {
  const customer = await w.customer('罗静', { ownerId: lin.id });
  const body = { customerId: customer, title: '回电：问医保' };
  const made = await lin.call('POST', '/tasks', body);
  expect(made.body).toMatchObject({
    origin: 'manual',
    state: 'accepted',
    assignee: { name: '林晓彤' },
    title: { zh: '回电：问医保' },
  });
  expect((await jiang.call('POST', '/tasks', body)).status).toBe(404);
  expect((await lin.call('POST', '/tasks', { ...body, assignee: jiang.id })).status).toBe(403);
  expect((await boss.call('POST', `/tasks/${made.body.taskId}/snooze`, { until: at('2026-12-02 10:00') })).status).toBe(
    200,
  );
  const viewer = await w.person('只读', 'viewer');
  expect((await viewer.call('POST', `/tasks/${made.body.taskId}/accept`)).status).toBe(403);
  expect((await viewer.call('GET', `/tasks/${made.body.taskId}`)).status).toBe(200);
});

test('two finish at once: one does, the other is told who', async () => {
  const customer = await w.customer('邓可欣', { ownerId: lin.id });
  await w.start('turn', [customer]);
  const [task] = (await boss.call('GET', `/tasks?view=all&customer=${customer}`)).body.items;
  const finish = (who: Person, result: string) => who.call('POST', `/tasks/${task.taskId}/finish`, { result });
  const both = await Promise.all([finish(boss, 'done'), finish(boss, 'refused')]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  await w.world.drain();
  const types = await w.eventTypes(customer);
  expect(types.filter((type) => type === 'task_done')).toHaveLength(1);
  expect((await w.tags(customer)).filter((tag) => tag === 'called' || tag === 'not-called')).toHaveLength(1);
});

test('what the flow does not wait for any more is taken back; the same batch again opens nothing', async () => {
  await w.publish('timed', { assign: { to: 'roundRobin', team: '徐汇' } }, { timeout: { n: 1, unit: 'hour' } });
  const customer = await w.customer('曹明轩');
  await w.goTo(at('2026-12-03 10:00'));
  await w.start('timed', [customer]);
  const query = `/tasks?view=all&state=any&playbook=timed`;
  const [task] = (await boss.call('GET', query)).body.items;
  expect(task).toMatchObject({ state: 'open' });
  const ctx = await w.ctx();
  const entry = { flow: 'timed', version: 1, epoch: null, customerId: customer, node: 'call' };
  const row = (await w.tokens('timed'))[0];
  if (!row) throw new Error('no run');
  const params = { title: words('再来一次'), assign: { to: 'owner' } as const };
  await ctx.tx((tx) => openForRuns(tx, ctx, [{ ...entry, ...row, params }]));
  expect((await boss.call('GET', query)).body.items).toHaveLength(1);
  await w.goTo(at('2026-12-03 11:00'));
  expect((await boss.call('GET', query)).body.items[0]).toMatchObject({ state: 'cancelled', taskId: task.taskId });
  const late = await boss.call('POST', `/tasks/${task.taskId}/finish`, { result: 'done' });
  expect(late.body.code).toBe('task_ended');
});

test('cycle times from trigger to done, unfinished tasks with them', async () => {
  const ctx = await w.ctx();
  const stats = await ctx.tx((tx) => cycleStats(tx, ctx, { playbook: 'turn' }));
  expect(stats).toMatchObject({ n: 13, done: 1, open: 12, p50: null });
  expect(stats.withinHour).toEqual({ done: 1, of: 13 });
});

test('two take the same open task at once: one has it, the other is told who', async () => {
  const customerId = await w.customer('两人同抢');
  const { body: task } = await w.world.call('POST', '/api/w/main/tasks', {
    customerId,
    title: '抢',
    channel: 'phone',
    team,
  });
  const accept = (who: Person) => who.call('POST', `/tasks/${task.taskId}/accept`, {});
  const [first, second] = await Promise.all([accept(lin), accept(jiang)]);
  const winner = first.status === 200 ? '林晓彤' : '蒋一鸣';
  const lost = first.status === 200 ? second : first;
  expect([first.status, second.status].filter((status) => status === 200)).toHaveLength(1);
  // Asked a moment later it is not there for her any more.
  if (lost.status !== 404) {
    expect(lost.status).toBe(409);
    expect(lost.body.detail).toContain(winner);
  }
});

test('what a script says of the customer’s own attributes comes along, however many there are', async () => {
  for (let n = 1; n <= 8; n++)
    await w.world.call('POST', '/api/w/main/attributes', {
      key: `own${n}`,
      type: 'text',
      zh: `属性${n}`,
      en: `Own ${n}`,
    });
  const attributes = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`own${n + 1}`, `值${n + 1}`]));
  const customer = await w.customer('韩雪', { ownerId: lin.id, attributes });
  const steps = [{ id: 'hello', title: words('开场'), say: words('您的{{customer.own8|项目}}怎么样') }];
  await w.publish(
    'own',
    { assign: { to: 'owner', team: '徐汇' }, script: 'own' },
    { scripts: [{ ...script, key: 'own', steps }] },
  );
  await w.start('own', [customer]);
  const [task] = (await lin.call('GET', '/tasks?playbook=own')).body.items;
  const shown = (await lin.call('GET', `/tasks/${task.taskId}`)).body.customer.attributes;
  expect(shown.map(({ key }: { key: string }) => key)).toEqual([
    'own1',
    'own2',
    'own3',
    'own4',
    'own5',
    'own6',
    'own8',
  ]);
  expect(shown.at(-1)).toMatchObject({ value: '值8' });
});
