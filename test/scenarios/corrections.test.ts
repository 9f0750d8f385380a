/** She pressed the wrong star and says so on the phone: the response is corrected, everything counted of it follows, what stood there is kept. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../src/kit/testing/world.ts';

let world: World;
const base = '/api/w/main';
const same = (text: string) => ({ zh: text, en: text });
const form = {
  key: 'visit',
  title: same('到店回访'),
  questions: [
    {
      kind: 'stars',
      id: 'stars',
      title: same('满意吗'),
      metric: 'csat',
      required: true,
      rows: [
        { id: 'doctor', label: same('医生') },
        { id: 'price', label: same('价格') },
      ],
    },
    {
      kind: 'text',
      id: 'bad',
      title: same('哪里不好'),
      when: { combinator: 'and', rules: [{ field: 'answer.stars.price', operator: '<=', value: 2 }] },
    },
    { kind: 'nps', id: 'tell', title: same('推荐吗'), metric: 'nps' },
    { kind: 'scale', id: 'again', title: same('再来吗'), from: 0, to: 5, metric: 'intent' },
    { kind: 'text', id: 'words', title: same('还想说的') },
  ],
  signals: [
    {
      key: 'low',
      name: same('低分'),
      when: { combinator: 'and', rules: [{ field: 'answer.stars.price', operator: '<=', value: 2 }] },
    },
  ],
};
const WRONG = {
  stars: { doctor: 5, price: 1 },
  bad: '价格太贵了',
  tell: 2,
  again: 1,
  words: '医生很耐心，请回我电话13812345678',
};

let customer: string;
let response: string;
let agent: string;
const get = async (path: string) => {
  const answer = await world.call('GET', `${base}${path}`);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};
const correct = (changes: object, revision: number, headers?: Record<string, string>) =>
  world.call(
    'POST',
    `${base}/responses/${response}/corrections`,
    { changes, reason: '客户来电：按错了', revision },
    headers,
  );
const tags = async () =>
  ((await get(`/customers/${customer}`)).tagDetails as { tag: string }[]).map(({ tag }) => tag).sort();
/** Everything that is counted of answers. */
const counted = async () => ({
  csat: (await get('/metrics/csat/figure')).figure.counts,
  price: (await get('/metrics/csat/figure?by=dimension')).groups,
  nps: (await get('/metrics/nps/figure')).figure.counts,
  intent: (await get('/metrics/intent/figure')).figure.counts,
  own: (await get('/own-metrics/price_stars/figure')).figure,
});

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-10T04:00:00Z');
  expect((await world.call('POST', `${base}/forms`, { definition: form })).status).toBe(200);
  const own = {
    name: same('价格评价'),
    definition: {
      bind: [{ question: 'stars', row: 'price' }],
      scale: { low: 1, high: 5, better: 'high' },
      formula: { kind: 'mean' },
    },
    base: 0,
  };
  const made = await world.call('PUT', `${base}/own-metrics/price_stars`, own);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  await world.drain();
  for (const [code, answers] of [
    ['C1', WRONG],
    ['C2', { stars: { doctor: 4, price: 4 }, tell: 8, again: 3 }],
  ] as const) {
    const { customerId } = (await world.call('POST', `${base}/customers`, { externalId: code, name: code })).body;
    const body = { form: 'visit', customer: customerId, responseKey: code, answers };
    const sent = await world.call('POST', `${base}/responses`, body);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    if (code === 'C1') [customer, response] = [customerId, sent.body.responseId];
  }
  await world.drain();
  agent = await world.key('main', ['forms:read', 'forms:correct', 'customers:read']);
}, 120_000);
afterAll(() => world?.close());

test('the wrong answers count as they were given', async () => {
  expect(await tags()).toEqual(['不满-价格因素', '满意-服务态度']);
  expect((await counted()).nps).toEqual([
    { score: 2, n: 1 },
    { score: 8, n: 1 },
  ]);
  expect((await get(`/customers/${customer}/class`)).now).toMatchObject({
    class: 'risk',
    because: { csat: { score: 3 } },
  });
});

test('who may not, what is not valid, what is the same and what is not there are refused; nothing changes', async () => {
  const before = await get(`/responses/${response}`);
  const reader = { authorization: `Bearer ${await world.key('main', ['forms:read'])}` };
  expect((await correct({ tell: 9 }, 0, reader)).status).toBe(403);
  expect((await correct({ tell: 11 }, 0)).body).toMatchObject({ code: 'answers_invalid', errors: [{ field: 'tell' }] });
  expect((await correct({ stars: null }, 0)).body).toMatchObject({ code: 'answers_invalid' });
  expect((await correct({ nobody: 1 }, 0)).body).toMatchObject({ code: 'answers_invalid' });
  expect((await correct({}, 0)).body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'changes' }] });
  expect((await correct({ tell: 2 }, 0)).body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'changes' }] });
  expect((await correct({ tell: 9 }, 1)).body).toMatchObject({ code: 'response_moved' });
  for (const body of [
    { changes: { tell: 9 }, reason: ' ', revision: 0 },
    { changes: [], reason: 'x', revision: 0 },
    null,
  ])
    expect((await world.call('POST', `${base}/responses/${response}/corrections`, body)).status).toBe(400);
  expect(
    (await world.call('POST', `${base}/responses/rsp_none/corrections`, { changes: {}, reason: 'x', revision: 0 }))
      .status,
  ).toBe(404);
  expect(await get(`/responses/${response}`)).toEqual(before);
});

