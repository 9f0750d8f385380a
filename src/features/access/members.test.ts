import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiKey, AuditEntry, Me, Member, Team } from './contract.ts';
import { deleteScratchWorkspace, ensureWorkspace } from './index.ts';
import { type AccessWorld, openAccessWorld, type Person } from './testing/world.ts';

let world: AccessWorld;
let admin: Person;
const W = '/api/w/main';

beforeAll(async () => {
  world = await openAccessWorld();
  admin = await world.signedIn(world.administrator.email, world.administrator.password);
});
afterAll(() => world.close());

interface Invited {
  readonly member: Member;
  readonly password: string;
  readonly code?: string;
}

let count = 0;
async function invite(role: string, more: object = {}): Promise<Invited & { email: string }> {
  const email = `p${++count}@example.com`;
  const answer = await admin.send<Invited>('POST', `${W}/members`, { name: `人 ${count}`, email, role, ...more });
  expect(answer.status).toBe(200);
  return { ...answer.body, email };
}

/** Signs in with the one-time password and sets one of her own. */
async function arrive(invited: { email: string; password: string }): Promise<Person> {
  const first = await world.signedIn(invited.email, invited.password);
  const body = { currentPassword: invited.password, newPassword: 'my-own-password' };
  const changed = await first.send('POST', '/api/me/password', body);
  expect(changed.status).toBe(200);
  return world.with({ cookie: changed.cookies });
}

test('a one-time password opens nothing but the door to one’s own', async () => {
  const invited = await invite('manager');
  expect(invited.member).toMatchObject({ role: 'manager', dataScope: 'all', active: true, passwordTemporary: true });
  const first = await world.signedIn(invited.email, invited.password);
  expect((await first.get<Me>('/api/me')).body.user.passwordTemporary).toBe(true);
  const refused = await first.get<{ code: string }>(`${W}/members`);
  expect([refused.status, refused.body.code]).toEqual([403, 'password_change_required']);
  expect((await first.get(`/api/workspaces`)).status).toBe(403);
  const person = await arrive(invited);
  expect((await person.get(`${W}/members`)).status).toBe(200);
  expect((await person.get<Me>('/api/me')).body.user.passwordTemporary).toBe(false);
});

test.each([
  ['administrator', { members: 200, invite: 200, keys: 200, audit: 200, settings: 200 }],
  ['manager', { members: 200, invite: 403, keys: 403, audit: 403, settings: 200 }],
  ['supervisor', { members: 200, invite: 403, keys: 403, audit: 403, settings: 200 }],
  ['agent', { members: 403, invite: 403, keys: 403, audit: 403, settings: 200 }],
  ['viewer', { members: 403, invite: 403, keys: 403, audit: 403, settings: 200 }],
])('%s may', async (role, expected) => {
  const person = await arrive(await invite(role));
  const guest = { name: 'x', email: `guest-of-${role}@example.com`, role: 'viewer' };
  expect({
    members: (await person.get(`${W}/members`)).status,
    invite: (await person.send('POST', `${W}/members`, guest)).status,
    keys: (await person.get(`${W}/keys`)).status,
    audit: (await person.get(`${W}/audit`)).status,
    settings: (await person.get(`${W}/settings`)).status,
  }).toEqual(expected);
  const changed = await person.send('PATCH', `${W}/settings`, { name: '我的公司' });
  expect(changed.status).toBe(expected.invite);
});

test('a role taken away or a deactivation holds from the very next call', async () => {
  const invited = await invite('administrator');
  const person = await arrive(invited);
  expect((await person.get(`${W}/audit`)).status).toBe(200);
  const patch = (body: object) => admin.send('PATCH', `${W}/members/${invited.member.id}`, body);
  await patch({ role: 'viewer' });
  expect((await person.get(`${W}/audit`)).status).toBe(403);
  expect((await person.get<Me>('/api/me')).body.workspaces[0]).toMatchObject({ role: 'viewer', dataScope: 'all' });
  await patch({ active: false });
  expect((await person.get('/api/me')).status).toBe(401);
  expect((await person.get(`${W}/settings`)).status).toBe(401);
  const again = await world.signIn(invited.email, 'my-own-password');
  expect([again.status, again.body.code]).toEqual([403, 'no_workspace']);
  expect(again.cookies).toBe('');
  await patch({ active: true });
  expect((await world.signIn(invited.email, 'my-own-password')).status).toBe(200);
});

