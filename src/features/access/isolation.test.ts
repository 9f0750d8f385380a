import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiKey, Member, Team } from './contract.ts';
import { accessRoutes } from './routes.ts';
import { type AccessWorld, openAccessWorld, type Person } from './testing/world.ts';

let world: AccessWorld;
let admin: Person;
let theirs: string;
const W = '/api/w/main';

beforeAll(async () => {
  world = await openAccessWorld();
  admin = await world.signedIn(world.administrator.email, world.administrator.password);
  theirs = (await admin.send<{ id: string }>('POST', '/api/workspaces', { name: '另一家公司' })).body.id;
});
afterAll(() => world.close());

async function keyIn(workspace: string, permissions: string[], more: object = {}) {
  const made = await admin.send<{ secret: string; key: ApiKey }>('POST', `/api/w/${workspace}/keys`, {
    name: '程序',
    permissions,
    ...more,
  });
  return { ...made.body, status: made.status, caller: world.with({ authorization: `Bearer ${made.body.secret}` }) };
}

test('a new workspace belongs to who made it, and to nobody else', async () => {
  expect(theirs).toMatch(/^ws_/);
  const mine = await admin.get<{ items: { id: string }[] }>('/api/workspaces');
  expect(mine.body.items.map((one) => one.id)).toEqual(['main', theirs]);
  const { password } = (
    await admin.send<{ password: string }>('POST', `${W}/members`, {
      name: '主管',
      email: 'lead@example.com',
      role: 'manager',
    })
  ).body;
  const first = await world.signedIn('lead@example.com', password);
  const changed = await first.send('POST', '/api/me/password', {
    currentPassword: password,
    newPassword: 'my-own-password',
  });
  const lead = world.with({ cookie: changed.cookies });
  expect((await lead.get(`/api/w/${theirs}/settings`)).status).toBe(404);
  expect((await lead.send('POST', '/api/workspaces', { name: '不行' })).status).toBe(403);
});

