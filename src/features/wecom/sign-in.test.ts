/** Colleagues sign in by WeCom: allowed by an administrator, tied by each herself, and by nobody else's doing. */
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureAdministrator, ensureWorkspace, invite } from '../access/index.ts';
import { COMMAND } from '../../kit/context.ts';
import { contextIn } from '../../kit/runtime.ts';
import { type Connected, openConnected } from './testing/world.ts';
import { wecomSettings } from './testing/settings.ts';

const BASE = '/api/auth/ways/main/wecom';
const PASSWORD = 'a-password-of-her-own';

let at: Connected;
let admin = '';
let lisi = '';
let member = '';
beforeAll(async () => {
  at = await openConnected();
  const { world } = at.letters;
  const first = await ensureAdministrator(world.runtime, { home: world.home });
  admin = await signedIn(first.email, first.password ?? '');
  const made = await ask('POST', '/api/w/main/members', admin, {
    name: '李四',
    email: 'lisi@example.com',
    role: 'manager',
  });
  member = made.json().member.id;
  const temporary = await signedIn('lisi@example.com', made.json().password);
  await ask('POST', '/api/me/password', temporary, {
    currentPassword: made.json().password,
    newPassword: PASSWORD,
  });
  lisi = await signedIn('lisi@example.com', PASSWORD);
});
afterAll(() => at.close());

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', url: string, cookie = '', body?: object) =>
  at.letters.world.app.inject({
    method,
    url,
    headers: cookie ? { cookie } : {},
    ...(body ? { payload: body } : {}),
  });

/** `key=value; …` of what an answer sets and does not remove. */
const cookiesOf = (answer: LightMyRequestResponse): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .filter((one) => !/max-age=0/i.test(one))
    .map((one) => one.split(';')[0])
    .join('; ');

async function signedIn(email: string, password: string): Promise<string> {
  const answer = await ask('POST', '/api/auth/sign-in/email', '', { email, password });
  expect(answer.statusCode, answer.body).toBe(200);
  return cookiesOf(answer);
}

const to = (answer: LightMyRequestResponse): string => {
  expect(answer.statusCode, answer.body).toBe(302);
  return String(answer.headers.location);
};

/** Away and back as `userid`; `cookie`: of whoever ties it, with `query` beginning by the intent. */
async function goes(who: Parameters<Connected['peer']['code']>[0], cookie = '', query = '') {
  const away = await ask('GET', `${BASE}${query}`, cookie);
  const state = new URL(to(away)).searchParams.get('state') ?? '';
  const kept = [cookie, cookiesOf(away)].filter(Boolean).join('; ');
  return ask('GET', `${BASE}/back?code=${at.peer.code(who)}&state=${state}`, kept);
}

const offered = async () => (await ask('GET', '/api/auth/ways')).json().items;
const ways = async (cookie: string) => (await ask('GET', '/api/w/main/sign-in-ways', cookie)).json().items[0];

test('nobody is let in before an administrator has allowed it', async () => {
  expect(await offered()).toEqual([]);
  expect(to(await ask('GET', BASE))).toBe('/sign-in?wrong=way_off');
  expect((await ask('PUT', '/api/w/main/sign-in-ways/wecom', lisi, { on: true })).statusCode).toBe(403);
  const set = await ask('PUT', '/api/w/main/sign-in-ways/wecom', admin, { on: true });
  expect(set.json().items[0]).toMatchObject({ state: 'on', mine: null, linked: 0 });
  expect(await offered()).toMatchObject([{ workspace: 'main', way: 'wecom', company: null }]);
});

test('a colleague ties it to her login, then needs no password; nobody else is let in', async () => {
  expect(to(await goes({ userid: 'LiSi' }))).toBe('/sign-in?wrong=way_unknown');
  expect((await ask('GET', `${BASE}?intent=link`)).statusCode).toBe(401);
  expect(to(await goes({ userid: 'LiSi' }, lisi, '?intent=link&return=/w/main/settings/account'))).toBe(
    '/w/main/settings/account',
  );
  expect(await ways(lisi)).toMatchObject({ linked: 1, mine: expect.any(String) });
  expect(await ways(admin)).toMatchObject({ linked: 1, mine: null });

  const entered = await goes({ userid: 'lisi' }, '', '?return=/w/main/tasks');
  expect(to(entered)).toBe('/w/main/tasks');
  const me = await ask('GET', '/api/me', cookiesOf(entered));
  expect(me.json().user.name).toBe('李四');
  expect(to(await goes({ userid: 'zhangsan' }))).toBe('/sign-in?wrong=way_unknown');
  expect(to(await goes({ external_userid: 'wm-lisi' }))).toBe('/sign-in?wrong=way_unknown');
  const { items } = (await ask('GET', '/api/w/main/audit?action=user.way_linked', admin)).json();
  expect(items).toHaveLength(1);
});

