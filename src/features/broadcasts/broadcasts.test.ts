/** Broadcasts through HTTP, in virtual time, the sandbox carrying what is sent. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { prepareSome } from './prepare.ts';
import { tellSome } from './tell.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-11-24T02:00:00Z');
});
afterAll(() => world.close());

const base = '/api/w/main';
const both = (text: string) => ({ zh: text, en: text });
const at = (time: string) => world.setClock('main', time);

let numbers = 0;
/** Customers of a city of their own, each with a number. */
async function people(city: string, n: number, more: object = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let each = 0; each < n; each++) {
    const phone = `138${String(10_000_000 + ++numbers * 10)}`;
    const body = { externalId: `${city}-${each}`, name: `${city}${each}`, city, phone, ...more };
    const made = await world.call('POST', `${base}/customers`, body);
    expect(made.status, JSON.stringify(made.body)).toBeLessThan(300);
    ids.push(made.body.customerId);
  }
  return ids;
}

const of = (city: string) => ({ combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: city }] });

function draft(city: string, more: object = {}) {
  return {
    name: `给${city}`,
    purpose: 'service',
    audience: { condition: of(city) },
    channels: { sms: { text: both('您好，{{customer.name|您}}，本周六上午门店停电检修。') } },
    plan: [{ channel: 'sms' }],
    perMinute: 600,
    ...more,
  };
}

