/** A provider of short messages from both sides: what is lost on the line is found, and what it tells comes in heaps, twice and late. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { momentOf, newId } from '../../../kit/ids.ts';
import { type Letters, openLetters } from '../testing/letters.ts';
import { type AliyunPeer, KEY, openAliyun, TEMPLATE } from '../testing/sms/aliyun.ts';
import { type Fate, numberOf } from '../testing/sms/peer.ts';

let letters: Letters;
let peer: AliyunPeer;
let url: string;
const call = (method: string, path: string, body?: unknown) => letters.world.call(method, `/api/w/main${path}`, body);

beforeAll(async () => {
  [letters, peer] = await Promise.all([openLetters(), openAliyun()]);
  const settings = { ...KEY, sign: TEMPLATE.sign, baseUrl: peer.url };
  url = new URL((await call('PUT', '/channels/sms', { adapter: 'aliyun-sms', settings })).body.callbackUrl).pathname;
  await call('POST', '/channel-templates/import');
  const text = '您好{{customer.first|您}}，您的复诊已完成，请回复1-5分';
  await letters.template({ channels: { sms: { text: { zh: text, en: text } } } });
});
afterAll(() => Promise.all([letters.world.close(), peer.close()]));

let n = 0;
async function tell(fate: Fate): Promise<{ id: string; phone: string }> {
  n += 1;
  const phone = numberOf(fate, 100 + n);
  const id = await letters.customer(`K-${n}`, { phone });
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  return { id, phone };
}
const stateOf = async (id: string) => (await letters.attempts(id)).map(({ state }) => state);
async function look(time: string): Promise<void> {
  await letters.at(time);
  await letters.world.sweep();
  await letters.world.drain();
}
async function post(items: readonly object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await letters.world.app.inject({ method: 'POST', url, payload: JSON.stringify(items), headers });
  expect([answer.statusCode, answer.body]).toEqual([200, '{"code":0,"msg":"接收成功"}']);
  await letters.world.drain();
}

test('unknown is looked up, by the day the provider knows and not by the clock of the workspace; it is not sent again', async () => {
  const lost = await tell('lost');
  const odd = await tell('odd');
  expect([await stateOf(lost.id), await stateOf(odd.id)]).toEqual([['unknown'], ['unknown']]);
  await look('2026-11-24T10:01:01');
  expect(await stateOf(lost.id)).toEqual(['delivered']);
  for (const time of ['10:06:10', '10:36:20', '12:36:30']) await look(`2026-11-24T${time}`);
  expect(await stateOf(odd.id)).toEqual(['unknown']);
  expect([peer.to(lost.phone).length, peer.to(odd.phone).length]).toEqual([1, 0]);
});

test('receipts of several in one heap, twice, of strangers, late; a refusal among them', async () => {
  const all = [await tell('good'), await tell('good'), await tell('good')];
  const [first, second, third] = all.map(({ phone }) => peer.to(phone)[0]);
  if (!first || !second || !third) throw new Error('not taken');
  const stranger = { ...first, id: '9^9', ours: `dlv_${'0'.repeat(32)}` };
  const bad = peer.receipt(second, { success: false, code: 'MK:0001' });
  const up = { phone_number: third.to, content: 'ｔ ', send_time: '2026-11-24 12:40:00', sequence_id: 1 };
  const heap = [peer.receipt(first), bad, peer.receipt(stranger), up, peer.receipt(first)];
  await post(heap);
  await post(heap);
  const states = await Promise.all(all.map(({ id }) => stateOf(id)));
  expect(states).toEqual([['delivered'], ['failed'], ['read']]);
  // Later than the failure it was told of: it arrived all the same.
  await post([peer.receipt(second)]);
  expect(await stateOf(all[1]?.id ?? '')).toEqual(['delivered']);
  const outs = await call('GET', `/customers/${all[2]?.id}/events?type=opted_out&limit=10`);
  expect(outs.body.items).toHaveLength(1);
});

test('an id says when it was made, also beside a workspace whose clock stands in another year', () => {
  expect(momentOf(newId('run', Date.parse('2031-01-01T00:00:00Z'))).getUTCFullYear()).toBe(2031);
  expect(Math.abs(momentOf(newId('claim')).getTime() - Date.now())).toBeLessThan(60_000);
});
