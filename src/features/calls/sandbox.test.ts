import { afterAll, beforeAll, expect, test } from 'vitest';
import { API, type Calling, openCalling, SANDBOX } from './testing/calling.ts';
import { act, sandboxCalls } from './testing/sandbox-phone.ts';
import type { SandboxAct, SandboxCall } from './contract-sandbox.ts';

let calling: Calling;
beforeAll(async () => {
  calling = await openCalling({}, SANDBOX);
});
afterAll(() => calling.close());

const ringing = async (customer: string): Promise<SandboxCall> => {
  const [call] = await sandboxCalls(calling, customer);
  if (call?.waits !== 'answer') throw new Error(`does not ring: ${JSON.stringify(call)}`);
  return call;
};
const messages = async (customer: string) =>
  (await calling.world.call('GET', `${API}/messages?customer=${customer}`)).body.items;
const messageOf = async (customer: string) =>
  (await calling.world.call('GET', `${API}/messages/${(await messages(customer))[0].messageId}`)).body;
const does = async (call: SandboxCall, ...acts: SandboxAct[]): Promise<SandboxCall> => {
  let now = call;
  for (const each of acts) now = await act(calling, now, each);
  return now;
};
const key = (pressed: string): SandboxAct => ({ do: 'key', key: pressed });
const HEARD: SandboxAct = { do: 'heard' };

test('a call rings until it is taken; what is said and pressed is told turn by turn; what she says after the tone is in the same response', async () => {
  const customer = await calling.customer('B-1', '13900139001');
  await calling.tell(customer);
  expect(await messages(customer)).toMatchObject([{ state: 'sent', channel: 'voice', adapter: 'sandbox' }]);
  const call = await ringing(customer);
  expect(call).toMatchObject({ attempt: 1, lines: [], until: '2026-11-24T02:30:00.000Z' });
  const taken = await does(call, { do: 'answer' });
  expect(taken).toMatchObject({ waits: 'heard', bargeIn: false, state: 'talking' });
  expect(await messages(customer)).toMatchObject([{ state: 'delivered' }]);
  // The opening cannot be skipped; a question can be answered while it is said.
  const asked = await does(taken, key('5'), HEARD, HEARD);
  expect(asked).toMatchObject({ waits: 'heard', bargeIn: true, keys: '1 2 3 4 5' });
  expect(asked.lines.map((line) => ('what' in line ? line.what : line.who))).toEqual([
    'answered',
    'us',
    'her',
    'ignored',
    'us',
    'us',
  ]);
  const listens = await does(asked, key('9'), HEARD);
  expect(listens).toMatchObject({ waits: 'keys', waitMs: 6_000 });
  expect(listens.lines.at(-1)).toMatchObject({ who: 'us', text: expect.stringContaining('这个按键没有对应的选项') });
  const spoken = await does(listens, key('5'), key('5'), key('5'), key('1'), key('0'), HEARD);
  expect(spoken).toMatchObject({ waits: 'speech', digits: '' });
  const last = await does(spoken, { do: 'speak', text: '医生很耐心' }, key('5'), key('5'), HEARD);
  expect(last.lines).toContainEqual(expect.objectContaining({ who: 'her', said: '医生很耐心' }));
  const over = await does(last, { do: 'speak', text: '' }, HEARD);
  expect(over).toMatchObject({ waits: 'nothing', state: 'ended', cause: 'completed', result: 'completed' });
  const responses = (await calling.world.call('GET', `${API}/customers/${customer}/responses`)).body.items;
  expect(responses).toHaveLength(1);
  expect(responses[0]).toMatchObject({
    via: 'voice',
    complete: true,
    answers: {
      care: { doctor: 5, wait: 5, price: 5 },
      recommend: 10,
      recommend_why: '医生很耐心',
      overall: 5,
      again: 5,
    },
  });
  await calling.world.drain();
  expect(await messageOf(customer)).toMatchObject({ state: 'answered', closeReason: 'answered' });
  expect(await calling.last(customer)).toMatchObject({
    sandbox: true,
    cause: 'completed',
    recordings: [{ kept: false, transcript: '医生很耐心', transcriptState: 'done' }],
  });
});

test('who is busy or does not answer is called again as the causes say; whom nobody calls any more is not', async () => {
  const customer = await calling.customer('B-2', '13900139002');
  await calling.tell(customer);
  expect(await does(await ringing(customer), { do: 'refuse', cause: 'busy' })).toMatchObject({ cause: 'busy' });
  expect((await messages(customer))[0]).toMatchObject({ dueAt: '2026-11-24T02:10:00.000Z' });
  // After ten minutes it would, but the contact policy wants half an hour between two calls.
  for (const at of ['10:10', '10:30']) {
    await calling.world.setClock('main', `2026-11-24T${at}:00+08:00`);
    await calling.world.sweep();
    await calling.world.drain();
  }
  expect(await ringing(customer)).toMatchObject({ attempt: 2, until: '2026-11-24T03:00:00.000Z' });
  // Nobody goes to the phone.
  await calling.world.setClock('main', '2026-11-24T11:01:00+08:00');
  await calling.world.sweep();
  const [left] = await sandboxCalls(calling, customer);
  expect(left).toMatchObject({ state: 'ended', cause: 'no_answer' });
  expect((await messages(customer))[0]).toMatchObject({ dueAt: '2026-11-24T05:01:00.000Z' });
});

test('two windows on one phone: one of them acts; a taken call that is left alone is hung up', async () => {
  const customer = await calling.customer('B-3', '13900139003');
  await calling.tell(customer);
  const seen = await ringing(customer);
  const both = await Promise.all([does(seen, { do: 'answer' }), does(seen, { do: 'answer' })]);
  expect(both.map(({ state, at }) => `${state} ${at}`)).toEqual(['talking 1', 'talking 1']);
  expect(both[1]?.lines.map(({ who }) => who)).toEqual(['note', 'us']);
  // On what she no longer sees she does nothing.
  expect(await does(seen, { do: 'hangUp' })).toMatchObject({ state: 'talking' });
  await calling.world.setClock('main', '2026-11-24T11:32:00+08:00');
  await calling.world.sweep();
  expect(await calling.over(customer)).toMatchObject({ cause: 'completed', result: 'hung_up' });
  expect((await messages(customer))[0]).toMatchObject({ state: 'delivered' });
});

test('beside a real channel nobody answers here, nothing is counted, and what rang is no failure of hers', async () => {
  const [rings, shown] = [await calling.customer('B-4', '13900139004'), await calling.customer('B-5', '13900139005')];
  await calling.tell(rings);
  const call = await ringing(rings);
  const settings = { host: '127.0.0.1', port: 1, secure: false, from: 'a@hx.example', fromName: '回响' };
  const set = await calling.world.call('PUT', `${API}/channels/email`, { adapter: 'smtp', settings });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  const refused = await calling.world.call('POST', `${API}/sandbox/calls/${call.callId}/act`, {
    at: call.at,
    act: { do: 'answer' },
  });
  expect(refused.body.code).toBe('message_not_sandbox');
  await calling.tell(shown);
  expect(await sandboxCalls(calling, shown)).toEqual([]);
  expect((await messages(shown))[0]).toMatchObject({ state: 'refused', reason: 'channel' });
  await calling.world.setClock('main', '2026-11-24T12:30:00+08:00');
  await calling.world.sweep();
  expect(await calling.over(rings)).toMatchObject({ cause: 'cancelled' });
});
