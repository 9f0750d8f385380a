/** What reached nobody: by cause, sent again once it is mended, and never when nobody knows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GatewayPeer, openGateway } from '../channels/gateway/testing/gateway.ts';
import { type Letters, openLetters } from '../testing/letters.ts';

let letters: Letters;
let gateway: GatewayPeer;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
  gateway = await openGateway();
  const body = { adapter: 'gateway', settings: gateway.settings };
  expect((await letters.world.call('PUT', '/api/w/main/channels/sms', body)).status).toBe(200);
});
afterAll(async () => {
  await gateway.close();
  await letters.world.close();
});

const base = '/api/w/main/messages-undelivered';
const causes = async () => (await letters.world.call('GET', base)).body.items;

test('a number that takes nothing: corrected, sent again, and gone from the list; pressing twice sends once', async () => {
  const id = await letters.customer('U-1', { phone: '13800000001' });
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  const [cause] = await causes();
  expect(cause).toMatchObject({ state: 'failed', reason: 'recipient', channel: 'sms', code: 'no_such_number', n: 1 });
  expect(cause.note).not.toContain('13800000001');
  const list = await letters.world.call('GET', `${base}/${cause.key}`);
  expect(list.body.items).toMatchObject([{ customerId: id, attempts: 1 }]);
  expect((await letters.world.call('PATCH', `/api/w/main/customers/${id}`, { phone: '13800001234' })).status).toBe(200);
  const press = () => letters.world.call('POST', `${base}/${cause.key}/again`, { days: 30 });
  const pressed = await Promise.all([press(), press()]);
  expect(pressed.map((answer) => answer.status)).toEqual([200, 200]);
  await letters.world.drain();
  expect((await letters.attempts(id)).map(({ try: n, state }) => `${n} ${state}`)).toEqual(['1 failed', '2 accepted']);
  expect(await causes()).toEqual([]);
});

test('where nobody knows, sending again is refused until somebody has found out', async () => {
  const [arrived, lost] = [await letters.customer('U-2', { email: undefined }), await letters.customer('U-3')];
  await gateway.drop(1);
  await letters.send([arrived, lost], [{ channel: 'sms' }]);
  await letters.world.drain();
  await gateway.drop(0);
  const [cause] = await causes();
  expect(cause).toMatchObject({ state: 'unknown', n: 2 });
  const refused = await letters.world.call('POST', `${base}/${cause.key}/again`, { days: 30 });
  expect([refused.status, refused.body.code]).toEqual([409, 'message_unknown_end']);
  for (const [id, isThere] of [
    [arrived, true],
    [lost, false],
  ] as const) {
    const [attempt] = await letters.attempts(id);
    const place = `/api/w/main/messages/${attempt?.message_id}/settle`;
    expect((await letters.world.call('POST', place, { arrived: isThere })).body).toEqual({ done: true });
    expect((await letters.world.call('POST', place, { arrived: isThere })).status).toBe(404);
  }
  expect(await letters.message(arrived)).toMatchObject({ state: 'delivered' });
  expect(await letters.message(lost)).toMatchObject({ state: 'failed' });
  expect(await causes()).toMatchObject([{ state: 'failed', reason: 'bounced', code: 'by_hand', n: 1 }]);
});

test('what a customer did not want is no trouble; a cause that is none is 404', async () => {
  const id = await letters.customer('U-4');
  await letters.reply(id, 'sms', '退订');
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  expect(await letters.message(id)).toMatchObject({ state: 'refused', reason: 'optOut' });
  expect((await causes()).map((each: { reason: string }) => each.reason)).toEqual(['bounced']);
  for (const key of ['nonsense', Buffer.from('["sent",null,"sms",null]').toString('base64url')])
    expect((await letters.world.call('GET', `${base}/${key}`)).status).toBe(404);
});
