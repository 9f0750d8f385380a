import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND } from '../../kit/context.ts';
import { contextIn } from '../../kit/runtime.ts';
import { ensureAdministrator, ensureWorkspace, invite, MAIN } from './index.ts';
import type { Me } from './contract.ts';
import { type AccessWorld, openAccessWorld } from './testing/world.ts';

let world: AccessWorld;
beforeAll(async () => {
  world = await openAccessWorld();
});
afterAll(() => world.close());

test('the first start makes one administrator, even when two processes start at once', async () => {
  const { runtime, home, administrator } = world;
  const all = await Promise.all([1, 2, 3].map(() => ensureAdministrator(runtime, { home })));
  for (const one of all) expect(one).toEqual(administrator);
  expect(administrator.email).toBe('admin@huixiang.local');
  expect(administrator.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  for (const file of ['first-login.txt', 'secret']) expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
  const { rows } = await runtime.db.owner.query('select count(*) as n from login_user');
  expect(rows[0].n).toBe(1);
});

test('two processes that start on an empty database at once agree on one password', async () => {
  const { runtime, home } = world;
  await runtime.db.owner.query('delete from member where workspace_id = $1', [MAIN]);
  await runtime.db.owner.query('delete from login_user');
  await runtime.db.owner.query('delete from workspace');
  const all = await Promise.all([1, 2, 3, 4].map(() => ensureAdministrator(runtime, { home })));
  expect(new Set(all.map((one) => one.password)).size).toBe(1);
  expect((await world.signIn(all[0]?.email ?? '', all[0]?.password ?? '')).status).toBe(200);
});

test('who is made at the first start may also enter what commands made before', async () => {
  const { runtime, home } = world;
  await runtime.db.owner.query('delete from member where workspace_id = $1', [MAIN]);
  await runtime.db.owner.query('delete from login_user');
  await ensureWorkspace(runtime, 'demo', { kind: 'demo' });
  await runtime.db.owner.query(`delete from member where workspace_id = 'demo'`);
  // As the demo has one of its own: made up, with a password that nobody knows.
  const demo = contextIn(runtime, await ensureWorkspace(runtime, 'demo', { kind: 'demo' }), COMMAND);
  await invite(demo, {
    name: '唐越',
    email: 'tangyue@anhe.example',
    role: 'administrator',
    dataScope: 'all',
    teamIds: [],
  });
  const { email } = await ensureAdministrator(runtime, { home });
  const { rows } = await runtime.db.owner.query(`select workspace_id, role from member where email = $1 order by 1`, [
    email,
  ]);
  expect(rows).toEqual([
    { workspace_id: 'demo', role: 'administrator' },
    { workspace_id: MAIN, role: 'administrator' },
  ]);
  await runtime.db.owner.query(`delete from member where workspace_id = 'demo'`);
});

test('sign in, be known, sign out', async () => {
  const { email, password } = world.administrator;
  const answer = await world.signIn(email.toUpperCase(), password);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    user: { id: expect.stringMatching(/^usr_/), name: '管理员', email, passwordTemporary: false },
  });
  for (const cookie of [answer.raw.headers['set-cookie'] ?? []].flat()) {
    expect(cookie).toMatch(/^huixiang\./);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  }
  const person = world.with({ cookie: answer.cookies });
  const me = await person.get<Me>('/api/me');
  expect(me.body.workspaces).toEqual([
    expect.objectContaining({ id: MAIN, kind: 'live', role: 'administrator', dataScope: 'all', zone: 'Asia/Shanghai' }),
  ]);
  expect(me.body.workspaces[0]?.permissions).toContain('access:write');

  expect((await person.send('POST', '/api/auth/sign-out')).status).toBe(200);
  // The cookie of before the sign-out is dead, whatever the signed cache in it says.
  expect((await person.get('/api/me')).status).toBe(401);
});

test('a wrong password and an unknown e-mail are told in the same words', async () => {
  const wrong = await world.signIn(world.administrator.email, 'not-the-password');
  const unknown = await world.signIn('nobody@example.com', 'not-the-password');
  const malformed = await world.signIn('not an address', 'not-the-password');
  expect(wrong.status).toBe(401);
  expect(wrong.body).toMatchObject({ code: 'wrong_credentials', detail: '邮箱或密码不正确。' });
  expect(unknown.raw.body).toBe(wrong.raw.body);
  expect(malformed.raw.body).toBe(wrong.raw.body);
  expect(wrong.raw.headers['content-type']).toContain('application/problem+json');
});

test('too many tries are refused for a while, in any process, and the right password clears them', async () => {
  const email = 'guessed@example.com';
  for (let round = 0; round < 10; round++) expect((await world.signIn(email, 'guess')).status).toBe(401);
  const refused = await world.signIn(email, 'guess');
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ code: 'too_many_requests' });
  expect(Number(refused.raw.headers['retry-after'])).toBeGreaterThan(200);
  // Another account from the same address is not shut out.
  const { administrator } = world;
  expect((await world.signIn(administrator.email, 'wrong')).status).toBe(401);
  expect((await world.signIn(administrator.email, administrator.password)).status).toBe(200);
  const { rows } = await world.runtime.db.owner.query('select attempt_key from login_attempt');
  expect(JSON.stringify(rows)).not.toContain('@');
  await world.runtime.db.owner.query('delete from login_attempt');
});

