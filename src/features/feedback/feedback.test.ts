import { afterAll, beforeAll, expect, test } from 'vitest';
import { VISIT } from '../../engine/forms/testing/visit.ts';
import type { Context } from '../../kit/context.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { saveForms, saveResponse } from '../forms/index.ts';
import { receiveInbound } from '../messages/index.ts';
import { hearResponses } from './hear.ts';

let world: World;
let ctx: Context;
let customer: string;
const api = '/api/w/main';
const ref = { playbook: 'after-sales', version: 1, form: 'visit' };
const scores = { care: { doctor: 2, wait: 2, price: 4 }, recommend: 3 };
const SAID = '医生很耐心，但是等了两个小时。我电话13812345678';

async function answer(responseKey: string, customerId: string, answers: object): Promise<string> {
  const input = {
    responseKey,
    ref,
    customerId,
    via: 'h5',
    run: { runId: 'run_1', token: 1 },
    epoch: 1,
    channel: 'email',
  };
  const saved = await ctx.tx((tx) =>
    saveResponse(tx, ctx, { ...input, answers: { ...scores, ...answers }, complete: true }),
  );
  await world.drain();
  return saved.responseId;
}
const newCustomer = async (externalId: string): Promise<string> =>
  (await world.call('POST', `${api}/customers`, { externalId, name: `客户${externalId}` })).body.customerId;
const insights = async (query = ''): Promise<Record<string, unknown>[]> =>
  (await world.call('GET', `${api}/feedback/insights${query}`)).body.items;
const tagsOf = async (id: string): Promise<string[]> =>
  (await world.call('GET', `${api}/customers/${id}`)).body.tagDetails.map(({ tag }: { tag: string }) => tag).sort();

beforeAll(async () => {
  world = await createWorld();
  ctx = await world.workspace('main');
  await ctx.tx((tx) => saveForms(tx, ctx, ref, [VISIT]));
  customer = await newCustomer('C-1');
});
afterAll(() => world.close());

test('an answer becomes an insight with quotes, tags with their evidence, and one event', async () => {
  const response = await answer('link-1', customer, { words: SAID, recommend_why: '价格太贵了' });
  const items = await insights();
  expect(items).toHaveLength(2);
  const said = items.find(({ question }) => question === 'words') as Record<string, never>;
  expect(said).toMatchObject({
    source: 'response',
    sourceId: response,
    customerId: customer,
    customerName: '客户C-1',
    playbook: 'after-sales',
    text: '医生很耐心，但是等了两个小时。我电话138****5678',
    provider: 'built-in',
    reasons: [
      { code: 'attitude', polarity: 'positive', quote: '医生很耐心', start: 0, end: 5 },
      { code: 'waiting', polarity: 'negative', quote: '等了两个小时', start: 8, end: 14 },
    ],
  });
  const { body } = await world.call('GET', `${api}/customers/${customer}`);
  expect(body.tagDetails.map(({ tag, reason }: { tag: string; reason: string }) => `${tag} ${reason}`).sort()).toEqual([
    '不满-价格因素 价格太贵了',
    '不满-等候时间 等了两个小时',
    '满意-服务态度 医生很耐心',
  ]);
  const events = (await world.call('GET', `${api}/customers/${customer}/events?type=feedback&limit=10`)).body.items;
  expect(events).toMatchObject([
    {
      source: 'feedback',
      externalId: `response:${response}`,
      properties: {
        sentiment: 'negative',
        response,
        run: 'run_1',
        playbook: 'after-sales',
        epoch: 1,
        reason_price: true,
        reason_waiting: true,
        praise_attitude: true,
      },
    },
  ]);
});

test('heard twice, understood once', async () => {
  const [first] = (await insights()) as unknown as { sourceId: string }[];
  await hearResponses.handle(ctx, [first!.sourceId]);
  expect(await insights()).toHaveLength(2);
  expect((await world.call('GET', `${api}/customers/${customer}/events?type=feedback`)).body.items).toHaveLength(1);
});