test('a response that is not finished is the customer’s own', async () => {
  const body = { form: 'visit', customer, responseKey: 'half', answers: { tell: 3 }, complete: false };
  const half = (await world.call('POST', `${base}/responses`, body)).body.responseId;
  const answer = await world.call('POST', `${base}/responses/${half}/corrections`, {
    changes: { tell: 9 },
    reason: 'x',
    revision: 0,
  });
  expect(answer.body).toMatchObject({ code: 'response_open' });
});

test('corrected: metrics, own metrics, class, intent and tags follow; other words keep what was understood of them', async () => {
  await world.setClock('main', '2026-03-12T04:00:00Z');
  const kept = ((await get('/feedback/insights')).items as { question: string; insightId: string }[]).find(
    ({ question }) => question === 'words',
  );
  const changes = { stars: { doctor: 5, price: 5 }, tell: 9, again: 5 };
  const done = await correct(changes, 0, { authorization: `Bearer ${agent}` });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  expect(done.body).toMatchObject({ csat: 5, nps: 9, intent: 5, revision: 1, signals: [], complete: true });
  expect(done.body.updatedAt).toBe('2026-03-10T04:00:00.000Z');
  await world.drain();

  const now = await counted();
  expect(now.nps).toEqual([
    { score: 8, n: 1 },
    { score: 9, n: 1 },
  ]);
  expect(now.csat).toEqual([
    { score: 4, n: 1 },
    { score: 5, n: 1 },
  ]);
  expect(now.own).toMatchObject({ n: 2 });
  const { now: classed, moves } = await get(`/customers/${customer}/class`);
  expect(classed).toMatchObject({ because: { csat: { score: 5 }, nps: { score: 9 }, intent: { score: 5 } } });
  expect(classed.class).not.toBe('risk');
  expect(moves[0]).toMatchObject({ from: 'risk', cause: 'corrected' });
  // The question of the low score is not asked any more: its answer went, and the tag with it.
  expect(await tags()).toEqual(['满意-服务态度']);
  const insights = (await get('/feedback/insights')).items as { question: string; insightId: string }[];
  expect(insights.map(({ question, insightId }) => ({ question, insightId }))).toEqual([
    { question: 'words', insightId: kept?.insightId },
  ]);

  // Read anew from the responses, it is the same.
  expect((await world.call('POST', `${base}/metrics/rebuild`, {})).status).toBe(200);
  await world.drain();
  expect(await counted()).toEqual(now);
});

test('what stood there is kept: each correction with who, when, why, before and after; log and timeline say so', async () => {
  const words = await correct({ words: '等了两个小时' }, 1);
  expect(words.status, JSON.stringify(words.body)).toBe(200);
  await world.drain();
  expect(await tags()).toEqual(['不满-等候时间']);
  const { items } = await get(`/responses/${response}/corrections`);
  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({
    revision: 1,
    by: 'test',
    reason: '客户来电：按错了',
    at: '2026-03-12T04:00:00.000Z',
  });
  const first = new Map(
    (items[0].changed as { question: string; before: { zh: string } | null; after: { zh: string } | null }[]).map(
      (one) => [one.question, [one.before?.zh ?? null, one.after?.zh ?? null]],
    ),
  );
  expect(Object.fromEntries(first)).toEqual({
    'stars.price': ['1 星', '5 星'],
    bad: ['价格太贵了', null],
    tell: ['2', '9'],
    again: ['1', '5'],
  });
  expect(items[1].changed.map(({ question }: { question: string }) => question)).toEqual(['words']);
  const audit = (await get('/audit?action=forms.corrected')).items;
  expect(audit).toHaveLength(2);
  expect(audit[1]).toMatchObject({ entityId: response, detail: { revision: 1, reason: '客户来电：按错了' } });
  const events = (await get(`/customers/${customer}/events?limit=50`)).items as {
    type: string;
    properties: Record<string, unknown>;
  }[];
  expect(events.filter(({ type }) => type === 'response')).toMatchObject([{ properties: { csat: 1, nps: 2 } }]);
  expect(events.filter(({ type }) => type === 'response_corrected')).toHaveLength(2);
  const listed = (await get('/responses?state=corrected')).items as { responseId: string }[];
  expect(listed.map(({ responseId }) => responseId)).toEqual([response]);
});

test('two who correct at once: the second is told, nothing is overwritten', async () => {
  const both = await Promise.all([correct({ tell: 10 }, 2), correct({ tell: 0 }, 2)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const won = both.find(({ status }) => status === 200);
  expect((await get(`/responses/${response}`)).nps).toBe(won?.body.nps);
});

test('who sees numbers starred out does not write stars into what she did not touch', async () => {
  const back = await correct({ words: '请回我电话13812345678' }, 3);
  expect(back.status).toBe(200);
  expect(JSON.stringify((await correct({ tell: 7 }, 4, { authorization: `Bearer ${agent}` })).body)).toContain(
    '138****5678',
  );
  expect((await get(`/responses/${response}`)).answers.words).toBe('请回我电话13812345678');
});
