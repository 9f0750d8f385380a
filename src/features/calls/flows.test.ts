import { afterAll, beforeAll, expect, test } from 'vitest';
import { VISIT } from '../../engine/forms/testing/visit.ts';
import { chain, readWav, secondsOf, tone, writeWav } from '../../engine/sound/index.ts';
import { API, type Calling, openCalling } from './testing/calling.ts';
import { startSwitch, type Switch } from './testing/switch.ts';

let hx: Switch;
let calling: Calling;
const both = (text: string) => ({ zh: text, en: text });

beforeAll(async () => {
  hx = await startSwitch();
  calling = await openCalling({
    url: hx.url,
    user: 'huixiang',
    password: 'secret',
    trunk: 'PJSIP/{number}@trunk',
    agent: 'PJSIP/{number}',
    callsPerSecond: 50,
    speaker: 'http',
    speakerUrl: `${hx.url}/say`,
    person: '8001',
  });
  calling.lines();
});
afterAll(async () => {
  await calling.close();
  await hx.close();
});

const playbook = (steps: readonly unknown[], more = {}) => ({
  key: 'after-visit',
  name: both('就诊回访'),
  description: both('就诊回访'),
  trigger: { kind: 'manual' },
  audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] },
  goal: { event: 'purchase', name: both('购买') },
  forms: [VISIT],
  messages: [
    {
      key: 'call-visit',
      name: both('电话回访'),
      purpose: 'service',
      form: 'visit',
      channels: { voice: { text: both('想请您评价一下这次就诊。') } },
    },
  ],
  calls: [{ message: 'call-visit', steps }],
  ...more,
});
const importIt = (steps: readonly unknown[], more = {}) =>
  calling.world.call('POST', `${API}/playbooks`, { definition: playbook(steps, more), note: '' });

/** Sent as its raw bytes. */
const upload = async (sound: Uint8Array | string, name = '开场白') =>
  calling.world.app.inject({
    method: 'POST',
    url: `${API}/call-sounds?name=${encodeURIComponent(name)}&says=${encodeURIComponent('您好，打扰您一分钟。')}`,
    headers: { authorization: `Bearer ${await calling.world.key('main')}`, 'content-type': 'audio/wav' },
    payload: Buffer.from(sound),
  });

test('what a person wrote is what is said: her name in it, a recording in place of a voice, keys of her own', async () => {
  const kept = await upload(writeWav(tone(300, 1.5, 16_000)));
  expect(kept.statusCode, kept.body).toBe(200);
  const sound = kept.json();
  expect(sound).toMatchObject({ name: '开场白', seconds: 1.5, archived: false, createdBy: 'test' });
  const made = await importIt([
    { id: 'hello', kind: 'say', words: both('您好，打扰您一分钟。'), recorded: sound.soundId },
    {
      id: 'wait',
      kind: 'ask',
      question: 'care',
      row: 'wait',
      words: both('{{customer.name|您}}，候诊时间满意请按1，不满意请按2。'),
      keys: { '1': 5, '2': 1 },
      to: { '2': 'bye' },
    },
    { id: 'recommend', kind: 'ask', question: 'recommend' },
    { id: 'bye', kind: 'end', words: both('谢谢，再见。') },
  ]);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  await calling.world.call('POST', `${API}/playbooks/after-visit/enable`, { holdout: 0 });
  const version = (await calling.world.call('GET', `${API}/playbooks/after-visit`)).body.liveVersion;
  hx.keys = ['', '', '', '1', '9', '', '!'];
  const customer = await calling.customer('F-1', '13800139001');
  await calling.tell(customer, { playbook: 'after-visit', version, message: 'call-visit' });
  const call = await calling.over(customer);
  const said = call.events.filter(({ what }) => what === 'said').map(({ detail }) => detail);
  expect(said.slice(1)).toEqual([
    '想请您评价一下这次就诊。',
    '您好，打扰您一分钟。',
    '沈丽，候诊时间满意请按1，不满意请按2。',
    expect.stringContaining('您会把我们推荐给家人朋友吗'),
    '谢谢，再见。',
  ]);
  const responses = (await calling.world.call('GET', `${API}/customers/${customer}/responses`)).body.items;
  expect(responses).toMatchObject([{ via: 'voice', answers: { care: { wait: 5 }, recommend: 9 } }]);
  const unread = await calling.world.call('POST', `${API}/calls/${call.callId}/recordings/0/read`);
  expect(unread).toMatchObject({ status: 409, body: { code: 'call_no_recogniser' } });
  // The recording was fetched by the switch as it stands: 8 kHz, 1.5 seconds.
  const played = hx.asked.filter(({ what }) => what.includes('/play/')).map(({ query }) => query['media'] ?? '');
  const address = played.find((media) => media.includes(sound.soundId))?.replace('sound:', '') ?? '';
  const heard = await calling.world.app.inject({ method: 'GET', url: new URL(address).pathname });
  expect(readWav(heard.rawPayload)).toMatchObject({ rate: 8_000 });
  expect(secondsOf(readWav(heard.rawPayload))).toBeCloseTo(1.5, 2);
});

