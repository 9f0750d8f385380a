import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, TaskWorld } from './testing/world.ts';

let w: TaskWorld;
let boss: Person;
let deputy: Person;
let lin: Person;
let han: Person;

// A Monday, 10:00 in Shanghai; working hours 9-12 and 13:30-18.
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`).toISOString();

beforeAll(async () => {
  w = await TaskWorld.open(at('2026-11-23 10:00'));
  const team = await w.team('徐汇');
  boss = await w.person('周予安', 'supervisor', [team]);
  deputy = await w.person('吴敏', 'supervisor', [team]);
  lin = await w.person('林晓彤', 'agent', [team]);
  han = await w.person('韩雪', 'agent', [team]);
  await w.publish('care', { assign: { to: 'owner', team: '徐汇' } });
  await w.publish('named', { assign: { to: 'member', member: 'p4@example.com' } });
}, 120_000);
afterAll(() => w.world.close());

const deactivate = async (who: Person) => {
  const answer = await w.world.call('PATCH', `/api/w/main/members/${who.id}`, { active: false });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
async function taskOf(flow: string, name: string, more: object = {}): Promise<{ taskId: string; customer: string }> {
  const customer = await w.customer(name, more);
  await w.start(flow, [customer]);
  const { items } = (await w.world.call('GET', `/api/w/main/tasks?view=all&playbook=${flow}&customer=${customer}`))
    .body;
  return { taskId: items[0].taskId as string, customer };
}
const read = async (taskId: string) => (await boss.call('GET', `/tasks/${taskId}`)).body;

test('who leaves keeps no open task: the rule of the playbook, else the superior; what is done stays hers', async () => {
  const care = await taskOf('care', '沈佳怡', { ownerId: han.id });
  const begun = await taskOf('care', '高志远', { ownerId: han.id });
  const named = await taskOf('named', '顾明');
  const done = await taskOf('care', '许诺', { ownerId: han.id });
  const byHand = await han.call('POST', '/tasks', {
    customerId: begun.customer,
    title: '再问一次',
    dueAt: at('2026-11-24 10:00'),
  });
  expect(byHand.status, JSON.stringify(byHand.body)).toBe(200);
  await han.call('POST', `/tasks/${begun.taskId}/accept`);
  await han.call('PUT', `/tasks/${begun.taskId}/draft`, { answers: {}, said: [], note: '说了一半' });
  expect((await han.call('POST', `/tasks/${done.taskId}/finish`, { result: 'done' })).status).toBe(200);
  await w.goTo(at('2026-11-23 11:00'));
  await deactivate(han);
  await w.world.drain();

  for (const { taskId } of [care, begun]) {
    const { task, history } = await read(taskId);
    expect(task).toMatchObject({
      state: 'open',
      assignee: { name: '林晓彤' },
      assignedBecause: 'left',
      acceptedAt: null,
      // Four working hours from now, not from when she had got it.
      escalateAt: at('2026-11-23 16:30'),
    });
    expect(history.at(-1)).toMatchObject({
      kind: 'handedOver',
      detail: { from: '韩雪', to: '林晓彤', because: 'left' },
    });
  }
  expect((await lin.call('GET', `/tasks/${begun.taskId}`)).body.draft.content).toMatchObject({ note: '说了一半' });
  const above = [await read(named.taskId), await read((byHand.body.task ?? byHand.body).taskId)].map(
    ({ task }) => task.assignee.name,
  );
  expect(above.every((name) => name === '周予安' || name === '吴敏')).toBe(true);
  expect((await read(done.taskId)).task).toMatchObject({ state: 'done', endedBy: { name: '韩雪' } });
  const left = (await boss.call('GET', `/tasks?view=all&assignee=${han.id}&state=waiting`)).body.items;
  expect(left).toEqual([]);
});

test('who answered for an escalated task and leaves is replaced; the sweep finds what the event did not', async () => {
  const { taskId } = await taskOf('care', '陆遥', { ownerId: lin.id });
  await w.goTo(at('2026-11-23 17:00'));
  const superior = (await read(taskId)).task.escalated.to.name;
  expect(['周予安', '吴敏']).toContain(superior);
  const [leaver, other] = superior === '吴敏' ? [deputy, boss] : [boss, deputy];
  await deactivate(leaver);
  await w.world.sweep();
  const look = async () => (await other.call('GET', `/tasks/${taskId}`)).body;
  const { task, history } = await look();
  expect(task).toMatchObject({ assignee: { name: '林晓彤' }, escalated: { to: { id: other.id } } });
  expect(history.at(-1)).toMatchObject({ kind: 'handedOver', detail: { from: superior, above: true } });
  // The event's own job comes after that, and changes nothing.
  await w.world.drain();
  expect((await look()).history).toHaveLength(history.length);
  const held = (await other.call('GET', `/tasks?view=all&assignee=${leaver.id}&state=waiting`)).body.items;
  expect(held).toEqual([]);
});

test('nobody left who may do it: the open pool', async () => {
  const { taskId } = await taskOf('care', '苏晴', { ownerId: lin.id });
  for (const who of [lin, boss, deputy])
    await w.world.call('PATCH', `/api/w/main/members/${who.id}`, { active: false });
  await w.world.drain();
  const items = (await w.world.call('GET', '/api/w/main/tasks?view=pool')).body.items;
  expect(items.map((item: { taskId: string }) => item.taskId)).toContain(taskId);
});
