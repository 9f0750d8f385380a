/** Twilio's own SDK as the judge of what we answer and whom we believe; and what happens when an answer is lost. */
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API, type Calling, openCalling } from '../../testing/calling.ts';
import { ACCOUNT, startTwilio, type TwilioVoice, verbsOf } from './testing/twilio.ts';
import { claimQuestion } from '../../store-provider.ts';
import { readTwilioCall } from './callback.ts';
import { causeOfStatus } from './causes.ts';
import { twimlOf } from './twiml.ts';

const PLACES = {
  next: 'https://hx.example/voice-call/main.call_1.x?at=3',
  quiet: 'https://hx.example/voice-call/main.call_1.x?at=3&quiet=1',
  joined: 'https://hx.example/voice-call/main.call_1.x?joined=1',
  recording: 'https://hx.example/voice-call/main.call_1.x?recording=left',
};
const WHO = { from: '+14155552671', agent: 'sip:{number}@hx.sip.example' };
/** The order of attributes means nothing. */
const sorted = (document: string) =>
  JSON.stringify(verbsOf(document), (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );

test('what we answer is what the SDK would write', () => {
  const asked = new VoiceResponse();
  const gather = asked.gather({
    input: ['dtmf'],
    action: PLACES.next,
    method: 'POST',
    numDigits: 2,
    finishOnKey: '#',
    timeout: 6,
    bargeIn: true,
  });
  gather.play('https://hx.example/voice/a.wav?b=1&c=2');
  asked.redirect({ method: 'POST' }, PLACES.quiet);
  const keys = { most: 2, end: '#', waitMs: 5_500, bargeIn: true } as const;
  const said = { kind: 'say', media: ['https://hx.example/voice/a.wav?b=1&c=2'], keys } as const;
  expect(sorted(twimlOf(said, PLACES, WHO))).toBe(sorted(asked.toString()));

  const left = new VoiceResponse();
  left.play('https://hx.example/voice/tone.wav');
  left.record({
    action: PLACES.next,
    method: 'POST',
    maxLength: 60,
    timeout: 4,
    finishOnKey: '#*',
    playBeep: false,
    trim: 'do-not-trim',
    recordingStatusCallback: PLACES.recording,
    recordingStatusCallbackEvent: ['completed'],
  });
  left.redirect({ method: 'POST' }, PLACES.quiet);
  const message = {
    kind: 'record',
    media: ['https://hx.example/voice/tone.wav'],
    mostMs: 60_000,
    silenceMs: 4_000,
  } as const;
  expect(sorted(twimlOf(message, PLACES, WHO))).toBe(sorted(left.toString()));

  const rung = new VoiceResponse();
  const told = { statusCallback: PLACES.joined, statusCallbackEvent: ['answered'], statusCallbackMethod: 'POST' };
  rung
    .dial({ action: PLACES.next, method: 'POST', timeout: 25, callerId: WHO.from })
    .sip(told as never, 'sip:8001@hx.sip.example');
  const ring = { kind: 'ring', to: { kind: 'agent', number: '8001' }, ringMs: 25_000 } as const;
  expect(sorted(twimlOf(ring, PLACES, WHO))).toBe(sorted(rung.toString()));

  const over = new VoiceResponse();
  over.hangup();
  expect(sorted(twimlOf({ kind: 'hangUp' }, PLACES, WHO))).toBe(sorted(over.toString()));
});

test('signatures: the published example, and whatever the SDK signs', () => {
  const published = {
    method: 'POST',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    headers: { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
    body: Buffer.from(
      'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
    ),
  };
  expect(readTwilioCall('12345', published)).toMatchObject({ what: 'nothing' });
  expect(() => readTwilioCall('12346', published)).toThrow('signature');
  const params = { CallSid: `CA${'1'.repeat(32)}`, Digits: '5#', CallStatus: 'in-progress' };
  const signature = webhooks.getExpectedTwilioSignature('12345', PLACES.next, params);
  const ours = { ...published, url: PLACES.next, headers: { 'x-twilio-signature': signature } };
  const body = Buffer.from(new URLSearchParams(params).toString());
  expect(readTwilioCall('12345', { ...ours, body })).toMatchObject({
    what: 'asks',
    at: 3,
    heard: { kind: 'keys', keys: '5#' },
  });
  const forged = Buffer.from(new URLSearchParams({ ...params, Digits: '1' }).toString());
  expect(() => readTwilioCall('12345', { ...ours, body: forged })).toThrow('signature');
});

test.each([
  ['completed', 200, 'completed'],
  ['busy', 486, 'busy'],
  ['busy', 603, 'rejected'],
  ['no-answer', 487, 'no_answer'],
  ['no-answer', 480, 'unreachable'],
  ['failed', 404, 'invalid_number'],
  ['failed', 503, 'network'],
  ['failed', null, 'network'],
  ['canceled', 487, 'cancelled'],
] as const)('%s with %s is %s', (status, sip, cause) => expect(causeOfStatus(status, sip)).toBe(cause));

let twilio: TwilioVoice;
let calling: Calling;
beforeAll(async () => {
  twilio = await startTwilio(webhooks.getExpectedTwilioSignature);
  const own = { ...ACCOUNT, baseUrl: twilio.url };
  const voice = { speaker: 'http', speakerUrl: `${twilio.url}/say`, callsPerSecond: 50 };
  calling = await openCalling(
    { ...own, ...voice, recogniser: 'openai', recogniserUrl: `${twilio.url}/v1` },
    'twilio-voice',
  );
  calling.lines();
});
afterAll(async () => {
  // Whoever asks goes before whoever answers.
  await calling.close();
  await twilio.close();
});

test('the same question asked twice is answered the same and counts once', async () => {
  twilio.twice = true;
  twilio.keys = ['', '', '5', '4', '5', '9', '!'];
  const customer = await calling.customer('T-1', '13800138001');
  await calling.tell(customer);
  const call = await calling.over(customer);
  expect(call.events.filter(({ what }) => what === 'chosen').map(({ detail }) => detail)).toEqual(['5', '4', '5', '9']);
  twilio.twice = false;
  const [placed] = twilio.calls;
  expect(placed?.form.get('To')).toBe('+8613800138001');
  expect(placed?.form.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
  for (const answer of twilio.answers) expect(verbsOf(answer).length).toBeGreaterThan(0);
});

test('nobody else tells us what happens in a call, and a place that we never gave out is nowhere', async () => {
  const place = twilio.calls[0]?.form.get('Url') ?? '';
  const forged = await twilio.post(
    place,
    { CallSid: `CA${'1'.repeat(32)}`, Digits: '5' },
    'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  );
  expect(forged.status).toBe(403);
  const strange = await twilio.post(place.replace('call_', 'cull_'), { CallSid: `CA${'1'.repeat(32)}` });
  expect(strange.status).toBe(404);
});

test('a number that the provider does not take is no number, and is not called again', async () => {
  const customer = await calling.customer('T-2', '13800138211');
  await calling.tell(customer);
  expect(await calling.over(customer)).toMatchObject({
    cause: 'invalid_number',
    note: expect.stringContaining('21211'),
  });
});

test('an agent calls: her own phone first, then the customer', async () => {
  const customer = await calling.customer('T-3', '13800138003');
  await calling.world.call('PUT', `${API}/call-extension`, { number: '8001' });
  twilio.keys = [];
  const made = await calling.world.call('POST', `${API}/calls`, { customer });
  await expect.poll(async () => (await calling.last(customer))?.state, { timeout: 10_000 }).toBe('talking');
  expect(twilio.calls.at(-1)?.to).toBe('8001');
  expect(twilio.dialled.at(-1)).toBe('+8613800138003');
  await calling.world.call('POST', `${API}/calls/${made.body.callId}/hang-up`);
  expect(await calling.over(customer)).toMatchObject({ cause: 'completed' });
});

test('a process that dies over a question leaves it to the next one: it is asked to wait, then the step begins anew', async () => {
  twilio.hold = true;
  const customer = await calling.customer('T-4', '13800138004');
  await calling.tell(customer);
  await expect.poll(() => twilio.calls.at(-1)?.status, { timeout: 10_000 }).toBe('in-progress');
  const call = twilio.calls.at(-1);
  const about = { CallSid: call?.sid ?? '', CallStatus: 'in-progress' };
  const place = call?.form.get('Url') ?? '';
  const opening = (await twilio.post(place, about)).text;
  const [gather] = verbsOf(opening);
  expect(gather).toMatchObject({ name: 'Gather', attributes: { numDigits: '1', finishOnKey: '' } });
  const ctx = await calling.world.workspace('main');
  const id = (await calling.last(customer))?.callId ?? '';
  // Taken by somebody who is not heard of again.
  await ctx.tx((tx) => claimQuestion(tx, 'main', id, 1));
  const waiting = verbsOf((await twilio.post(verbsOf(opening)[1]?.text ?? '', about)).text);
  expect(waiting.map(({ name }) => name)).toEqual(['Pause', 'Redirect']);
  const again = verbsOf((await twilio.post(waiting[1]?.text ?? '', about)).text);
  expect(again[0]?.inside).toEqual(gather?.inside);
  expect((await calling.last(customer))?.events.map(({ what }) => what)).toContain('resumed');
  twilio.hold = false;
  twilio.hangUp('+8613800138004');
  expect(await calling.over(customer)).toMatchObject({ cause: 'completed', result: 'hung_up' });
});