test('a reply is understood, a digit and an opt-out are not', async () => {
  const other = await newCustomer('C-2');
  const take = (externalId: string, text: string) =>
    ctx.tx((tx) => receiveInbound(tx, ctx, [{ channel: 'sms', customerId: other, text, externalId }]));
  await take('m1', '客服态度恶劣，我要投诉到12315！');
  await take('m2', '5');
  await take('m3', '退订');
  await world.drain();
  const heard = (await world.call('GET', `${api}/customers/${other}/insights`)).body.items;
  expect(heard).toMatchObject([
    { source: 'message', sentiment: 'negative', urgency: 'high', alarms: ['投诉', '12315'], channel: 'sms' },
  ]);
  expect(await tagsOf(other)).toEqual(['不满-服务态度']);
});

test('the list is filtered', async () => {
  const quotes = (items: readonly Record<string, unknown>[]) => items.map(({ question }) => question);
  expect(quotes(await insights('?reason=price&polarity=negative'))).toEqual(['recommend_why']);
  expect(quotes(await insights('?reason=price&polarity=positive'))).toEqual([]);
  expect(quotes(await insights('?polarity=positive'))).toEqual(['words']);
  expect(quotes(await insights('?urgency=high'))).toEqual(['']);
  expect(quotes(await insights(`?q=${encodeURIComponent('两个小时')}`))).toEqual(['words']);
  expect(quotes(await insights('?playbook=none'))).toEqual([]);
  expect(await insights(`?customer=${customer}`)).toHaveLength(2);
  const first = (await world.call('GET', `${api}/feedback/insights?limit=2`)).body;
  const second = (await world.call('GET', `${api}/feedback/insights?limit=2&cursor=${first.next}`)).body;
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
});

test('reasons are counted, with their trend and their quotes', async () => {
  const { body } = await world.call('GET', `${api}/feedback/reasons?days=30`);
  expect(body).toMatchObject({ texts: 3, negative: 2, urgent: 1, customers: 2, playbooks: ['after-sales'] });
  const attitude = body.reasons.find(({ code }: { code: string }) => code === 'attitude');
  expect(attitude).toMatchObject({
    label: { zh: '服务态度' },
    negative: { mentions: 1, customers: 1, before: 0, quotes: [{ quote: '客服态度恶劣', customerName: '客户C-2' }] },
    positive: { mentions: 1, quotes: [{ quote: '医生很耐心', customerId: customer }] },
  });
  expect(body.buckets).toHaveLength(attitude.negative.trend.length);
  expect(attitude.negative.trend.at(-1)).toBe(1);
  expect((await world.call('GET', `${api}/feedback/reasons?playbook=none`)).body.reasons).toEqual([]);
});

test('a person corrects a reason; the tag goes, and the same words are read so from now on', async () => {
  const [insight] = (await insights('?reason=waiting')) as unknown as { insightId: string }[];
  const at = { code: 'waiting', start: 8, end: 14 };
  const url = `${api}/feedback/insights/${insight!.insightId}/corrections`;
  const none = await world.call('POST', url, { ...at, polarity: null });
  expect(none.body.reasons.map(({ code }: { code: string }) => code)).toEqual(['attitude']);
  expect(await tagsOf(customer)).toEqual(['不满-价格因素', '满意-服务态度']);

  const again = await newCustomer('C-3');
  await answer('link-3', again, { words: '等了两个小时，服务也差' });
  expect(await tagsOf(again)).toEqual(['不满-服务态度']);

  const turned = await world.call('POST', url, { code: 'attitude', start: 0, end: 5, polarity: 'negative' });
  expect(turned.body.reasons).toMatchObject([{ code: 'attitude', polarity: 'negative', quote: '医生很耐心' }]);
  expect(await tagsOf(customer)).toEqual(['不满-价格因素', '不满-服务态度']);

  expect((await world.call('POST', url, { ...at, end: 999, polarity: 'negative' })).status).toBe(400);
  expect((await world.call('POST', url, { ...at, code: 'no_such', polarity: 'negative' })).status).toBe(400);
  expect(
    (await world.call('POST', `${api}/feedback/insights/ins_no/corrections`, { ...at, polarity: null })).status,
  ).toBe(404);
});

