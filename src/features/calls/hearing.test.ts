import { afterAll, beforeAll, expect, test } from 'vitest';
import { API, type Calling, openCalling } from './testing/calling.ts';
import { type Hearing, startHearing } from './testing/hearing.ts';
import { startSwitch, type Switch } from './testing/switch.ts';

let hx: Switch;
let hearing: Hearing;
let calling: Calling;

beforeAll(async () => {
  hx = await startSwitch();
  hearing = await startHearing();
  const settings = {
    url: hx.url,
    user: 'huixiang',
    password: 'secret',
    trunk: 'PJSIP/{number}@trunk',
    agent: 'PJSIP/{number}',
    callsPerSecond: 50,
    mostCalls: 1,
    speaker: 'http',
    speakerUrl: `${hx.url}/say`,
    recogniser: 'openai',
    recogniserUrl: hearing.url,
    recogniserKey: 'hear',
  };
  calling = await openCalling(settings);
  calling.lines();
});
afterAll(async () => {
  await calling.close();
  await hearing.close();
  await hx.close();
});

/** Stars, scores, and a message where a free question comes. */
const KEYS = ['', '', '5', '4', '5', '9', '', '5', '4', '', ''];
const told = async (customer: string) =>
  (await calling.world.call('GET', `${API}/customers/${customer}/responses`)).body.items;
/** Its recordings, once the jobs that are due are done. */
const read = async (customer: string) => {
  await calling.world.drain();
  return (await calling.last(customer))?.recordings ?? [];
};

test('what she says after the tone is read: the sound goes there, the words become her answer and stand beside the recording', async () => {
  hx.keys = [...KEYS];
  const customer = await calling.customer('H-1', '13800138001');
  await calling.tell(customer);
  await calling.over(customer);
  await expect
    .poll(async () => (await read(customer)).map(({ transcriptState }) => transcriptState), { timeout: 10_000 })
    .toEqual(['done', 'done', 'done']);
  const [whole, why] = await read(customer);
  expect(whole).toMatchObject({ record: 0, transcript: '您好……' });
  expect(why).toMatchObject({ transcript: '等得有点久。' });
  expect(hearing.heard).toHaveLength(3);
  expect(hearing.heard[0]).toMatchObject({ language: 'zh', key: 'Bearer hear' });
  expect(await told(customer)).toMatchObject([
    { via: 'voice', answers: { recommend: 9, recommend_why: '等得有点久。', words: '等得有点久。' } },
  ]);
});

test('a recogniser that fails is seen, and asked once more', async () => {
  hearing.fails = 1_000;
  hx.keys = [...KEYS];
  const customer = await calling.customer('H-2', '13800138002');
  await calling.tell(customer);
  const call = await calling.over(customer);
  await expect
    .poll(async () => (await read(customer)).map(({ transcriptNote }) => transcriptNote), { timeout: 10_000 })
    .toEqual(Array(3).fill('the recogniser answers 503'));
  expect((await read(customer)).map(({ transcriptState }) => transcriptState)).toEqual(Array(3).fill('waiting'));
  hearing.fails = 0;
  const again = await calling.world.call('POST', `${API}/calls/${call.callId}/recordings/0/read`);
  expect(again.body).toEqual({ state: 'waiting' });
  await expect
    .poll(async () => (await read(customer)).map(({ transcript }) => transcript), { timeout: 10_000 })
    .toEqual(['您好……', '等得有点久。', '等得有点久。']);
  expect(await told(customer)).toMatchObject([{ answers: { words: '等得有点久。' } }]);
});

test('while a call waits for the line the hours end: it is not made, and waits for the next day', async () => {
  const { world } = calling;
  hx.hold = true;
  const first = await calling.customer('H-3', '13800138003');
  await calling.tell(first);
  await expect.poll(async () => (await calling.last(first))?.state, { timeout: 10_000 }).toBe('talking');
  const second = await calling.customer('H-4', '13800138004');
  await world.setClock('main', '2026-11-24T11:55:00+08:00');
  await calling.tell(second);
  expect((await calling.last(second))?.state).toBe('queued');
  await world.setClock('main', '2026-11-24T12:05:00+08:00');
  hx.hold = false;
  hx.hangUp((await calling.last(first))?.callId ?? '');
  expect(await calling.over(second)).toMatchObject({
    cause: 'cancelled',
    dialledAt: expect.any(String),
    rangAt: null,
    note: 'not any more: hours',
  });
  await world.sweep();
  await world.drain();
  const [message] = (await world.call('GET', `${API}/messages?customer=${second}`)).body.items;
  expect(message).toMatchObject({ state: 'waiting', reason: 'hours' });
});