test('every endpoint answers 404 for ids of another workspace', async () => {
  const V = `/api/w/${theirs}`;
  const team = (await admin.send<Team>('POST', `${V}/teams`, { name: '他们' })).body.id;
  const member = (await admin.get<{ items: Member[] }>(`${V}/members`)).body.items[0]?.id;
  const key = (await keyIn(theirs, ['access:read'])).key.id;
  const ids: Record<string, string | undefined> = { team, member, key };
  const bodies: Record<string, object> = {
    updateMember: { active: false },
    renameTeam: { name: '我们' },
    resetPassword: {},
    rotateKey: {},
  };
  const routes = accessRoutes.filter(({ endpoint }) => /:(team|member|key)$|:member\//.test(endpoint.path));
  expect(routes.length).toBeGreaterThanOrEqual(5);
  for (const { endpoint } of routes) {
    const url = endpoint.path.replace(':workspace', 'main').replace(/:(\w+)/g, (_all, name: string) => ids[name] ?? '');
    const answer = await admin.send(endpoint.method as 'POST', url, bodies[endpoint.name]);
    expect(answer.status, endpoint.name).toBe(404);
  }
  const still = await admin.get<{ items: ApiKey[] }>(`${V}/keys`);
  expect(still.body.items.every((one) => one.revokedAt === null)).toBe(true);
});

test.each(['nowhere', 'x'.repeat(41), "main'--", 'MAIN', '..%2f', '%00'])('no workspace: %s', async (id) => {
  expect((await admin.get(`/api/w/${encodeURIComponent(id)}/settings`)).status).toBe(404);
});

test('a key does what its permissions say, in its workspace only', async () => {
  const { caller, secret } = await keyIn('main', ['access:read']);
  expect(secret).toMatch(/^hx_[\w-]{43}$/);
  expect((await caller.get(`${W}/members`)).status).toBe(200);
  expect((await caller.get(`${W}/audit`)).status).toBe(403);
  expect((await caller.get(`/api/w/${theirs}/members`)).status).toBe(404);
  expect((await caller.get<{ items: { id: string }[] }>('/api/workspaces')).body.items.map((one) => one.id)).toEqual([
    'main',
  ]);
  expect((await caller.get('/api/me')).status).toBe(403);
  expect((await caller.send('POST', '/api/workspaces', { name: 'x' })).status).toBe(403);
  const stored = await world.runtime.db.owner.query('select * from api_key');
  expect(JSON.stringify(stored.rows)).not.toContain(secret);
});

test('a key carries no cookie, so another site’s page means nothing to it', async () => {
  const { caller } = await keyIn('main', ['access:write', 'access:read']);
  const made = await caller.send('POST', `${W}/teams`, { name: '由程序' }, { origin: 'https://elsewhere.example' });
  expect(made.status).toBe(200);
});

test('nobody hands out more than she holds', async () => {
  const { caller } = await keyIn('main', ['access:keys', 'access:write']);
  const more = await caller.send<{ code: string }>('POST', `${W}/keys`, { name: 'x', permissions: ['access:audit'] });
  expect([more.status, more.body.code]).toEqual([403, 'more_than_own']);
  const boss = await caller.send<{ code: string }>('POST', `${W}/members`, {
    name: 'x',
    email: 'boss@example.com',
    role: 'administrator',
  });
  expect([boss.status, boss.body.code]).toEqual([403, 'more_than_own']);
  const own = (await admin.get<{ items: Member[] }>(`${W}/members`)).body.items.find((m) => m.role === 'administrator');
  expect((await caller.send('POST', `${W}/members/${own?.id}/password`)).status).toBe(403);
  expect((await caller.send('PATCH', `${W}/members/${own?.id}`, { name: 'x' })).status).toBe(403);
  expect((await keyIn('main', ['no:such'])).status).toBe(400);
});

test('revoked, expired and invented keys are refused', async () => {
  const { caller, key } = await keyIn('main', ['access:read']);
  expect((await admin.send('DELETE', `${W}/keys/${key.id}`)).status).toBe(200);
  const refused = await caller.get<{ code: string }>(`${W}/members`);
  expect([refused.status, refused.body.code]).toEqual([401, 'bad_key']);
  const past = { expiresAt: '2020-01-01T00:00:00Z' };
  expect((await keyIn('main', ['access:read'], past)).status).toBe(400);
  const soon = await keyIn('main', ['access:read'], { expiresAt: new Date(Date.now() + 3600_000).toISOString() });
  expect((await soon.caller.get(`${W}/members`)).status).toBe(200);
  await world.runtime.db.owner.query(`update api_key set expires_at = now() - interval '1 second' where key_id = $1`, [
    soon.key.id,
  ]);
  expect((await soon.caller.get(`${W}/members`)).status).toBe(401);
  for (const authorization of ['Bearer hx_invented', 'Bearer ', 'Bearer x', 'bearer hx_']) {
    expect((await world.with({ authorization }).get(`${W}/members`)).status).toBe(401);
  }
});

test('the last use of a key is noted at most once a minute', async () => {
  const { caller, key } = await keyIn('main', ['access:read', 'access:keys']);
  const used = async () =>
    (await admin.get<{ items: ApiKey[] }>(`${W}/keys`)).body.items.find((one) => one.id === key.id)?.lastUsedAt;
  expect(await used()).toBeNull();
  await caller.get(`${W}/members`);
  const first = await used();
  expect(first).not.toBeNull();
  await caller.get(`${W}/members`);
  expect(await used()).toBe(first);
});

test('a login of two workspaces cannot be taken over from one of them', async () => {
  const email = 'both@example.com';
  const invited = await admin.send<{ member: Member; password: string }>('POST', `${W}/members`, {
    name: '两边',
    email,
    role: 'agent',
  });
  const second = await admin.send<{ password: string | null }>('POST', `/api/w/${theirs}/members`, {
    name: '两边',
    email,
    role: 'agent',
  });
  expect(second.body.password).toBeNull();
  const { password } = (
    await admin.send<{ password: string }>('POST', `${W}/members`, {
      name: '甲',
      email: 'other-admin@example.com',
      role: 'administrator',
    })
  ).body;
  const first = await world.signedIn('other-admin@example.com', password);
  const changed = await first.send('POST', '/api/me/password', {
    currentPassword: password,
    newPassword: 'my-own-password',
  });
  const other = world.with({ cookie: changed.cookies });
  const url = `${W}/members/${invited.body.member.id}/password`;
  const refused = await other.send<{ code: string }>('POST', url);
  expect([refused.status, refused.body.code]).toEqual([409, 'login_shared']);
  expect((await admin.send('POST', url)).status).toBe(200);
});