test('what is wrong is said at its step before it can be kept', async () => {
  const refused = await importIt([
    { id: 'hello', kind: 'say', words: both('{{customer.nmae}}您好') },
    { id: 'ask', kind: 'ask', question: 'care', row: 'nothing' },
    { id: 'link', kind: 'say', words: both('请打开{{survey.link}}') },
  ]);
  expect(refused.status).toBe(400);
  expect(
    refused.body.errors.map(({ path, message }: { path: string; message: string }) => `${path} ${message}`),
  ).toEqual([
    expect.stringContaining('calls.0.steps.1.row 第 2 步：这一题有好几项，选一项来问'),
    expect.stringContaining('calls.0.steps.0.words.zh 没有变量「customer.nmae」，是不是「customer.name」'),
    expect.stringContaining('calls.0.steps.0.words.en'),
    expect.stringContaining('calls.0.steps.2.words.zh 没有变量「survey.link」'),
    expect.stringContaining('calls.0.steps.2.words.en'),
  ]);
  const orphan = await importIt([{ id: 'bye', kind: 'end' }], {
    calls: [{ message: 'gone', steps: [{ id: 'bye', kind: 'end' }] }],
  });
  expect(orphan.body.errors[0].message).toBe('方案里没有消息「gone」');
});

test.each([
  ['an MP3', 'ID3 and so on, no WAV', '这不是 16 位 PCM 的 WAV 文件'],
  ['nothing to hear', writeWav({ rate: 8_000, samples: new Int16Array(8_000) }), '里面没有声音'],
  ['too short', writeWav(tone(300, 0.1, 8_000)), '长度 0.1 秒'],
  ['too long', writeWav(chain([tone(300, 121, 8_000)], 8_000)), '长度 121.0 秒'],
  ['too coarse', writeWav(tone(300, 1, 4_000)), '采样率低于 8 kHz'],
])('%s is refused with what to do', async (_name, file, words) => {
  const refused = await upload(file);
  expect(refused.statusCode).toBe(400);
  expect(refused.json()).toMatchObject({ code: 'call_sound_unusable' });
  expect(refused.json().detail).toContain(words);
});

test('a recording is renamed and archived; a published call goes on playing it', async () => {
  const { soundId } = (await upload(writeWav(tone(500, 1, 8_000)), '结束语')).json();
  const changed = await calling.world.call('PATCH', `${API}/call-sounds/${soundId}`, { name: '再见', archived: true });
  expect(changed.body).toMatchObject({ name: '再见', archived: true });
  const { items } = (await calling.world.call('GET', `${API}/call-sounds`)).body;
  expect(items.map(({ name }: { name: string }) => name)).toEqual(['开场白', '再见']);
  const heard = await calling.world.call('GET', `${API}/call-sounds/${soundId}/wav`);
  expect(heard.raw.headers['content-type']).toBe('audio/wav');
  const back = await calling.world.call('PATCH', `${API}/call-sounds/${soundId}`, { archived: false });
  expect(back.body.archived).toBe(false);
});

test('words are read aloud in the voice of the calls, at the rate of a telephone', async () => {
  const spoken = await calling.world.call('POST', `${API}/call-speech`, { text: '您好', locale: 'zh' });
  expect(spoken.raw.headers['content-type']).toBe('audio/wav');
  expect(readWav(spoken.raw.rawPayload)).toMatchObject({ rate: 8_000 });
});

test('a call that reads a form aloud asks like any survey: who was asked is left alone for a week', async () => {
  const version = (await calling.world.call('GET', `${API}/playbooks/after-visit`)).body.liveVersion;
  const what = { playbook: 'after-visit', version, message: 'call-visit' };
  hx.keys = ['', '', '', '!'];
  const customer = await calling.customer('F-2', '13800139002');
  await calling.tell(customer, what);
  await calling.over(customer);
  await calling.world.setClock('main', '2026-11-26T10:00:00+08:00');
  await calling.tell(customer, what);
  const [message] = (await calling.world.call('GET', `${API}/messages?customer=${customer}`)).body.items;
  expect(message).toMatchObject({ state: 'refused', reason: 'rest' });
});