test('a session offered before sign-in is not the session after it', async () => {
  const { email, password } = world.administrator;
  const planted = 'huixiang.session_token=planted-by-an-attacker.c2lnbmF0dXJl';
  const answer = await world.signIn(email, password, { cookie: planted });
  expect(answer.cookies).not.toContain('planted');
  expect((await world.with({ cookie: planted }).get('/api/me')).status).toBe(401);
  const again = await world.signIn(email, password, { cookie: answer.cookies });
  const token = (cookies: string) => /session_token=([^;]+)/.exec(cookies)?.[1];
  expect(token(again.cookies)).toBeDefined();
  expect(token(again.cookies)).not.toBe(token(answer.cookies));
});

test('a session in use is renewed: the signed cache expires, the session does not', async () => {
  const person = await world.signedIn(world.administrator.email, world.administrator.password);
  const bare = person.cookie
    .split('; ')
    .filter((one) => one.startsWith('huixiang.session_token='))
    .join('; ');
  const again = await world.with({ cookie: bare }).get('/api/me');
  expect(again.status).toBe(200);
  expect(again.cookies).toContain('huixiang.session_data=');
  await world.runtime.db.owner.query(`update login_session set expires_at = now() - interval '1 minute'`);
  // Even with the cache in hand the ended session is over.
  expect((await person.get('/api/me')).status).toBe(401);
});

test('a forged or altered cookie is nobody', async () => {
  const person = await world.signedIn(world.administrator.email, world.administrator.password);
  const altered = person.cookie.replace(/session_token=.../, 'session_token=xxx');
  expect((await world.with({ cookie: altered }).get('/api/me')).status).toBe(401);
});

test.each([
  ['another site', { origin: 'https://evil.example' }, 403],
  ['a page without an address', { origin: 'null' }, 403],
  ['the browser says so', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a sister site', { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' }, 403],
  ['our own page', { origin: 'http://localhost:80', host: 'localhost:80' }, 200],
  ['our own page behind a proxy', { origin: 'https://crm.example.cn', 'sec-fetch-site': 'same-origin' }, 200],
  ['no browser', {}, 200],
])('changes with a session from: %s', async (_what, headers, status) => {
  const person = await world.signedIn(world.administrator.email, world.administrator.password);
  const changed = await person.send<{ code?: string }>('PATCH', '/api/me', { locale: 'zh' }, headers);
  expect(changed.status).toBe(status);
  expect(changed.body.code).toBe(status === 403 ? 'cross_origin' : undefined);
  const signIn = await world.signIn(
    world.administrator.email,
    world.administrator.password,
    headers as Record<string, string>,
  );
  expect(signIn.status).toBe(status);
});

test('strangers cannot sign up, and the library has no other door', async () => {
  const stranger = { email: 'stranger@example.com', password: 'long-enough-1', name: 'x' };
  const person = world.with({});
  for (const path of ['sign-up/email', 'request-password-reset', 'update-user', 'delete-user', 'change-email']) {
    expect((await person.send('POST', `/api/auth/${path}`, stranger)).status, path).toBe(404);
  }
});

test('a changed password ends the other sessions at once and removes the first-login file', async () => {
  const { email, password } = world.administrator;
  const [here, elsewhere] = [await world.signedIn(email, password), await world.signedIn(email, password)];
  const change = (body: object) => here.send<{ code?: string }>('POST', '/api/me/password', body);
  const wrong = await change({ currentPassword: 'nope', newPassword: 'a-new-password-1' });
  expect([wrong.status, wrong.body.code]).toEqual([400, 'wrong_password']);
  for (const newPassword of ['short', password, email]) {
    expect((await change({ currentPassword: password, newPassword })).body.code).toBe('password_unfit');
  }
  expect(existsSync(join(world.home, 'first-login.txt'))).toBe(true);
  const changed = await change({ currentPassword: password, newPassword: 'a-new-password-1' });
  expect(changed.status).toBe(200);
  expect((await elsewhere.get('/api/me')).status).toBe(401);
  expect((await here.get('/api/me')).status).toBe(401);
  const goesOn = world.with({ cookie: changed.cookies });
  expect((await goesOn.get('/api/me')).status).toBe(200);
  expect(existsSync(join(world.home, 'first-login.txt'))).toBe(false);
  expect(await ensureAdministrator(world.runtime, { home: world.home })).toEqual({ email, password: null });
  const log = await goesOn.get<{ items: { action: string }[] }>('/api/w/main/audit?entity=user');
  expect(log.body.items.map((one) => one.action)).toContain('user.password_changed');
  expect(log.raw.body).not.toContain('a-new-password-1');
  expect(readFileSync(join(world.home, 'secret'), 'utf8').trim().length).toBeGreaterThan(40);
});