test('the last administrator stays, also when two demote each other at once', async () => {
  const everyone = await admin.get<{ items: Member[] }>(`${W}/members`);
  const others = everyone.body.items.filter((m) => m.role === 'administrator' && m.email !== world.administrator.email);
  for (const one of others) await admin.send('PATCH', `${W}/members/${one.id}`, { role: 'viewer' });
  const own = everyone.body.items.find((m) => m.email === world.administrator.email);
  for (const change of [{ role: 'agent' }, { active: false }]) {
    const refused = await admin.send<{ code: string }>('PATCH', `${W}/members/${own?.id}`, change);
    expect([refused.status, refused.body.code]).toEqual([409, 'last_administrator']);
  }
  const second = await invite('administrator');
  const other = await arrive(second);
  const results = await Promise.all([
    other.send('PATCH', `${W}/members/${own?.id}`, { role: 'viewer' }),
    admin.send('PATCH', `${W}/members/${second.member.id}`, { role: 'viewer' }),
  ]);
  expect(results.filter((one) => one.status === 200)).toHaveLength(1);
  const { rows } = await world.runtime.db.owner.query(
    `select count(*) as n from member where workspace_id = 'main' and role = 'administrator' and active`,
  );
  expect(rows[0].n).toBe(1);
  await world.runtime.db.owner.query(`update member set role = 'administrator' where member_id = $1`, [own?.id]);
});

test('teams: made, renamed, joined, deleted', async () => {
  const made = await admin.send<Team>('POST', `${W}/teams`, { name: '徐汇' });
  const twice = await admin.send<{ code: string }>('POST', `${W}/teams`, { name: '徐汇' });
  expect([twice.status, twice.body.code]).toEqual([409, 'team_exists']);
  const other = await admin.send<Team>('POST', `${W}/teams`, { name: '静安' });
  const clash = await admin.send('PATCH', `${W}/teams/${other.body.id}`, { name: '徐汇' });
  expect(clash.status).toBe(409);
  expect((await admin.send<Team>('PATCH', `${W}/teams/${other.body.id}`, { name: '长宁' })).body.name).toBe('长宁');
  const { member } = await invite('supervisor', { teamIds: [made.body.id, 'team_of_nobody'] });
  expect(member).toMatchObject({ dataScope: 'team', teamIds: [made.body.id] });
  const listed = await admin.get<{ items: Team[] }>(`${W}/teams`);
  expect(listed.body.items.map((team) => [team.name, team.members])).toEqual([
    ['徐汇', 1],
    ['长宁', 0],
  ]);
  expect((await admin.send('DELETE', `${W}/teams/${made.body.id}`)).status).toBe(200);
  expect((await admin.send('DELETE', `${W}/teams/${made.body.id}`)).status).toBe(404);
  const after = await admin.get<{ items: Member[] }>(`${W}/members`);
  expect(after.body.items.find((one) => one.id === member.id)?.teamIds).toEqual([]);
});

test.each(['<img src=x onerror=alert(1)>', "Robert'); drop table member;--", '=cmd|calc', '👩 沈嘉', 'Ñandú O’Brien'])(
  'a name is only a name: %s',
  async (name) => {
    const { member } = await invite('viewer');
    const renamed = await admin.send<Member>('PATCH', `${W}/members/${member.id}`, { name });
    expect(renamed.status).toBe(200);
    expect(renamed.body.name).toBe(name);
  },
);

test.each(['', '   ', 'x'.repeat(61), 'a\0b', 'line\nbreak', '\u202Egnp.exe', 'zero\u200Bwidth'])(
  'refuses the name %j',
  async (name) => {
    const email = 'hostile@example.com';
    expect((await admin.send('POST', `${W}/members`, { name, email, role: 'viewer' })).status).toBe(400);
  },
);

test('a member twice is refused by name of the field; a reset password ends her sessions', async () => {
  const invited = await invite('agent');
  const twice = await admin.send<{ code: string; errors: { path: string }[] }>('POST', `${W}/members`, {
    name: '重复',
    email: invited.email.toUpperCase(),
    role: 'agent',
  });
  expect([twice.status, twice.body.code, twice.body.errors[0]?.path]).toEqual([409, 'member_exists', 'email']);
  const person = await arrive(invited);
  const reset = await admin.send<{ password: string }>('POST', `${W}/members/${invited.member.id}/password`);
  expect((await person.get('/api/me')).status).toBe(401);
  expect((await world.signIn(invited.email, 'my-own-password')).status).toBe(401);
  expect((await world.signIn(invited.email, reset.body.password)).status).toBe(200);
});

