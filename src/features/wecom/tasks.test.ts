/** A mass message from the playbook to the customer: made, confirmed or not, stopped, followed by the next channel. Through HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Letters } from '../messages/testing/letters.ts';
import type { StandIn } from './testing/stand-in.ts';
import { type Connected, openConnected } from './testing/world.ts';

let connected: Connected;
let letters: Letters;
let peer: StandIn;
beforeAll(async () => {
  connected = await openConnected();
  ({ letters, peer } = connected);
});
afterAll(() => connected.close());
const at = (time: string) => connected.at(time);
const tick = () => connected.tick();
const customer = (id: string, user?: string) => connected.friend(id, user);
const last = async (customerId: string) => (await letters.attempts(customerId)).at(-1);

test('it waits until the colleague confirms, and then is delivered', async () => {
  const id = await customer('A');
  await letters.send([id], [{ channel: 'wecom' }]);
  await tick();
  expect(await last(id)).toMatchObject({
    state: 'awaiting',
    adapter: 'wecom',
    provider_id: expect.stringMatching(/^msg/),
  });
  expect(peer.corp.arrived).toEqual([]);
  await at('2026-11-24T10:05:00');
  await tick();
  expect(await last(id)).toMatchObject({ state: 'awaiting' });
  peer.corp.confirm('zhangsan');
  await at('2026-11-24T10:07:00');
  await tick();
  expect(await last(id)).toMatchObject({ state: 'delivered' });
  expect(peer.corp.arrived).toHaveLength(1);
});

test('two hundred in the same words are one task; pages smaller than asked for; no friend and a full month say so', async () => {
  const ids: string[] = [];
  for (const name of ['B1', 'B2', 'B3', 'B4', 'B5']) ids.push(await customer(name, name < 'B3' ? 'zhangsan' : 'lisi'));
  const before = peer.corp.tasks.length;
  await letters.send(ids, [{ channel: 'wecom' }]);
  await tick();
  expect(peer.corp.tasks).toHaveLength(before + 1);
  const gone = peer.corp.follows.find((each) => each.customer === 'wm-B4');
  if (gone) gone.friend = false;
  peer.corp.monthly = 1;
  peer.corp.arrived.push({ customer: 'wm-B5', text: 'x', at: Date.parse('2026-11-24T10:07:00+08:00') } as never);
  peer.corp.confirm('lisi');
  await at('2026-11-24T10:10:00');
  await tick();
  peer.corp.monthly = 30;
  const states = async () => Promise.all(ids.map(async (id) => [(await last(id))?.state, (await last(id))?.code]));
  expect(await states()).toEqual([
    ['awaiting', null],
    ['awaiting', null],
    ['delivered', null],
    ['failed', 'not_friend'],
    ['failed', 'month_full'],
  ]);
  peer.corp.confirm('zhangsan');
  await at('2026-11-24T10:12:00');
  await tick();
  expect((await states()).slice(0, 2)).toEqual([
    ['delivered', null],
    ['delivered', null],
  ]);
});

test('the colleague is reminded, three times a day at most and not at night; after a day it is stopped', async () => {
  const id = await customer('C');
  await letters.send([id], [{ channel: 'wecom' }]);
  await tick();
  const task = peer.corp.tasks.at(-1);
  for (const time of ['14:15', '18:20', '20:30', '22:25']) {
    await at(`2026-11-24T${time}:00`);
    await tick();
  }
  expect(task?.reminders).toHaveLength(2);
  await at('2026-11-25T09:30:00');
  await tick();
  expect(task?.reminders).toHaveLength(3);
  expect(task?.cancelled).toBe(false);
  await at('2026-11-25T10:15:00');
  await tick();
  expect(task?.cancelled).toBe(true);
  expect(await last(id)).toMatchObject({ state: 'failed', code: 'staff_timeout' });
  peer.corp.confirm('zhangsan', task?.msgid);
  expect(peer.corp.arrived.filter((each) => each.customer === 'wm-C')).toEqual([]);
});

test('when the plan goes on, the task is stopped first: she does not get it twice', async () => {
  const first = await customer('D1');
  const second = await customer('D2');
  await letters.send([first], [{ channel: 'wecom', wait: { n: 1, unit: 'hour' } }, { channel: 'sms' }]);
  await tick();
  await letters.send([second], [{ channel: 'wecom', wait: { n: 1, unit: 'hour' } }, { channel: 'sms' }]);
  await tick();
  const [one, two] = peer.corp.tasks.slice(-2);
  // Confirmed in the last moment: nothing but WeCom knows of it yet.
  await at('2026-11-25T11:20:00');
  peer.corp.confirm('zhangsan', two?.msgid);
  await tick();
  expect(one?.cancelled).toBe(true);
  expect((await letters.attempts(first)).map(({ channel, state }) => [channel, state])).toEqual([
    ['wecom', 'failed'],
    ['sms', 'refused'],
  ]);
  expect((await letters.attempts(second)).map(({ channel, state }) => [channel, state])).toEqual([
    ['wecom', 'delivered'],
  ]);
});

test('what is over for other reasons is taken back; a number WeCom gives is shown and asked again', async () => {
  const id = await customer('E');
  await letters.send([id], [{ channel: 'wecom' }]);
  await tick();
  await letters.reply(id, 'wecom', '不用了，我已经到店');
  peer.inject('/cgi-bin/externalcontact/get_groupmsg_task', 60020);
  await at('2026-11-25T11:30:00');
  await letters.world.sweep();
  await letters.world.drain();
  expect(peer.corp.tasks.at(-1)?.cancelled).toBe(false);
  await at('2026-11-25T11:40:00');
  await tick();
  expect(peer.corp.tasks.at(-1)?.cancelled).toBe(true);
});

test('the screen says who has to confirm, since when, and lets a person remind and stop', async () => {
  const id = await customer('F');
  await letters.send([id], [{ channel: 'wecom' }, { channel: 'email' }]);
  await tick();
  const call = (method: string, path: string) => letters.world.call(method, `/api/w/main/wecom${path}`);
  const open = async () => (await call('GET', '/tasks')).body.items;
  const [task] = await open();
  expect(task).toMatchObject({
    state: 'open',
    recipients: 1,
    awaiting: 1,
    createdAt: '2026-11-25T03:40:00.000Z',
    staff: [{ userid: 'zhangsan', confirmedAt: null }],
    remindersLeft: 3,
  });
  for (let n = 0; n < 3; n++) expect((await call('POST', `/tasks/${task.taskId}/remind`)).status).toBe(200);
  expect((await call('POST', `/tasks/${task.taskId}/remind`)).body).toMatchObject({ code: 'wecom_reminded' });
  expect((await call('POST', '/tasks/msg-of-nobody/stop')).status).toBe(404);
  for (let n = 0; n < 2; n++)
    expect((await call('POST', `/tasks/${task.taskId}/stop`)).body).toMatchObject({
      state: 'cancelled',
      reason: 'person',
    });
  expect((await letters.attempts(id)).map(({ channel, code }) => [channel, code])).toEqual([
    ['wecom', 'person'],
    ['email', null],
  ]);
  expect((await call('GET', '')).body).toMatchObject({ set: true, waiting: 0 });
});