test('the taxonomy is the workspace’s own once it is saved', async () => {
  const before = (await world.call('GET', `${api}/feedback/taxonomy`)).body;
  expect(before).toMatchObject({ version: 'built-in-1', builtIn: true });
  const parking = { code: 'parking', label: { zh: '停车', en: 'Parking' }, seeds: ['停车'], bad: [], good: [] };
  expect((await world.call('PUT', `${api}/feedback/taxonomy`, { reasons: [parking, parking] })).body.code).toBe(
    'taxonomy_code_twice',
  );
  const saved = await world.call('PUT', `${api}/feedback/taxonomy`, { reasons: [...before.reasons, parking] });
  expect(saved.body).toMatchObject({ version: '1', builtIn: false });
  // 停车 is a seed of the place too, and the first reason that names a phrase has it.
  await world.call('PUT', `${api}/feedback/taxonomy`, { reasons: [parking, ...before.reasons] });
  const found = await world.call('POST', `${api}/feedback/analyse`, { texts: ['停车太不方便了', '没有'] });
  expect(found.body.items).toMatchObject([
    { sentiment: 'negative', reasons: [{ code: 'parking', label: { zh: '停车' }, quote: '停车太不方便了' }] },
    { sentiment: 'neutral', reasons: [] },
  ]);
  const masked = await world.call('POST', `${api}/feedback/analyse`, { texts: ['打我 13800138000，停车太不方便了'] });
  expect(masked.body.items[0].text).toBe('打我 138****8000，停车太不方便了');
  expect(JSON.stringify(masked.body)).not.toContain('13800138000');
});

test('what corrections agree on is proposed, taken as a version, and undone', async () => {
  const proposals = async () => (await world.call('GET', `${api}/feedback/proposals`)).body.items;
  const sentences = ['这个价格虚高啊', '标价虚高得很', '收费虚高了点'];
  for (const [at, words] of sentences.entries()) {
    const id = await newCustomer(`P-${at}`);
    await answer(`proposal-${at}`, id, { words });
    const [insight] = (await insights(`?customer=${id}`)) as unknown as { insightId: string }[];
    const body = { code: 'price', start: 0, end: words.length, polarity: 'negative' };
    const url = `${api}/feedback/insights/${insight!.insightId}/corrections`;
    expect((await world.call('POST', url, body)).status).toBe(200);
    expect(await proposals()).toHaveLength(at < 2 ? 0 : 1);
  }
  const [proposal] = await proposals();
  expect(proposal).toMatchObject({ kind: 'add', code: 'price', list: 'bad', phrase: '虚高', support: 3 });
  const { kind, code, list, phrase } = proposal;
  const read = async () =>
    (await world.call('POST', `${api}/feedback/analyse`, { texts: ['实在虚高，太失望了'] })).body.items[0].reasons;
  expect(await read()).toEqual([]);
  const before = (await world.call('GET', `${api}/feedback/taxonomy`)).body;
  const taken = await world.call('POST', `${api}/feedback/proposals`, { kind, code, list, phrase, accept: true });
  expect(taken.body.version).toBe(String(Number(before.version) + 1));
  expect(await read()).toMatchObject([{ code: 'price', polarity: 'negative', quote: '实在虚高' }]);
  expect(await proposals()).toEqual([]);
  const gone = await world.call('POST', `${api}/feedback/proposals`, { kind, code, list, phrase, accept: true });
  expect(gone.body.code).toBe('proposal_gone');

  const undone = await world.call('POST', `${api}/feedback/taxonomy/restore`, { version: Number(before.version) });
  expect(undone.body.version).toBe(String(Number(before.version) + 2));
  expect(await read()).toEqual([]);
  expect((await world.call('GET', `${api}/feedback/taxonomy/versions`)).body.items).toHaveLength(
    Number(before.version) + 2,
  );
  expect((await world.call('POST', `${api}/feedback/taxonomy/restore`, { version: 99 })).status).toBe(404);
  await world.call('POST', `${api}/feedback/proposals`, { kind, code, list, phrase, accept: false });
  expect(await proposals()).toEqual([]);
});

test('who may not read gets 403, another workspace 404', async () => {
  const weak = { authorization: `Bearer ${await world.key('main', ['customers:read'])}` };
  expect((await world.call('GET', `${api}/feedback/insights`, undefined, weak)).status).toBe(403);
  const reader = { authorization: `Bearer ${await world.key('main', ['feedback:read'])}` };
  expect((await world.call('PUT', `${api}/feedback/taxonomy`, { reasons: [] }, reader)).status).toBe(403);
  const stranger = { authorization: `Bearer ${await world.key('other')}` };
  expect((await world.call('GET', `${api}/feedback/insights`, undefined, stranger)).status).toBe(404);
});
