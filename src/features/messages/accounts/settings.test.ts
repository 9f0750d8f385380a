import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeConnections } from '../channels/email/pool.ts';
import { DEFAULT_POLICY } from '../contract-policy.ts';
import { completed } from '../policy/policy.ts';
import { reachStats } from '../receipts/reach.ts';
import { takeReceipts } from '../receipts/receipts.ts';
import { type Letters, openLetters } from '../testing/letters.ts';
import { openSmtpPeer, type SmtpPeer } from '../testing/smtp.ts';
import { unsubscribeUrl } from '../inbound/unsubscribe.ts';

let letters: Letters;
let peer: SmtpPeer;
const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
beforeAll(async () => {
  letters = await openLetters();
  peer = await openSmtpPeer();
  await letters.template();
});
afterAll(async () => {
  closeConnections();
  await peer.close();
  await letters.world.close();
});

const settings = () => ({
  host: '127.0.0.1',
  port: peer.port,
  secure: false,
  user: 'care',
  password: 'right',
  from: 'care@anhe.example',
});

test('a channel is set up, tried, kept without its password, and taken away again', async () => {
  expect((await call('POST', '/channels/email/test', { to: 'me@anhe.example' })).body.code).toBe('channel_not_set');
  expect((await call('POST', '/channels/email/probe')).body.code).toBe('channel_not_set');
  const wrong = await call('PUT', '/channels/email', { adapter: 'smtp', settings: { ...settings(), from: 'nobody' } });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors[0].path).toBe('settings.from');
  const set = await call('PUT', '/channels/email', { adapter: 'smtp', settings: settings() });
  expect(set.body).toMatchObject({ adapter: 'smtp', secretsSet: ['password'], unreadable: false });
  expect(JSON.stringify(set.body)).not.toContain('right');
  // Without the password in it: it stays.
  const { password: _password, ...rest } = settings();
  const again = await call('PUT', '/channels/email', { adapter: 'smtp', settings: { ...rest, fromName: '安和口腔' } });
  expect(again.body.secretsSet).toEqual(['password']);
  // Led to another server it is not taken along.
  for (const elsewhere of [{ host: 'localhost' }, { port: peer.port + 1 }, { secure: true }]) {
    const led = await call('PUT', '/channels/email', { adapter: 'smtp', settings: { ...rest, ...elsewhere } });
    expect(led.status).toBe(400);
    expect(led.body.errors).toMatchObject([{ path: 'settings.password' }]);
  }
  const ctx = await letters.ctx();
  const stored = await ctx.tx(
    async (tx) =>
      (await sql<object>`select * from channel_account where workspace_id = ${ctx.workspace.id}`.execute(tx)).rows,
  );
  expect(JSON.stringify(stored)).not.toContain('right');
  expect((await call('POST', '/channels/email/probe')).body).toMatchObject({ ok: true });
  expect((await call('POST', '/channels/email/test', { to: 'me@anhe.example' })).body).toMatchObject({ ok: true });
  await expect.poll(() => peer.to('me@anhe.example').length).toBe(1);
  expect((await call('POST', '/channels/email/test', { to: 'nobody@anhe.example' })).body).toMatchObject({
    ok: false,
    code: '550',
  });
  const audit = await call('GET', '/audit?limit=5');
  expect(JSON.stringify(audit.body)).not.toContain('right');
  expect((await call('DELETE', '/channels/email')).body).toMatchObject({ adapter: null });
  expect((await call('DELETE', '/channels/email')).status).toBe(200);
});

test('what reached means is said: delivered by a receipt, or only accepted where none is possible', async () => {
  const reach = async () => {
    const ctx = await letters.ctx();
    const rows = await ctx.tx((tx) => reachStats(tx, ctx, { playbook: 'demo' }));
    return Object.fromEntries(rows.map((row) => [row.channel ?? 'any', row]));
  };
  const [told, mailed] = [await letters.customer('R-1'), await letters.customer('R-2')];
  await letters.send([told], [{ channel: 'sms' }]);
  await letters.world.drain();
  const set = await call('PUT', '/channels/email', { adapter: 'smtp', settings: settings() });
  expect(set.body.adapters).toMatchObject([{ name: 'smtp', receipts: false }]);
  await letters.send([mailed], [{ channel: 'email' }]);
  await letters.world.drain();
  const found = await reach();
  expect(found['sms']).toMatchObject({ delivered: 1, acceptedOnly: 0 });
  expect(found['email']).toMatchObject({ sent: 1, delivered: 0, acceptedOnly: 1 });
  expect(found['any']).toMatchObject({ wanted: 2, delivered: 1, acceptedOnly: 1 });
  const attemptOf = async (customer: string) => {
    const list = (await call('GET', `/messages?customer=${customer}`)).body.items;
    return (await call('GET', `/messages/${list[0].messageId}`)).body.attemptsMade[0];
  };
  expect(await attemptOf(mailed)).toMatchObject({ state: 'accepted', receiptsPossible: false });
  expect(await attemptOf(told)).toMatchObject({ state: 'delivered', receiptsPossible: true });
  // It came back: nobody was reached.
  const ctx = await letters.ctx();
  const { deliveryId } = await attemptOf(mailed);
  const bounce = { key: 'b1', deliveryId, channel: 'email' as const, status: 'failed' as const, at: ctx.now };
  await ctx.tx((tx) => takeReceipts(tx, ctx, [bounce]));
  expect((await reach())['email']).toMatchObject({ sent: 1, delivered: 0, acceptedOnly: 0 });
  await call('DELETE', '/channels/email');
});

