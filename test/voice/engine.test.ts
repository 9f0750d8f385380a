/** The engine for Asterisk with a real Asterisk and real telephones; what happened is said by others than us. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asteriskEngine } from '../../src/features/calls/connectors/asterisk/index.ts';
import type { EngineEvent, Line } from '../../src/features/calls/engine.ts';
import { neverAnswers, refuses, startCallee } from './sipp.ts';
import { likeness, loudestTone, samplesOf, speak } from './sound.ts';
import { AGENT_HZ, CUSTOMER, CUSTOMER_HZ, CUSTOMER_PORT, type Stand, startStand } from './stand.ts';

let stand: Stand;
let line: Line;
const events: EngineEvent[] = [];
const CALLEE_PORT = 15_080;
/** It knows its calls itself: nothing is asked of us. */
const NOT_ASKED = {
  callbackUrl: () => '',
  providerIdOf: () => Promise.resolve(null),
  keepProviderId: () => Promise.resolve(),
  recordingIdOf: () => Promise.resolve(null),
};

beforeAll(async () => {
  stand = await startStand();
  const hooks = { on: (event: EngineEvent) => void events.push(event), lost: () => undefined };
  line = await asteriskEngine.open(stand.settings, hooks, NOT_ASKED);
}, 600_000);
afterAll(async () => {
  await line?.close();
  await stand?.stop();
});

async function told<T extends EngineEvent['type']>(
  call: string,
  type: T,
  n?: number,
): Promise<Extract<EngineEvent, { type: T }>> {
  const until = Date.now() + 30_000;
  for (;;) {
    const found = events.find(
      (event) =>
        event.call === call &&
        event.type === type &&
        (n === undefined || ('play' in event && event.play === n) || ('record' in event && event.record === n)),
    );
    if (found) return found as Extract<EngineEvent, { type: T }>;
    if (Date.now() > until)
      throw new Error(`${call}: no ${type}; ${JSON.stringify(events.filter((each) => each.call === call))}`);
    await sleep(20);
  }
}

const customer = { kind: 'customer', number: `${CUSTOMER}@127.0.0.1:${CUSTOMER_PORT}` } as const;

test('a call: dialled once, heard, keys, barge-in, a message, an agent, both sides recorded', {
  timeout: 90_000,
}, async () => {
  const call = 'call_whole';
  speak('您好，这里是回响口腔，本次通话将会录音。', join(stand.folder, 'one.wav'));
  speak('请按一到五打分，五分表示非常满意，谢谢您的支持。', join(stand.folder, 'two.wav'));
  speak('今天下午有雨，出门请带好雨伞。', join(stand.folder, 'other.wav'));
  expect(await asteriskEngine.probe(stand.settings)).toEqual({ ok: true, note: expect.stringContaining('Asterisk') });

  expect(await line.dial({ call, to: customer, ringMs: 20_000, mark: 'task_42' })).toBe('dialling');
  expect(await line.dial({ call, to: customer, ringMs: 20_000 })).toBe('already');
  const incoming = await stand.customer.seen('CALL_INCOMING');
  expect(incoming.param).toContain('4008001234');
  await told(call, 'ringing');
  await stand.customer.accept();
  await told(call, 'answered');
  await line.recordAll(call);

  await line.play(call, 1, [`${stand.mediaUrl}/one.wav`]);
  await told(call, 'played', 1);
  await line.play(call, 2, [`${stand.mediaUrl}/two.wav`]);
  await sleep(1_200);
  const pressed = Date.now();
  await stand.customer.press('5');
  expect((await told(call, 'key')).key).toBe('5');
  await line.stopPlay(call, 2);
  await told(call, 'played', 2);
  expect(Date.now() - pressed).toBeLessThan(1_000);

  await line.record(call, 3, { mostMs: 2_000, silenceMs: 2_000 });
  expect((await told(call, 'recorded', 3)).ms).toBeGreaterThanOrEqual(1_000);
  const message = await line.fetchRecording(call, 3);
  expect(loudestTone(samplesOf(message ?? Buffer.alloc(0)), CUSTOMER_HZ)).toBeGreaterThan(0.9);

  await line.bridgeTo(call, 4, { kind: 'agent', number: 'agent' }, 20_000);
  await stand.agent.seen('CALL_INCOMING');
  await stand.agent.accept();
  expect((await told(call, 'joined')).ok).toBe(true);
  await sleep(2_500);
  expect(await line.adopt(call)).toBe('talking');
  await stand.agent.hangUp();
  expect((await told(call, 'ended')).cause).toBe('completed');
  await stand.customer.seen('CALL_CLOSED');
  expect(await line.adopt(call)).toBe('gone');

  const [heardFile = ''] = stand.customer.heard();
  const heard = samplesOf(heardFile);
  const prompt = samplesOf(join(stand.folder, 'one.wav'));
  expect(likeness(heard, prompt)).toBeGreaterThan(0.95);
  expect(likeness(heard, samplesOf(join(stand.folder, 'other.wav')))).toBeLessThan(0.6);
  // Cut short by the key: its end was never heard.
  const second = samplesOf(join(stand.folder, 'two.wav'));
  expect(likeness(heard, second.subarray(0, 6_000))).toBeGreaterThan(0.95);
  expect(likeness(heard, second.subarray(second.length - 12_000))).toBeLessThan(0.6);
  expect(loudestTone(heard, AGENT_HZ)).toBeGreaterThan(0.95);

  const recording = samplesOf((await line.fetchRecording(call, null)) ?? Buffer.alloc(0));
  expect(recording.length / 8_000).toBeGreaterThan(8);
  expect(loudestTone(recording, AGENT_HZ)).toBeGreaterThan(0.3);
  expect(loudestTone(recording, CUSTOMER_HZ)).toBeGreaterThan(0.3);
  await line.dropRecording(call, null);
  expect(await line.fetchRecording(call, null)).toBeNull();
});

