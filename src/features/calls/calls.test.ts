import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API, type Calling, openCalling } from './testing/calling.ts';
import { startSwitch, type Switch } from './testing/switch.ts';

let hx: Switch;
let calling: Calling;

beforeAll(async () => {
  hx = await startSwitch();
  calling = await openCalling({
    url: hx.url,
    user: 'huixiang',
    password: 'secret',
    trunk: 'PJSIP/{number}@trunk',
    agent: 'PJSIP/{number}',
    dialFormat: 'national',
    callsPerSecond: 50,
    speaker: 'http',
    speakerUrl: `${hx.url}/say`,
  });
  calling.lines();
});
afterAll(async () => {
  await calling.close();
  await hx.close();
});

const messages = async (customer: string) =>
  (await calling.world.call('GET', `${API}/messages?customer=${customer}`)).body.items;

test('a message is told by telephone: one call, her answers are the response of its link, both sides kept', async () => {
  hx.keys = ['', '', '5', '4', '5', '9', '', '!'];
  const customer = await calling.customer('C-1', '13800138001');
  await calling.tell(customer);
  const call = await calling.over(customer);
  expect(call).toMatchObject({
    kind: 'message',
    cause: 'completed',
    result: 'hung_up',
    attempt: 1,
    transferred: false,
  });
  const dialled = hx.asked.filter(({ what }) => what === 'POST channels');
  expect(dialled.map(({ query }) => query['endpoint'])).toEqual(['PJSIP/13800138001@trunk']);
  const said = call.events.filter(({ what }) => what === 'said').map(({ detail }) => detail);
  expect(said[0]).toContain('您好，这里是回响口腔，本次通话将会录音');
  expect(said[1]).toContain('评价一下这次就诊');
  expect(call.events.filter(({ what }) => what === 'chosen').map(({ node, detail }) => `${node} ${detail}`)).toEqual([
    'care_doctor 5',
    'care_wait 4',
    'care_price 5',
    'recommend 9',
  ]);
  const responses = (await calling.world.call('GET', `${API}/customers/${customer}/responses`)).body.items;
  expect(responses).toMatchObject([
    { via: 'voice', answers: { care: { doctor: 5, wait: 4, price: 5 }, recommend: 9 } },
  ]);
  expect(responses).toHaveLength(1);
  await calling.world.drain();
  expect(await messages(customer)).toMatchObject([{ state: 'answered', channel: 'voice' }]);
  await expect.poll(async () => (await calling.last(customer))?.recordings.length).toBeGreaterThan(0);
  const kept = (await calling.last(customer))?.recordings[0];
  expect(kept).toMatchObject({ record: 0, seconds: 1, kept: true, transcriptState: 'none' });
  const heard = await calling.world.call('GET', `${API}/calls/${call.callId}/recordings/0`);
  expect(heard.raw.headers['content-type']).toBe('audio/wav');
  expect(heard.raw.rawPayload.length).toBe(16_044);
  const audit = await calling.world.call('GET', `${API}/audit?action=calls.recording_heard`);
  expect(audit.body.items).toMatchObject([{ entityId: call.callId }]);
  const events = (await calling.world.call('GET', `${API}/customers/${customer}/events?type=call`)).body.items;
  expect(events).toMatchObject([{ properties: { cause: 'completed', kind: 'message' } }]);
});

test.each([
  ['486', 'busy', 10],
  ['480', 'unreachable', 1440],
  ['503', 'network', 5],
  ['603', 'rejected', null],
  ['404', 'invalid_number', null],
])('…%s is %s, and is tried again after so many minutes', async (ending, cause, minutes) => {
  const customer = await calling.customer(`C-${ending}`, `13800138${ending}`);
  await calling.tell(customer);
  expect(await calling.over(customer)).toMatchObject({ cause, result: null });
  const ctx = await calling.world.workspace('main');
  const { rows } = await ctx.tx((tx) =>
    sql<{
      state: string;
      code: string | null;
      due_at: Date;
      contacted_at: Date | null;
    }>`select state, code, due_at, contacted_at from delivery
      where workspace_id = 'main' and customer_id = ${customer} order by try`.execute(tx),
  );
  expect(rows[0]).toMatchObject({ state: 'failed', code: cause, contacted_at: null });
  const again = rows[1] ? (rows[1].due_at.getTime() - ctx.now.getTime()) / 60_000 : null;
  expect(again).toBe(minutes);
});