test('only the browser that began may end it, once, and is led nowhere else', async () => {
  const code = at.peer.code({ userid: 'lisi' });
  expect(to(await ask('GET', `${BASE}/back?code=${code}&state=x`))).toBe('/sign-in?wrong=way_over');
  const away = await ask('GET', `${BASE}?return=//evil.example`);
  const [kept, state] = [cookiesOf(away), new URL(to(away)).searchParams.get('state')];
  expect(to(await ask('GET', `${BASE}/back?code=${code}&state=forged`, kept))).toBe('/sign-in?wrong=way_over');
  expect(to(await ask('GET', `${BASE}/back?code=${code}&state=${state}`, kept.replace(/=.{8}/, '=AAAAAAAA')))).toBe(
    '/sign-in?wrong=way_over',
  );
  expect(to(await ask('GET', `${BASE}/back?code=${code}&state=${state}`, kept))).toBe('/');
  expect(to(await ask('GET', `${BASE}/back?code=${code}&state=${state}`, kept))).toBe('/sign-in?wrong=way_unknown');
  // Somebody who is signed in as another when she comes back ties nothing.
  const begun = await ask('GET', `${BASE}?intent=link`, lisi);
  const asLisi = new URL(to(begun)).searchParams.get('state');
  const asAdmin = `${admin}; ${cookiesOf(begun)}`;
  expect(to(await ask('GET', `${BASE}/back?code=${at.peer.code({ userid: 'x' })}&state=${asLisi}`, asAdmin))).toBe(
    '/sign-in?wrong=way_over',
  );
});

test('a company’s word opens this company only, and no closed door', async () => {
  const { runtime } = at.letters.world;
  const other = contextIn(runtime, await ensureWorkspace(runtime, 'other', { name: '别家' }), COMMAND);
  const whom = { name: '李四', email: 'lisi@example.com', role: 'agent' as const, dataScope: 'own' as const };
  await invite(other, { ...whom, teamIds: [] });
  expect(to(await goes({ userid: 'lisi' }))).toBe('/sign-in?wrong=way_elsewhere');
  await other.tx(async (tx) => {
    await sql`delete from member where workspace_id = 'other' and email = 'lisi@example.com'`.execute(tx);
  });
  expect(to(await goes({ userid: 'lisi' }))).toBe('/');
  await ask('PATCH', `/api/w/main/members/${member}`, admin, { active: false });
  expect(to(await goes({ userid: 'lisi' }))).toBe('/sign-in?wrong=way_unknown');
  await ask('PATCH', `/api/w/main/members/${member}`, admin, { active: true });
  lisi = await signedIn('lisi@example.com', PASSWORD);
});

test('whoever may set up channels cannot sign in as others: another address to ask ends it until it is confirmed, and tied anew', async () => {
  const settings = wecomSettings(at.peer.url, { sync: false, agentId: 1000003 });
  const set = await ask('PUT', '/api/w/main/channels/wecom', lisi, { adapter: 'wecom', settings });
  expect(set.statusCode, set.body).toBe(200);
  expect(await offered()).toEqual([]);
  expect(await ways(lisi)).toMatchObject({ state: 'changed' });
  expect(to(await ask('GET', BASE))).toBe('/sign-in?wrong=way_off');
  await ask('PUT', '/api/w/main/sign-in-ways/wecom', admin, { on: true });
  expect(await ways(lisi)).toMatchObject({ state: 'on', linked: 0, mine: null });
  expect(to(await goes({ userid: 'lisi' }))).toBe('/sign-in?wrong=way_unknown');
  await goes({ userid: 'lisi' }, lisi, '?intent=link');
  expect((await ask('DELETE', '/api/w/main/sign-in-ways/wecom/mine', lisi)).json().items[0]).toMatchObject({
    mine: null,
  });
  expect((await ask('DELETE', '/api/w/main/sign-in-ways/wecom/mine', lisi)).statusCode).toBe(404);
  await ask('PUT', '/api/w/main/sign-in-ways/wecom', admin, { on: false });
  expect(await offered()).toEqual([]);
});