const post = async (path: string, body?: unknown, status = 200) => {
  const answer = await world.call('POST', `${base}/broadcasts${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
};
const get = async (id: string) => (await world.call('GET', `${base}/broadcasts/${id}`)).body;
const make = (body: object) => post('', body);
const log = async (id: string, query = '') =>
  (await world.call('GET', `${base}/broadcasts/${id}/recipients${query}`)).body.items as Record<string, unknown>[];

async function started(body: object) {
  const made = await make(body);
  await post(`/${made.broadcastId}/estimate`);
  return post(`/${made.broadcastId}/start`, { revision: made.revision });
}

/** What a minute of a living server does. */
async function minute(time: string) {
  await at(time);
  await world.sweep();
  await world.drain();
}

const states = async (id: string) =>
  Object.fromEntries(
    ((await get(id)).counts as { state: string; n: number }[]).reduce(
      (sums, { state, n }) => sums.set(state, (sums.get(state) ?? 0) + n),
      new Map<string, number>(),
    ),
  );

const messagesOf = async (id: string) => {
  const ctx = await world.workspace('main');
  const { rows } = await ctx.tx((tx) =>
    sql<{ n: number; of: number }>`
      select count(*)::int as n, count(distinct customer_id)::int as of from message where workspace_id = 'main' and group_id = ${id}`.execute(
      tx,
    ),
  );
  return rows[0];
};

test('from a draft to the last recipient: estimated, told once each, every refusal with its reason, in her timeline', async () => {
  const [told = '', noNumber = '', out = '', twin = ''] = [
    ...(await people('杭州', 1)),
    ...(await people('杭州二', 1, { city: '杭州', phone: undefined })),
    ...(await people('杭州三', 1, { city: '杭州' })),
    ...(await people('杭州四', 1, { city: '杭州', phone: '13810000010' })),
  ];
  await world.call('POST', `${base}/customers/${out}/consents`, {
    purpose: 'service',
    channels: ['sms'],
    granted: false,
  });
  const made = await make({ ...draft('杭州'), key: 'made-once-in-hangzhou' });
  expect(await make({ ...draft('杭州'), key: 'made-once-in-hangzhou' })).toMatchObject({
    broadcastId: made.broadcastId,
  });
  const id = made.broadcastId;
  await post(`/${id}/start`, { revision: 1 }, 409);
  const { state, estimate } = await post(`/${id}/estimate`);
  expect(state).toBe('estimated');
  expect(estimate).toMatchObject({
    audience: 4,
    reachable: 1,
    refused: { address: 1, optOut: 1, duplicate: 1 },
    byChannel: [{ channel: 'sms', n: 1, parts: 1 }],
    closely: { asked: 1, now: 1 },
  });
  await post(`/${id}/start`, { revision: 1 });
  // A second click changes nothing.
  expect(await post(`/${id}/start`, { revision: 1 })).toMatchObject({ state: 'preparing' });
  await world.drain();
  await minute('2026-11-24T02:00:01Z');
  expect(await messagesOf(id)).toEqual({ n: 1, of: 1 });
  await minute('2026-11-24T02:01:00Z');
  const ended = await get(id);
  expect(ended).toMatchObject({ state: 'done', recipients: 4, written: 1, byChannel: { sms: 1 } });
  const rows = await log(id);
  expect(rows.map((row) => [row['customerId'], row['state'], row['reason']])).toEqual([
    [told, expect.stringMatching(/sent|delivered/), null],
    [noNumber, 'refused', 'address'],
    [out, 'refused', 'optOut'],
    [twin, 'refused', 'duplicate'],
  ]);
  expect(await log(id, '?state=refused&reason=optOut')).toMatchObject([{ customerId: out }]);
  expect(await log(id, `?q=${encodeURIComponent('杭州四')}`)).toMatchObject([{ customerId: twin }]);
  const csv = await world.call('GET', `${base}/broadcasts/${id}/recipients.csv`);
  expect(csv.raw.headers['content-type']).toContain('text/csv');
  expect(String(csv.body).trim().split('\r\n')).toHaveLength(5);
  const record = await world.call('GET', `${base}/messages?customer=${told}`);
  expect(record.body.items).toMatchObject([
    { name: both('给杭州'), customerId: told, playbookName: { zh: '群发', en: 'Broadcast' } },
  ]);
  // She answers: it is hers, and it shows.
  await world.call('POST', `${base}/sandbox/people/${told}/reply`, { channel: 'sms', text: '知道了' });
  await world.drain();
  expect(await states(id)).toMatchObject({ answered: 1 });
  expect(await log(id, '?state=answered')).toMatchObject([{ customerId: told, reply: '知道了' }]);
});

test('it keeps its pace, is held and goes on at another one, and stops in the midst for good', async () => {
  await people('宁波', 12);
  const { broadcastId: id } = await started(draft('宁波', { perMinute: 2 }));
  await world.drain();
  expect((await get(id)).written).toBe(1);
  await minute('2026-11-24T03:00:00Z');
  expect((await get(id)).written).toBe(2);
  for (const time of ['03:00:30', '03:01:00']) await minute(`2026-11-24T${time}Z`);
  expect((await get(id)).written).toBe(4);
  expect(await post(`/${id}/pause`)).toMatchObject({ state: 'paused' });
  expect(await post(`/${id}/pause`)).toMatchObject({ state: 'paused' });
  await minute('2026-11-24T03:10:00Z');
  expect(await get(id)).toMatchObject({ state: 'paused', written: 4 });
  // What stood still is not caught up on.
  expect(await post(`/${id}/resume`, { perMinute: 4 })).toMatchObject({ state: 'running', perMinute: 4 });
  await minute('2026-11-24T03:10:01Z');
  const { written } = await get(id);
  expect(written).toBeLessThanOrEqual(7);
  const sentBefore = Object.values(await states(id)).reduce((sum, n) => sum + n, 0);
  expect(await post(`/${id}/stop`)).toMatchObject({ state: 'stopped', recipients: 12 });
  await world.drain();
  await minute('2026-11-24T03:20:00Z');
  expect(Object.values(await states(id)).reduce((sum, n) => sum + n, 0)).toBe(sentBefore);
  expect((await states(id))['waiting'] ?? 0).toBe(0);
  // What was sent is still answered.
  const [told] = await log(id, '?state=delivered');
  await world.call('POST', `${base}/sandbox/people/${told?.['customerId']}/reply`, { channel: 'sms', text: '收到' });
  await world.drain();
  expect((await states(id))['answered']).toBe(1);
  expect(await log(id, '?state=cancelled')).toHaveLength(12 - ((await states(id))['delivered'] ?? 0) - 1);
  await post(`/${id}/resume`, {}, 409);
  await post(`/${id}/start`, { revision: 1 }, 409);
});

test('a process killed while preparing leaves nobody out and nobody twice; two workers share the work', async () => {
  await people('温州', 9);
  const { broadcastId: id } = await started(draft('温州'));
  const ctx = await world.workspace('main');
  // One batch is done, the process dies: its job is never heard of again.
  expect(await prepareSome(ctx, id, 4)).toBe(true);
  expect(await get(id)).toMatchObject({ state: 'preparing', recipients: 4 });
  await Promise.all([prepareSome(ctx, id, 3), prepareSome(ctx, id, 3)]);
  expect(await get(id)).toMatchObject({ state: 'running', recipients: 9, byChannel: { sms: 9 } });
  await Promise.all([tellSome(ctx, id), tellSome(ctx, id)]);
  await world.drain();
  expect(await messagesOf(id)).toEqual({ n: 9, of: 9 });
});

test('at its time, for whom the segment holds then; taken back before, it is a draft again', async () => {
  await at('2026-11-25T01:00:00Z');
  await people('嘉兴', 2);
  await people('湖州', 3);
  const segment = (await world.call('POST', `${base}/segments`, { name: '江南', condition: of('嘉兴') })).body
    .segmentId;
  const made = await make(draft('江南', { audience: { segment }, startsAt: '2026-11-25T10:00:00+08:00' }));
  const id = made.broadcastId;
  await post(`/${id}/estimate`);
  expect(await post(`/${id}/start`, { revision: 1 })).toMatchObject({ state: 'scheduled' });
  expect(await post(`/${id}/unschedule`)).toMatchObject({ state: 'estimated' });
  const edit = { ...draft('江南', { audience: { segment }, startsAt: '2026-11-25T10:00:00+08:00' }), revision: 1 };
  const changed = await world.call('PUT', `${base}/broadcasts/${id}`, { ...edit, name: '给江南的客户' });
  expect(changed.body).toMatchObject({ state: 'draft', revision: 2, estimate: null });
  expect((await world.call('PUT', `${base}/broadcasts/${id}`, edit)).status).toBe(409);
  await post(`/${id}/estimate`);
  await post(`/${id}/start`, { revision: 2 });
  await world.call('PUT', `${base}/segments/${segment}`, { name: '江南', condition: of('湖州') });
  await minute('2026-11-25T01:59:00Z');
  expect((await get(id)).state).toBe('scheduled');
  await minute('2026-11-25T02:00:00Z');
  await minute('2026-11-25T02:00:05Z');
  expect(await get(id)).toMatchObject({ recipients: 3, audience: { segmentName: '江南' } });
  // What the segment says now does not change whom it is for.
  await world.call('PUT', `${base}/segments/${segment}`, { name: '江南', condition: of('嘉兴') });
  await minute('2026-11-25T02:02:00Z');
  expect(await get(id)).toMatchObject({ state: 'done', recipients: 3, written: 3 });
});

test('what is wrong is said by field, what cannot be is refused', async () => {
  const wrong = async (more: object) => {
    const answer = await world.call('POST', `${base}/broadcasts`, draft('无人', more));
    return { status: answer.status, paths: (answer.body.errors ?? []).map((each: { path: string }) => each.path) };
  };
  expect(await wrong({ plan: [{ channel: 'email' }] })).toEqual({ status: 400, paths: ['plan.0.channel'] });
  expect(await wrong({ channels: { sms: { text: both('{{customer.nam}}') } } })).toMatchObject({
    status: 400,
    paths: ['channels.sms.text.zh', 'channels.sms.text.en'],
  });
  expect(await wrong({ channels: { sms: { text: both('{{survey.link}}') } } })).toMatchObject({ status: 400 });
  expect(await wrong({ startsAt: '2020-01-01T00:00:00Z' })).toEqual({ status: 400, paths: ['startsAt'] });
  expect(await wrong({ audience: { segment: 'seg_nobody' } })).toEqual({ status: 400, paths: ['audience.segment'] });
  const nothing = { condition: { combinator: 'and', rules: [] } };
  expect(await wrong({ audience: nothing })).toEqual({ status: 400, paths: ['audience.condition'] });
  expect((await wrong({ perMinute: 0 })).status).toBe(400);
  const empty = await make(draft('无人'));
  const { estimate } = await post(`/${empty.broadcastId}/estimate`);
  expect(estimate).toMatchObject({ audience: 0, reachable: 0 });
  expect((await post(`/${empty.broadcastId}/start`, { revision: 1 }, 409)).code).toBe('broadcast_empty');
  expect((await world.call('DELETE', `${base}/broadcasts/${empty.broadcastId}`)).body).toEqual({ deleted: true });
});

test('what she would get is shown, a variable without a value is named, and a test goes to no customer', async () => {
  await at('2026-11-26T02:00:00Z');
  const [id = ''] = await people('绍兴', 1);
  const text = '{{customer.name}}，您的订单 {{order.amount}} 已发货。';
  const made = await make(
    draft('绍兴', {
      channels: { sms: { text: both(text) }, email: { subject: both('发货'), text: both('您好') } },
      plan: [{ channel: 'sms' }, { channel: 'email' }],
    }),
  );
  const shown = await post(`/${made.broadcastId}/preview`, { customer: '绍兴-0' });
  expect(shown.customerId).toBe(id);
  expect(shown.channels).toMatchObject([
    { channel: 'sms', missing: ['order.amount'], decision: { result: 'refuse', reason: 'variables' } },
    { channel: 'email', text: '您好', decision: { result: 'refuse', reason: 'address' } },
  ]);
  const tried = await post(`/${made.broadcastId}/test`, { channel: 'email', to: 'Me@Example.com', customer: id });
  expect(tried).toMatchObject({ ok: true, sandbox: true, subject: '【试发】发货' });
  const phone = `138${10_000_000 + numbers * 10}`;
  await post(`/${made.broadcastId}/test`, { channel: 'sms', to: phone, customer: id }, 409);
  const ctx = await world.workspace('main');
  const { rows } = await ctx.tx((tx) =>
    sql`select 1 from message where workspace_id = 'main' and customer_id = ${id}`.execute(tx),
  );
  expect(rows).toEqual([]);
  // At the moment of the attempt it is refused for good and counted by its reason.
  const { broadcastId } = await started(draft('绍兴', { channels: { sms: { text: both(text) } } }));
  await world.drain();
  await minute('2026-11-26T02:00:05Z');
  expect((await get(broadcastId)).counts).toEqual([{ state: 'refused', reason: 'variables', n: 1 }]);
});

test('each is told in her language; what was written in one is said to everybody', async () => {
  await at('2026-11-26T03:00:00Z');
  const attribute = { key: 'language', type: 'text', zh: '语言', en: 'Language', choices: [] };
  await world.call('POST', `${base}/attributes`, attribute);
  const [zh = ''] = await people('丽水', 1);
  const [en = ''] = await people('丽水二', 1, {
    city: '丽水',
    attributes: { language: 'en-GB' },
    email: 'en@ls.example',
  });
  const channels = {
    sms: { text: { zh: '{{customer.first|您}}好，周六停电。', en: `${'A long notice. '.repeat(12)}` } },
    email: { subject: { en: 'Notice' }, text: { en: 'Hello' } },
  };
  const plan = [{ channel: 'sms' }, { channel: 'email' }];
  const made = await make(draft('丽水', { channels, plan }));
  expect(made.channels).toEqual(channels);
  const { estimate } = await post(`/${made.broadcastId}/estimate`);
  expect(estimate.byChannel).toMatchObject([
    {
      channel: 'sms',
      n: 2,
      parts: 3,
      languages: expect.arrayContaining([
        { locale: 'zh', n: 1, parts: 1 },
        { locale: 'en', n: 1, parts: 3 },
      ]),
    },
  ]);
  const shown = await post(`/${made.broadcastId}/preview`, { customer: en });
  expect(shown.language).toBe('en');
  expect(shown.channels.map((each: { text: string }) => each.text.slice(0, 6))).toEqual(['A long', 'Hello']);
  const other = await post(`/${made.broadcastId}/preview`, { customer: en, language: 'zh' });
  expect(other.channels.map((each: { text: string }) => each.text)).toEqual(['丽水二0好，周六停电。', 'Hello']);
  const mine = { channel: 'email', to: 'me@example.com', customer: zh };
  // Nobody wrote it in Chinese.
  expect(await post(`/${made.broadcastId}/test`, mine)).toMatchObject({ subject: '【试发】Notice', text: 'Hello' });
  expect(await post(`/${made.broadcastId}/test`, { ...mine, language: 'en' })).toMatchObject({
    subject: '[Test] Notice',
  });
  await post(`/${made.broadcastId}/start`, { revision: 1 });
  await world.drain();
  await minute('2026-11-26T03:00:05Z');
  const said = async (customer: string) => {
    const [{ messageId }] = (await world.call('GET', `${base}/messages?customer=${customer}`)).body.items;
    const { attemptsMade } = (await world.call('GET', `${base}/messages/${messageId}`)).body;
    return JSON.stringify(attemptsMade[0].content ?? attemptsMade[0]);
  };
  expect(await said(zh)).toContain('丽水0');
  expect(await said(en)).toContain('A long notice');
  const wrong = async (more: object) => (await post('', draft('丽水', more), 400)).errors;
  expect(await wrong({ channels: { sms: { text: {} } } })).toHaveLength(1);
  expect(await wrong({ channels: { sms: { text: { en: '{{customer.nam}}' } } } })).toMatchObject([
    { path: 'channels.sms.text.en' },
  ]);
  const halves = { email: { subject: { zh: '停电' }, text: both('停电') } };
  expect(await wrong({ channels: halves, plan: [{ channel: 'email' }] })).toMatchObject([
    { path: 'channels.email.subject' },
  ]);
});

test('channels together, each her best one first: one message with an attempt on each, and an answer on any ends it', async () => {
  await at('2026-11-26T04:00:00Z');
  const [plain = '', noMail = '', wished = ''] = [
    ...(await people('衢州', 1, { email: 'qz1@qz.example' })),
    ...(await people('衢州二', 1, { city: '衢州' })),
    ...(await people('衢州三', 1, { city: '衢州', email: 'qz3@qz.example' })),
  ];
  await world.call('PUT', `${base}/customers/${wished}/channel`, { channel: 'email', note: '说过发邮件' });
  const words = { text: both('周六停电') };
  const channels = { sms: words, voice: words, email: { subject: both('停电'), text: both('周六停电') } };
  const attempts = async (broadcast: string) => {
    const ctx = await world.workspace('main');
    const { rows } = await ctx.tx((tx) =>
      sql<{ customer_id: string; tried: string }>`
        select m.customer_id, string_agg(d.step || ' ' || d.channel || ' ' || d.state, ', ' order by d.step) as tried
        from message m join delivery d on d.workspace_id = 'main' and d.message_id = m.message_id
        where m.workspace_id = 'main' and m.group_id = ${broadcast} group by m.customer_id`.execute(tx),
    );
    return Object.fromEntries(rows.map((row) => [row.customer_id, row.tried]));
  };
  const wait = { n: 2, unit: 'hour' };
  const plan = [{ channel: 'email' }, { channel: 'sms', together: true, wait, until: 'read' }, { channel: 'voice' }];
  const together = await make(draft('衢州', { channels, plan }));
  const { estimate } = await post(`/${together.broadcastId}/estimate`);
  expect(estimate).toMatchObject({
    reachable: 3,
    byChannel: [
      { channel: 'email', n: 2 },
      { channel: 'sms', n: 3 },
    ],
  });
  await post(`/${together.broadcastId}/start`, { revision: 1 });
  await world.drain();
  await minute('2026-11-26T04:00:05Z');
  const tried = await attempts(together.broadcastId);
  for (const customer of [plain, wished]) expect(tried[customer]).toBe('0 email delivered, 1 sms delivered');
  // On the channel that is closed to her nothing is tried.
  expect(tried[noMail]).toBe('1 sms delivered');
  expect(await states(together.broadcastId)).toEqual({ delivered: 3 });
  await world.call('POST', `${base}/sandbox/people/${plain}/reply`, { channel: 'email', text: '好的' });
  await minute('2026-11-26T06:00:10Z');
  await minute('2026-11-26T06:00:15Z');
  const later = await attempts(together.broadcastId);
  expect(later[plain]).toBe('0 email read, 1 sms delivered');
  expect(later[noMail]).toMatch(/^1 sms delivered, 2 voice/);

  await at('2026-11-27T01:30:00Z');
  const order = [{ channel: 'sms', wait, until: 'responded' }, { channel: 'email' }];
  const others = { sms: { text: both('周一恢复') }, email: { subject: both('恢复'), text: both('周一恢复营业') } };
  const best = await make(draft('衢州', { channels: others, plan: order, preferred: true }));
  expect(best.preferred).toBe(true);
  const guess = await post(`/${best.broadcastId}/estimate`);
  expect(guess.estimate.byChannel).toMatchObject([
    { channel: 'sms', n: 1 },
    { channel: 'email', n: 2 },
  ]);
  await post(`/${best.broadcastId}/start`, { revision: 1 });
  await world.drain();
  await minute('2026-11-27T01:30:05Z');
  expect(await attempts(best.broadcastId)).toEqual({
    // She answered by mail yesterday.
    [plain]: '0 email delivered',
    [noMail]: '0 sms delivered',
    [wished]: '0 email delivered',
  });
  expect(await log(best.broadcastId, '?channel=email')).toHaveLength(2);
  await post(`/${best.broadcastId}/stop`);
  await world.drain();
});

test('marketing leaves out who is held out of everything, and names nobody', async () => {
  await people('台州', 20);
  const ctx = await world.workspace('main');
  await ctx.tx((tx) =>
    sql`insert into consent (workspace_id, consent_id, customer_id, purpose, channel, granted, recorded_by, given_at)
      select 'main', 'cns_' || customer_id, customer_id, 'marketing', 'sms', true, 'test', ${ctx.now} from customer
      where workspace_id = 'main' and city = '台州'`.execute(tx),
  );
  await world.call('PUT', `${base}/global-holdout`, { holdout: 0.5 });
  const { broadcastId: id } = await started(draft('台州', { purpose: 'marketing' }));
  await world.drain();
  const { spared, recipients } = await get(id);
  expect(spared + recipients).toBe(20);
  expect(spared).toBeGreaterThan(2);
  await world.call('PUT', `${base}/global-holdout`, { holdout: 0 });
});

test('an agent reads and does not start; who sees only some of the customers sends to none', async () => {
  const reader = { authorization: `Bearer ${await world.key('main', ['broadcasts:read'])}` };
  expect(
    (await world.call('GET', `${base}/broadcasts?q=${encodeURIComponent('宁波')}`, undefined, reader)).body.items,
  ).toHaveLength(1);
  expect((await world.call('POST', `${base}/broadcasts`, draft('宁波'), reader)).status).toBe(403);
});

test('what preparing says of a customer is what the policy says, rule by rule', async () => {
  await at('2026-11-27T02:00:00Z');
  const purposes = ['service', 'marketing'] as const;
  const mixed = await people('金华', 8, { email: undefined });
  const [out = '', blocked = '', agreed = '', mail = ''] = mixed;
  await world.call('POST', `${base}/customers/${out}/consents`, {
    purpose: 'service',
    channels: ['sms', 'email'],
    granted: false,
  });
  await world.call('POST', `${base}/contact-blocks`, { text: '金华-1', reason: '投诉过' });
  await world.call('POST', `${base}/customers/${agreed}/consents`, {
    purpose: 'marketing',
    channels: ['email'],
    granted: true,
  });
  await world.call('PATCH', `${base}/customers/${mail}`, { phone: null, email: 'mail@jinhua.example' });
  expect(blocked).not.toBe('');
  const both2 = { sms: { text: both('您好') }, email: { subject: both('您好'), text: both('您好') } };
  for (const purpose of purposes) {
    const plan = [{ channel: 'sms' }, { channel: 'email' }];
    const { broadcastId: id } = await started(draft('金华', { purpose, channels: both2, plan }));
    await world.drain();
    for (const row of await log(id)) {
      const asked = await world.call('GET', `${base}/customers/${row['customerId']}/contactable?purpose=${purpose}`);
      const decisions = (['sms', 'email'] as const).map(
        (channel) => asked.body.channels.find((each: { channel: string }) => each.channel === channel).decision,
      );
      const open = decisions.findIndex(({ result }: { result: string }) => result !== 'refuse');
      const expected = open >= 0 ? [['sms', 'email'][open], null] : [null, decisions[0].reason];
      expect([row['channel'], row['reason']], String(row['externalId'])).toEqual(expected);
    }
  }
});