test('another address asks for the password anew, and for no key that was never given', async () => {
  const settings = {
    url: 'http://127.0.0.1:1',
    user: 'huixiang',
    trunk: 'PJSIP/{number}@trunk',
    agent: 'PJSIP/{number}',
  };
  const moved = await calling.world.call('PUT', `${API}/channels/voice`, { adapter: 'asterisk', settings });
  expect(moved.status).toBe(400);
  expect(moved.body.errors.map(({ field }: { field: string }) => field)).toEqual(['password']);
  const short = { ...settings, password: 'secret', recordingDays: 29, ringSeconds: 60 };
  const refused = await calling.world.call('PUT', `${API}/channels/voice`, { adapter: 'asterisk', settings: short });
  expect(refused.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
    'recordingDays',
    'ringSeconds',
  ]);
});

test('trying it out calls nobody: the switch and the voice are asked', async () => {
  const dialled = () => hx.asked.filter(({ what }) => what === 'POST channels').length;
  const before = dialled();
  const tried = await calling.world.call('POST', `${API}/channels/voice/test`, { to: '13800138000' });
  expect(tried.body).toMatchObject({ ok: true, note: 'Asterisk 22.0.0' });
  expect(dialled()).toBe(before);
});

test('the star takes her off the telephone: she is not called again, by nobody', async () => {
  hx.keys = ['*'];
  const customer = await calling.customer('C-star', '13800138005');
  await calling.tell(customer);
  expect(await calling.over(customer)).toMatchObject({ cause: 'completed', result: 'opted_out' });
  await calling.tell(customer);
  expect((await messages(customer))[0]).toMatchObject({ state: 'refused', reason: 'optOut' });
  await calling.world.call('PUT', `${API}/call-extension`, { number: '8001' });
  const byHand = await calling.world.call('POST', `${API}/calls`, { customer });
  expect(byHand).toMatchObject({ status: 409, body: { code: 'call_opted_out' } });
});

test('a person calls: her own phone first, then the customer; the two are joined', async () => {
  const customer = await calling.customer('C-hand', '13800138006');
  hx.asked.length = 0;
  const made = await calling.world.call('POST', `${API}/calls`, { customer });
  expect(made.body).toMatchObject({ kind: 'agent', state: 'queued', number: '+8613800138006' });
  const talking = async () => (await calling.last(customer))?.state;
  await expect.poll(talking, { timeout: 5_000 }).toBe('talking');
  const dialled = hx.asked.filter(({ what }) => what === 'POST channels').map(({ query }) => query['endpoint']);
  expect(dialled).toEqual(['PJSIP/8001', 'PJSIP/+8613800138006@trunk']);
  await calling.world.call('POST', `${API}/calls/${made.body.callId}/hang-up`);
  expect(await calling.over(customer)).toMatchObject({ cause: 'completed', agent: 'test' });
});

test('a process that dies leaves its call: the next one carries it on, or says that nobody knows', async () => {
  const [known, lost] = [
    await calling.customer('C-known', '13800138007'),
    await calling.customer('C-lost', '13800138008'),
  ];
  const ctx = await calling.world.workspace('main');
  hx.hold = true;
  await calling.tell(known);
  await calling.tell(lost);
  const running = async () => (await calling.calls('state=talking')).length;
  await expect.poll(running, { timeout: 5_000 }).toBe(2);
  const gone = await calling.last(lost);
  const there = await calling.last(known);
  hx.channels.delete(gone?.callId ?? '');
  hx.hold = false;
  hx.keys = ['*'];
  // As if another process held the line and had died: the line is opened anew by whoever gets the lease.
  await ctx.tx((tx) =>
    sql`update call_line set holder = 'line_dead', lease_until = ${new Date(Date.now() - 1_000)} where workspace_id = 'main'`.execute(
      tx,
    ),
  );
  await ctx.tx((tx) =>
    sql`update channel_account set settings = settings || '{"mostCalls": 9}' where workspace_id = 'main' and channel = 'voice'`.execute(
      tx,
    ),
  );
  expect(await calling.over(lost)).toMatchObject({
    cause: 'unknown',
    code: 'lost',
    note: 'the line was lost during the call',
  });
  expect((await calling.over(known)).events.map(({ what }) => what)).toContain('resumed');
  expect(hx.channels.has(there?.callId ?? '')).toBe(false);
});