test('the audit log tells who did what, page by page, and holds no secret', async () => {
  const { secret, key } = (
    await admin.send<{ secret: string; key: ApiKey }>('POST', `${W}/keys`, {
      name: '同步',
      permissions: ['access:read'],
    })
  ).body;
  const first = await admin.get<{ items: AuditEntry[]; next: string }>(`${W}/audit?limit=3`);
  expect(first.body.items).toHaveLength(3);
  expect(first.body.items[0]).toMatchObject({ action: 'key.created', entity: 'key', entityId: key.id });
  expect(first.body.items[0]?.actor).toMatchObject({ kind: 'user', name: '管理员' });
  const seen = new Set(first.body.items.map((one) => one.id));
  let { next } = first.body as { next: string | null };
  let pages = 1;
  const all: string[] = [first.raw.body];
  while (next) {
    const page = await admin.get<{ items: AuditEntry[]; next: string | null }>(`${W}/audit?limit=50&cursor=${next}`);
    for (const one of page.body.items) {
      expect(seen.has(one.id)).toBe(false);
      seen.add(one.id);
    }
    all.push(page.raw.body);
    next = page.body.next;
    pages += 1;
  }
  const { rows } = await world.runtime.db.owner.query(
    `select count(*) as n from audit_entry where workspace_id = 'main'`,
  );
  expect(seen.size).toBe(rows[0].n);
  expect(pages).toBeGreaterThan(1);
  for (const hidden of [secret, world.administrator.password, 'my-own-password']) {
    expect(all.join('')).not.toContain(hidden);
  }
  const count = async (query: string) =>
    (await admin.get<{ items: AuditEntry[] }>(`${W}/audit?limit=200&${query}`)).body.items.map((one) => one.action);
  expect(new Set(await count('action=team.'))).toEqual(new Set(['team.created', 'team.renamed', 'team.deleted']));
  expect(await count('action=key.created')).toEqual(['key.created']);
  expect(new Set(await count('entity=key'))).toEqual(new Set(['key.created']));
  expect(await count('from=2999-01-01T00:00:00Z')).toEqual([]);
  expect(await count('actor=usr_nobody')).toEqual([]);
});

test('workspace settings are checked and written down', async () => {
  const patch = (body: object) => admin.send<{ zone: string }>('PATCH', `${W}/settings`, body);
  expect((await patch({ zone: 'Europe/Berlin', currency: 'EUR' })).body).toMatchObject({ zone: 'Europe/Berlin' });
  for (const body of [{ zone: 'Mars/Base' }, { zone: '+08:00' }, { currency: 'XXZ' }, { locale: 'fr' }, { name: '' }]) {
    expect((await patch(body)).status).toBe(400);
  }
  await patch({ zone: 'Asia/Shanghai', currency: 'CNY' });
  const log = await admin.get<{ items: AuditEntry[] }>(`${W}/audit?entity=workspace&limit=1`);
  expect(log.body.items[0]?.detail).toEqual({ zone: ['Europe/Berlin', 'Asia/Shanghai'], currency: ['EUR', 'CNY'] });
});

test('a scratch copy is entered by the people of its source, in the same role, and thrown away whole', async () => {
  await ensureWorkspace(world.runtime, 'replay', { kind: 'scratch', copiedFrom: 'main' });
  const invited = await invite('viewer');
  const viewer = await arrive(invited);
  expect((await viewer.get('/api/w/replay/settings')).status).toBe(200);
  expect((await viewer.get('/api/w/replay/audit')).status).toBe(403);
  expect((await admin.get('/api/w/replay/audit')).status).toBe(200);
  await admin.send('PATCH', `${W}/members/${invited.member.id}`, { active: false });
  expect((await viewer.get('/api/w/replay/settings')).status).toBe(401);
  expect(await deleteScratchWorkspace(world.runtime, 'replay')).toBe(true);
  expect((await admin.get('/api/w/replay/settings')).status).toBe(404);
  expect(await deleteScratchWorkspace(world.runtime, 'main')).toBe(false);
  expect((await admin.get(`${W}/settings`)).status).toBe(200);
});