test('a practice workspace never sends in earnest', async () => {
  await letters.world.workspace('practice', { kind: 'demo' });
  const headers = { authorization: `Bearer ${await letters.world.key('practice')}` };
  const put = await letters.world.call(
    'PUT',
    '/api/w/practice/channels/email',
    { adapter: 'smtp', settings: settings() },
    headers,
  );
  expect(put.body.code).toBe('channel_not_earnest');
});

test('the contact policy has a default, is changed as a whole, and cannot shut every hour', async () => {
  expect((await call('GET', '/contact-policy')).body).toMatchObject({ isDefault: true, policy: DEFAULT_POLICY });
  const never = { service: { from: '23:00', to: '24:00' }, marketing: { from: '10:00', to: '20:00' } };
  const shut = await call('PUT', '/contact-policy', {
    ...DEFAULT_POLICY,
    hours: { ...DEFAULT_POLICY.hours, sms: never },
  });
  expect(shut.status).toBe(400);
  expect(shut.body.errors[0].path).toBe('hours.sms.service');
  const caps = [{ channel: 'any', purpose: 'any', most: 1, days: 7 }];
  expect((await call('PUT', '/contact-policy', { ...DEFAULT_POLICY, caps })).body).toMatchObject({ isDefault: false });
  const id = await letters.customer('P-1');
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  expect((await letters.attempts(id)).map((each) => each.state).sort()).toEqual(['delivered', 'queued']);
  await call('PUT', '/contact-policy', DEFAULT_POLICY);
});

test('an agent does not set up channels', async () => {
  const headers = {
    authorization: `Bearer ${await letters.world.key('main', ['messages:read', 'messages:write'])}`,
  };
  const put = await letters.world.call('PUT', '/api/w/main/contact-policy', DEFAULT_POLICY, headers);
  expect(put.status).toBe(403);
});

test('the way out: opening it changes nothing, one click takes her off, twice is once', async () => {
  const id = await letters.customer('U-1');
  await letters.send([id], [{ channel: 'email' }]);
  await letters.world.drain();
  const [attempt] = await letters.attempts(id);
  const { pathname } = new URL(unsubscribeUrl(await letters.ctx(), attempt?.delivery_id ?? ''));
  const page = await letters.world.app.inject({ method: 'GET', url: pathname });
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('安和口腔不再通过邮件联系您');
  expect((await call('GET', `/customers/${id}`)).body.consents).toEqual([]);
  for (let n = 0; n < 2; n++) {
    const done = await letters.world.app.inject({
      method: 'POST',
      url: pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(done.statusCode).toBe(200);
    expect(done.body).toContain('已退订');
  }
  expect((await call('GET', `/customers/${id}/consents`)).body.items).toHaveLength(2);
  const forged = await letters.world.app.inject({ method: 'POST', url: `${pathname.slice(0, -1)}x` });
  expect(forged.statusCode).toBe(404);
  expect(forged.body).toContain('这个链接打不开');
  const { body } = await call('GET', `/customers/${id}/events?type=opted_out`);
  expect(body.items).toMatchObject([{ properties: { channel: 'email', playbook: 'demo' } }]);
});

test('one tap takes her off marketing, or off everything, on every channel, and what she meant is kept', async () => {
  const id = await letters.customer('U-2');
  await letters.send([id], [{ channel: 'email' }]);
  await letters.world.drain();
  const [attempt] = await letters.attempts(id);
  const { pathname } = new URL(unsubscribeUrl(await letters.ctx(), attempt?.delivery_id ?? ''));
  const press = (scope: string) =>
    letters.world.app.inject({
      method: 'POST',
      url: pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `scope=${scope}`,
    });
  const lines = async () => (await call('GET', `/customers/${id}/consents`)).body.items;
  expect((await press('marketing')).statusCode).toBe(200);
  expect(await lines()).toHaveLength(6);
  expect((await lines())[0]).toMatchObject({ purpose: 'marketing', granted: false, scope: 'purpose', by: '客户' });
  expect((await press('all')).statusCode).toBe(200);
  expect(await lines()).toHaveLength(18);
  expect((await call('GET', `/customers/${id}/contactable?purpose=service`)).body.best).toBeNull();
  // A colleague writes it down in one step too, and what was given before with the version of its words.
  const other = await letters.customer('U-3');
  const given = {
    purpose: 'marketing',
    channels: ['sms'],
    granted: true,
    wording: '同意接收',
    wordingVersion: '2026-03',
  };
  await call('POST', `/customers/${other}/consents`, { ...given, evidence: '门店签字' });
  const gone = await call('POST', `/customers/${other}/consents/withdrawal`, { scope: 'all', evidence: '来电要求' });
  expect(gone.body.consents).toHaveLength(12);
  const ledger = (await call('GET', `/customers/${other}/consents`)).body.items;
  expect(ledger).toHaveLength(13);
  expect(ledger.at(-1)).toMatchObject({ wordingVersion: '2026-03', evidence: '门店签字', granted: true });
});

test('what a channel of a policy kept before it could have several spans a day is read as one span', () => {
  const old = {
    hours: { sms: { service: { from: '08:00', to: '19:00' }, marketing: { from: '10:00', to: '18:00' } } },
  };
  expect(completed(old).hours.sms).toEqual({
    service: [{ from: '08:00', to: '19:00' }],
    marketing: [{ from: '10:00', to: '18:00' }],
  });
  expect(completed(old).hours.voice).toEqual(DEFAULT_POLICY.hours.voice);
  expect(completed({ customersAre: 'companies' }).days.voice).toBe('working');
});
