import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FormDefinition } from '../forms/contract-definition.ts';
import { cycleStats } from './index.ts';
import { type Person, TaskWorld } from './testing/world.ts';

let w: TaskWorld;
let boss: Person;
let lin: Person;
let jiang: Person;

const words = (zh: string) => ({ zh, en: zh });
const form: FormDefinition = {
  key: 'care',
  title: words('术后回访'),
  questions: [
    { id: 'nps', kind: 'nps', title: words('推荐'), metric: 'nps', required: true },
    { id: 'words', kind: 'text', title: words('客户原话') },
  ],
};

// A Monday, 10:00 in Shanghai; working hours 9-12 and 13:30-18.
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`).toISOString();

beforeAll(async () => {
  w = await TaskWorld.open(at('2026-11-23 10:00'));
  const team = await w.team('徐汇');
  boss = await w.person('周予安', 'supervisor', [team]);
  lin = await w.person('林晓彤', 'agent', [team]);
  jiang = await w.person('蒋一鸣', 'agent', [team]);
  await w.publish('care', { assign: { to: 'owner', team: '徐汇' }, form: 'care' }, { forms: [form] });
  await w.publish('timed', { assign: { to: 'owner', team: '徐汇' } }, { timeout: { n: 1, unit: 'hour' } });
}, 120_000);
afterAll(() => w.world.close());

async function taskOf(flow: string, customer: string): Promise<{ taskId: string }> {
  await w.start(flow, [customer]);
  return (await lin.call('GET', `/tasks?playbook=${flow}&customer=${customer}`)).body.items[0];
}
const cycles = async (playbook: string) => {
  const ctx = await w.ctx();
  return ctx.tx((tx) => cycleStats(tx, ctx, { playbook }));
};

test('a finished task comes back to its agent as it was typed; flow, answers and counts stay honest', async () => {
  const customer = await w.customer('沈佳怡', { ownerId: lin.id });
  const { taskId } = await taskOf('care', customer);
  const url = `/tasks/${taskId}`;
  const next = { at: at('2026-11-25 14:00'), title: '再问一次' };
  const answers = { nps: 9, words: '很满意' };
  await w.goTo(at('2026-11-23 10:30'));
  const first = await lin.call('POST', `${url}/finish`, { result: 'done', answers, note: '聊得好', next });
  expect(first.status, JSON.stringify(first.body)).toBe(200);
  await w.world.drain();
  expect(await w.tags(customer)).toContain('called');
  expect(await cycles('care')).toMatchObject({ n: 1, done: 1, open: 0, p50: 30 * 60_000 });
  expect((await lin.call('GET', url)).body).toMatchObject({ reopenable: true, answersKept: true });

  await w.goTo(at('2026-11-23 16:30'));
  const back = await lin.call('POST', `${url}/reopen`, { reason: '客户又打来' });
  expect(back.body, JSON.stringify(back.body)).toMatchObject({
    task: { state: 'accepted', endedAt: null, result: null, reopened: 1, assignee: { name: '林晓彤' } },
    flowWentOn: true,
    takenBackTaskId: first.body.nextTaskId,
  });
  // Six hours it lay ended, 4.5 of them worked: due on Tuesday at 10:00, now at 16:00 (the break apart).
  expect(back.body.task.dueAt).toBe(at('2026-11-24 16:00'));
  expect((await lin.call('POST', `${url}/reopen`, {})).body.task.reopened).toBe(1);
  const detail = (await lin.call('GET', url)).body;
  expect(detail).toMatchObject({ mine: true, reopenable: false, answersKept: true });
  expect(detail.draft.content).toMatchObject({ answers, note: '聊得好', next });
  expect(detail.history.at(-1)).toMatchObject({ kind: 'reopened', detail: { result: 'done', reason: '客户又打来' } });
  expect((await lin.call('GET', `/tasks/${first.body.nextTaskId}`)).body.task.state).toBe('cancelled');
  // Not done any more, in no count.
  expect((await lin.call('GET', '/tasks/counts')).body).toMatchObject({ waiting: 1, doneToday: 0 });
  expect(await cycles('care')).toMatchObject({ n: 1, done: 0, open: 1, p50: null });

  const changed = await lin.call('POST', `${url}/finish`, { result: 'done', answers: { nps: 2 } });
  expect([changed.status, changed.body.code]).toEqual([409, 'task_answers_kept']);
  const again = await lin.call('POST', `${url}/finish`, { result: 'refused', answers, note: '后来不想谈' });
  expect(again.body.task).toMatchObject({ state: 'done', result: 'refused', note: '后来不想谈' });
  await w.world.drain();
  // The flow went one way, once; one response, one task, its time to the last end.
  expect(await w.tags(customer)).not.toContain('not-called');
  const events = (await w.world.call('GET', `/api/w/main/customers/${customer}/events`)).body.items;
  const of = (type: string) => events.filter((event: { type: string }) => event.type === type);
  expect([of('response').length, of('task_reopened').length, of('task_done').length]).toEqual([1, 1, 2]);
  expect(of('task_done').map((event: { properties: object }) => 'again' in event.properties)).toEqual([true, false]);
  expect(await cycles('care')).toMatchObject({ n: 1, done: 1, open: 0, p50: 6.5 * 3_600_000 });
  const log = (await w.world.call('GET', '/api/w/main/audit?action=tasks.reopened')).body;
  expect(JSON.stringify(log)).toContain(taskId);
});

test('cut short before: the answers are not kept yet and may be completed', async () => {
  const customer = await w.customer('高志远', { ownerId: lin.id });
  const { taskId } = await taskOf('care', customer);
  await lin.call('POST', `/tasks/${taskId}/finish`, { result: 'refused', answers: { words: '没空' } });
  await boss.call('POST', `/tasks/${taskId}/reopen`, {});
  // The supervisor gives it back to whose it was.
  const detail = (await lin.call('GET', `/tasks/${taskId}`)).body;
  expect(detail).toMatchObject({ mine: true, answersKept: false, task: { assignee: { name: '林晓彤' } } });
  expect(detail.draft).toMatchObject({ own: true, content: { answers: { words: '没空' } } });
  const body = { result: 'done', answers: { nps: 7, words: '没空' } };
  expect((await lin.call('POST', `/tasks/${taskId}/finish`, body)).status).toBe(200);
  expect(await w.eventTypes(customer)).toContain('response');
});

test('what the flow cancelled: nobody had accepted it, so it waits for its agent again', async () => {
  const customer = await w.customer('罗静', { ownerId: lin.id });
  const { taskId } = await taskOf('timed', customer);
  await w.goTo(at('2026-11-24 09:00'));
  expect((await lin.call('GET', `/tasks/${taskId}`)).body.task).toMatchObject({ state: 'cancelled' });
  const back = await boss.call('POST', `/tasks/${taskId}/reopen`, {});
  expect(back.body.task).toMatchObject({ state: 'open', remindAt: at('2026-11-24 11:00'), acceptedAt: null });
  expect((await lin.call('POST', `/tasks/${taskId}/finish`, { result: 'done' })).status).toBe(200);
});

test('who may not', async () => {
  const customer = await w.customer('许文博', { ownerId: lin.id });
  const { taskId } = await taskOf('timed', customer);
  await lin.call('POST', `/tasks/${taskId}/finish`, { result: 'done' });
  expect((await jiang.call('POST', `/tasks/${taskId}/reopen`, {})).status).toBe(404);
  const viewer = await w.person('只读', 'viewer');
  expect((await viewer.call('POST', `/tasks/${taskId}/reopen`, {})).status).toBe(403);
  expect((await viewer.call('GET', `/tasks/${taskId}`)).body.reopenable).toBe(false);
  expect((await lin.call('POST', `/tasks/${taskId}/reopen`, {})).status).toBe(200);
});

test('what of mine ended today: by result, by what is searched for, latest first', async () => {
  const names = ['何佳', '何伟', '孙悦'];
  const made = await Promise.all(names.map((name) => w.customer(name, { ownerId: lin.id })));
  await w.goTo(at('2026-11-26 09:00'));
  for (const [index, result] of ['done', 'refused', 'unreachable'].entries()) {
    const { taskId } = await taskOf('timed', made[index] ?? '');
    await w.goTo(at(`2026-11-26 09:0${index + 1}`));
    expect((await lin.call('POST', `/tasks/${taskId}/finish`, { result })).status).toBe(200);
  }
  const left = await w.customer('何梦', { ownerId: lin.id });
  await taskOf('timed', left);
  await w.goTo(at('2026-11-26 11:00'));
  const found = async (query: string) =>
    (await lin.call('GET', `/tasks?today=true&${query}`)).body.items.map(
      (item: { customer: { name: string } }) => item.customer.name,
    );
  expect(await found('state=done')).toEqual(['孙悦', '何伟', '何佳']);
  expect(await found('state=ended')).toEqual(['何梦', '孙悦', '何伟', '何佳']);
  expect(await found('state=ended&result=refused')).toEqual(['何伟']);
  expect(await found('state=ended&result=cancelled')).toEqual(['何梦']);
  expect(await found(`state=ended&q=${encodeURIComponent('何')}`)).toEqual(['何梦', '何伟', '何佳']);
  expect((await lin.call('GET', '/tasks?state=ended&result=lost')).status).toBe(400);
  const first = await lin.call('GET', '/tasks?today=true&state=ended&limit=2');
  const rest = await lin.call('GET', `/tasks?today=true&state=ended&cursor=${encodeURIComponent(first.body.next)}`);
  expect(rest.body.items).toHaveLength(2);
});
