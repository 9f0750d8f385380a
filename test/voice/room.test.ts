/** The whole way: a message becomes a real call, the customer answers by keys, an unhappy one is connected, and her answers are the response of the message. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertSteps } from '../../src/features/calls/store-steps.ts';
import { API, type Calling, openCalling } from '../../src/features/calls/testing/calling.ts';
import { likeness, loudestTone, samplesOf, speak, tone } from './sound.ts';
import { AGENT_HZ, CUSTOMER, CUSTOMER_HZ, CUSTOMER_PORT, type Stand, startStand } from './stand.ts';
import { join } from 'node:path';

let stand: Stand;
let calling: Calling;
/** Asterisk fetches what it plays from us: the world answers without a port of its own, so one is put before it. */
let door: Server;

beforeAll(async () => {
  stand = await startStand();
  door = createServer((request, response) => {
    void calling.world.app.inject({ method: 'GET', url: request.url ?? '/' }).then((answer) => {
      response
        .writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) })
        .end(answer.rawPayload);
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  process.env['HUIXIANG_URL'] = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  const { url, user, password, app, agent, callerId } = stand.settings;
  const trunk = `PJSIP/trunk/sip:{number}@127.0.0.1:${CUSTOMER_PORT}`;
  calling = await openCalling({
    url,
    user,
    password,
    app,
    agent,
    callerId,
    trunk,
    dialFormat: 'national',
    person: 'agent',
    messages: false,
  });
}, 600_000);
afterAll(async () => {
  delete process.env['HUIXIANG_URL'];
  await calling?.close();
  door?.close();
  await stand?.stop();
});

const RECORDED_HZ = 700;

/** As an operations manager would write it: her own recording, questions of the form, an unhappy one is connected. */
async function write(): Promise<void> {
  const file = join(stand.folder, 'recorded.wav');
  tone(RECORDED_HZ, 1.5, file);
  const kept = await calling.world.app.inject({
    method: 'POST',
    url: `${API}/call-sounds?name=hello`,
    headers: { authorization: `Bearer ${await calling.world.key('main')}`, 'content-type': 'audio/wav' },
    payload: readFileSync(file),
  });
  const care = (row: string) => ({ id: row, kind: 'ask' as const, question: 'care', row });
  const steps = [
    { id: 'hello', kind: 'say' as const, recorded: String(kept.json().soundId) },
    ...['doctor', 'wait', 'price'].map(care),
    { id: 'recommend', kind: 'ask' as const, question: 'recommend' },
    { id: 'again', kind: 'ask' as const, question: 'again', to: { '0': 'person', '1': 'person' }, next: 'end' },
    { id: 'person', kind: 'transfer' as const, words: { zh: '请稍候。', en: 'One moment.' } },
  ];
  const ctx = await calling.world.workspace('main');
  const owner = { playbook: 'calls', version: 1 };
  await ctx.tx((tx) => insertSteps(tx, 'main', owner, [{ message: 'visit', steps }], ctx.now));
}

test('told, asked, answered by keys, connected to a person, kept', { timeout: 90_000 }, async () => {
  // Somebody else's process holds the line first.
  const file = join(import.meta.dirname, '../../src/features/calls/testing/line-process.ts');
  const other = spawn(process.execPath, ['--import', 'tsx', file, calling.world.databaseUrl, calling.world.home], {
    stdio: 'ignore',
  });
  await write();
  const customer = await calling.customer('C-1', CUSTOMER);
  await calling.tell(customer);
  await stand.customer.seen('CALL_INCOMING');
  await stand.customer.accept();
  const said = async (node: string) =>
    (await calling.last(customer))?.events.some((each) => each.what === 'said' && each.node === node);
  const press = async (node: string, key: string) => {
    await expect.poll(() => said(node), { timeout: 30_000, interval: 50 }).toBe(true);
    await sleep(300);
    await stand.customer.press(key);
  };
  await press('s_doctor', '1');
  await press('s_wait', '4');
  await press('s_price', '3');
  await press('s_recommend', '6');
  await press('s_again', '1');
  await stand.agent.seen('CALL_INCOMING');
  await stand.agent.accept();
  await stand.agent.seen('CALL_ESTABLISHED');
  await sleep(2_500);
  // It is killed in the middle of the call: the next one takes the line when its lease is over, and the two go on talking.
  const died = once(other, 'exit');
  other.kill('SIGKILL');
  await died;
  calling.lines();
  await sleep(3_500);
  await stand.agent.hangUp();
  const call = await calling.over(customer);
  expect(call).toMatchObject({ cause: 'completed', result: 'transferred', transferred: true });
  const responses = (await calling.world.call('GET', `${API}/customers/${customer}/responses`)).body.items;
  expect(responses).toMatchObject([
    {
      via: 'voice',
      answers: { care: { doctor: 1, wait: 4, price: 3 }, recommend: 6, again: 1 },
    },
  ]);
  await stand.customer.seen('CALL_CLOSED');

  const [heardFile = ''] = stand.customer.heard();
  const heard = samplesOf(heardFile);
  const opening = join(stand.folder, 'opening.wav');
  speak('您好，这里是回响口腔，本次通话将会录音。', opening);
  // Spoken by us through our own resampler, here by sox: the same words all the same; how alike is measured in the engine's test.
  expect(likeness(heard, samplesOf(opening).subarray(4_000, 12_000))).toBeGreaterThan(0.8);
  // What a colleague recorded was played as it is, in place of a voice.
  expect(loudestTone(heard, RECORDED_HZ)).toBeGreaterThan(0.9);
  expect(loudestTone(heard, AGENT_HZ)).toBeGreaterThan(0.9);
  await expect.poll(async () => (await calling.last(customer))?.recordings.length, { timeout: 10_000 }).toBe(1);
  const kept = await calling.world.call('GET', `${API}/calls/${call.callId}/recordings/0`);
  const recording = samplesOf(kept.raw.rawPayload);
  expect(loudestTone(recording, CUSTOMER_HZ)).toBeGreaterThan(0.3);
  expect(loudestTone(recording, AGENT_HZ)).toBeGreaterThan(0.3);
});