test('nobody takes the transfer: the customer is still there', { timeout: 60_000 }, async () => {
  const call = 'call_alone';
  await line.dial({ call, to: customer, ringMs: 20_000 });
  await stand.customer.seen('CALL_INCOMING', 2);
  await stand.customer.accept();
  await told(call, 'answered');
  await line.bridgeTo(call, 1, { kind: 'agent', number: 'agent' }, 1_500);
  expect(await told(call, 'joined')).toMatchObject({ ok: false, cause: 'no_answer' });
  expect(await line.adopt(call)).toBe('talking');
  await stand.customer.hangUp();
  expect(await told(call, 'ended')).toMatchObject({ cause: 'completed' });
});

test.each([
  ['busy', refuses(486, 'Busy Here', true)],
  ['rejected', refuses(603, 'Decline', true)],
  ['invalid_number', refuses(404, 'Not Found')],
  ['unreachable', refuses(480, 'Temporarily Unavailable')],
  ['network', refuses(503, 'Service Unavailable')],
])('%s, as the callee said it', async (cause, script) => {
  const call = `call_${cause}`;
  const callee = startCallee(stand.folder, cause, script, CALLEE_PORT);
  await sleep(400);
  await line.dial({ call, to: { kind: 'customer', number: `13800138000@127.0.0.1:${CALLEE_PORT}` }, ringMs: 20_000 });
  expect(await told(call, 'ended')).toMatchObject({ cause });
  expect(await callee.done).toBe(0);
});

test('nobody answers, and a dead gateway: told apart though the switch says the same', async () => {
  const callee = startCallee(stand.folder, 'silent', neverAnswers, CALLEE_PORT + 1);
  await sleep(400);
  const number = (port: number) => ({ kind: 'customer', number: `13800138000@127.0.0.1:${port}` }) as const;
  await line.dial({ call: 'call_silent', to: number(CALLEE_PORT + 1), ringMs: 2_000 });
  await line.dial({ call: 'call_dead', to: number(15_099), ringMs: 2_000 });
  expect(await told('call_silent', 'ended')).toMatchObject({ cause: 'no_answer' });
  expect(await told('call_dead', 'ended')).toMatchObject({ cause: 'gateway_down' });
  expect(await callee.done).toBe(0);
});

test('what the wire carried: the dialogue, our mark, sound both ways, the key', async () => {
  const packets = await stand.packets();
  const sip = packets.map((packet) => packet.sip).filter((each) => each !== '');
  for (const begin of [
    'INVITE sip:138',
    'SIP/2.0 180',
    'SIP/2.0 200',
    'ACK',
    'BYE',
    'CANCEL',
    'SIP/2.0 486',
    'SIP/2.0 603',
    'SIP/2.0 404',
    'SIP/2.0 480',
    'SIP/2.0 503',
  ])
    expect(
      sip.some((each) => each.startsWith(begin)),
      begin,
    ).toBe(true);
  const invites = packets.filter(
    (packet) => packet.sip.startsWith('INVITE sip:138') && packet.header.includes('X-Huixiang-Call: task_42'),
  );
  expect(invites).toHaveLength(1);
  expect(packets.some((packet) => packet.event === '5')).toBe(true);
  const rtp = packets.filter((packet) => packet.rtp);
  const fromSwitch = rtp.filter((packet) => packet.from >= 20_000 && packet.from <= 20_200);
  expect(fromSwitch.length).toBeGreaterThan(200);
  expect(rtp.length - fromSwitch.length).toBeGreaterThan(200);
});
