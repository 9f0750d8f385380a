import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../kit/context.ts';
import { type Letters, openLetters } from '../messages/testing/letters.ts';
import { getConversation } from './detail.ts';
import { countConversations, listConversations } from './list.ts';
import { listLines } from './lines.ts';
import { reply } from './reply.ts';
import { assign, readConversation } from './work.ts';

let letters: Letters;
const ids: Record<string, string> = {};
const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);

beforeAll(async () => {
  letters = await openLetters();
  const team = (await call('POST', '/teams', { name: '徐汇' })).body.id;
  for (const [key, name, teams] of [
    ['na', '李娜', [team]],
    ['fang', '王芳', []],
  ] as const) {
    const made = await call('POST', '/members', { name, email: `${key}@example.com`, role: 'agent', teamIds: teams });
    ids[key] = made.body.member?.id ?? made.body.id;
  }
  ids['team'] = team;
  await letters.customer('S-1', { phone: '13911110001', name: '李娜的客户', ownerId: ids['na'] });
  await letters.customer('S-2', { phone: '13911110002', name: '王芳的客户', ownerId: ids['fang'] });
  await letters.customer('S-3', { phone: '13911110003', name: '徐汇的客户', teamId: team });
  await letters.customer('S-4', { phone: '13911110004', name: '没人的客户' });
  for (const last of [1, 2, 3, 4, 9]) await letters.write('sms', `+861391111000${last}`, `第 ${last} 位`);
});
afterAll(() => letters.world.close());

/** As a member with this scope would ask. */
async function as(kind: 'own' | 'team', who: string, permissions = ['inbox:read', 'inbox:write']): Promise<Context> {
  const ctx = await letters.ctx();
  const scope = { kind, memberId: ids[who] ?? null, teamIds: who === 'na' ? [ids['team'] ?? ''] : [] };
  return { ...ctx, scope, permissions: new Set(permissions), actor: { kind: 'user', id: who, name: who } };
}
const seen = async (ctx: Context) =>
  (await listConversations(ctx, { view: 'all', state: 'open', limit: 50 })).items
    .map(({ customer, address }) => customer?.name ?? address)
    .toSorted();

test('her own: her customers’ and unknown senders; her teams’: also theirs and what nobody has', async () => {
  expect(await seen(await as('own', 'na'))).toEqual(['+86139****0009', '李娜的客户']);
  expect(await seen(await as('team', 'na'))).toEqual(['+86139****0009', '徐汇的客户', '李娜的客户', '没人的客户']);
  expect(await countConversations(await as('own', 'na'))).toEqual({ mine: 1, unassigned: 1, all: 2, unread: 2 });
});

test('what is given to her she sees, with its customer’s numbers masked; others’ are not there', async () => {
  const all = (await call('GET', '/inbox/conversations?q=王芳的客户')).body.items[0].conversationId as string;
  const na = await as('own', 'na');
  for (const ask of [
    () => getConversation(na, all),
    () => listLines(na, all, { limit: 5 }),
    () => readConversation(na, all),
    () => reply(na, all, { key: 'key-00001', text: '好', seen: null }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'not_found' });
  await assign(await letters.ctx(), all, ids['na'] ?? null);
  const detail = await getConversation(na, all);
  expect(detail.customer).toMatchObject({ name: '王芳的客户', phone: '+86139****0002', inScope: false });
});

test('a colleague who looks in leaves the mark; her number is found by nobody digit by digit', async () => {
  const mine = (await call('GET', '/inbox/conversations?q=李娜的客户')).body.items[0];
  const looking = await as('team', 'fang');
  const team = { ...looking, scope: { ...looking.scope, teamIds: [], kind: 'all' as const } };
  expect(await readConversation(team, mine.conversationId)).toEqual({ unread: 1 });
  expect(await readConversation(await as('own', 'na'), mine.conversationId)).toEqual({ unread: 0 });
  const find = async (ctx: Context, q: string) =>
    (await listConversations(ctx, { view: 'all', state: 'any', limit: 50, q })).items.length;
  expect(await find(team, '11110')).toBe(0);
  expect(await find(team, '-----')).toBe(0);
  expect(await find(await letters.ctx(), '11110')).toBe(5);
});
