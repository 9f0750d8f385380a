/** Contacts, tags and friends who come and go, through HTTP against the stand-in (path/92994, path/92130, path/92117). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connected, openConnected } from './testing/world.ts';

let at: Connected;
beforeAll(async () => {
  at = await openConnected({ wecom: { tagsOut: '老客户' } });
});
afterAll(() => at.close());

const call = (method: string, path: string, body?: unknown) =>
  at.letters.world.call(method, `/api/w/main${path}`, body);
const sync = async () => {
  const answer = await call('POST', '/wecom/sync');
  await at.letters.world.drain();
  return answer;
};
const types = async (id: string): Promise<string[]> =>
  (await call('GET', `/customers/${id}/events`)).body.items.map((item: { type: string }) => item.type).sort();
const OLD = Math.floor(Date.parse('2026-10-01T00:00:00Z') / 1000);

// path/92130: the events of customers, as they are posted.
const changed = (change: string, user: string, customer: string, time: number, more = '') =>
  `<xml><ToUserName><![CDATA[ww]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${time}</CreateTime>` +
  `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[${change}]]></ChangeType>` +
  `<UserID><![CDATA[${user}]]></UserID><ExternalUserID><![CDATA[${customer}]]></ExternalUserID>${more}</xml>`;

let byPhone: string;
test('contacts become customers by the number the colleague wrote down, never by a guess; tags come with them', async () => {
  byPhone = await at.letters.customer('P', { phone: '13811110001' });
  await at.letters.customer('T1', { phone: '13811110002' });
  await at.letters.customer('T2', { phone: '13811110002' });
  at.peer.corp.staff('zhangsan', '张三');
  at.peer.corp.staff('lisi', '李四');
  at.peer.corp.tag('et1', '高意向');
  const mobiles = (phone: string) => ({ mobiles: [phone], addedAt: OLD });
  at.peer.corp.befriend('zhangsan', 'wm-p', { ...mobiles('13811110001'), name: '沈小姐', tags: new Set(['et1']) });
  at.peer.corp.befriend('lisi', 'wm-p', { addedAt: OLD, name: '沈小姐' });
  at.peer.corp.befriend('zhangsan', 'wm-two', mobiles('13811110002'));
  at.peer.corp.befriend('zhangsan', 'wm-nobody', { addedAt: OLD, name: '路人', remark: '新客' });
  expect((await sync()).body).toMatchObject({ state: 'running' });
  const runs = (await call('GET', '/wecom/runs')).body.items;
  expect(runs).toMatchObject([{ state: 'done', contacts: 4, added: 4, matched: 2, tagsIn: 1, error: null }]);
  const unmatched = (await call('GET', '/wecom/contacts?view=unmatched')).body.items;
  expect(unmatched.map((each: { externalId: string }) => each.externalId).sort()).toEqual(['wm-nobody', 'wm-two']);
  const customer = (await call('GET', `/customers/${byPhone}`)).body;
  expect(customer.tags).toEqual(['高意向']);
  // Friends of long ago are no news.
  expect(await types(byPhone)).not.toContain('friend_added');
});

test('the same again changes nothing; a tag that was taken off there goes here; ours goes there', async () => {
  await call('POST', `/customers/${byPhone}/tags`, { tag: '老客户' });
  at.peer.corp.follows[0]?.tags.delete('et1');
  await sync();
  expect((await call('GET', '/wecom/runs')).body.items[0]).toMatchObject({ added: 0, matched: 0, lost: 0, tagsOut: 2 });
  expect((await call('GET', `/customers/${byPhone}`)).body.tags).toEqual(['老客户']);
  expect(at.peer.corp.tagNames('zhangsan', 'wm-p')).toEqual(['老客户']);
  await sync();
  expect((await call('GET', '/wecom/runs')).body.items[0]).toMatchObject({ tagsOut: 0 });
});

test('a reading that stops in the middle goes on from there', async () => {
  at.peer.inject('/cgi-bin/externalcontact/batch/get_by_user', 45009);
  const calls = at.peer.calls.length;
  await sync();
  const [stopped] = (await call('GET', '/wecom/runs')).body.items;
  expect(stopped).toMatchObject({ state: 'running', error: expect.stringContaining('45009') });
  await at.at('2026-11-24T10:06:00');
  await at.tick();
  expect((await call('GET', '/wecom/runs')).body.items[0]).toMatchObject({
    runId: stopped.runId,
    state: 'done',
    contacts: 4,
  });
  const lists = at.peer.calls.slice(calls).filter(({ path }) => path.endsWith('get_follow_user_list'));
  expect(lists).toHaveLength(1);
});

test('a new friend is told at once, with where she came from; twice the same is once', async () => {
  const id = await at.letters.customer('N', { phone: '13811110003' });
  const time = Math.floor(Date.parse('2026-11-24T10:06:00+08:00') / 1000);
  at.peer.corp.befriend('lisi', 'wm-new', { mobiles: ['13811110003'], addedAt: time, state: 'shop-7', addWay: 1 });
  const state = '<State><![CDATA[shop-7]]></State><WelcomeCode><![CDATA[WELCOMECODE]]></WelcomeCode>';
  const xml = changed('add_external_contact', 'lisi', 'wm-new', time, state);
  expect(await at.peer.fire(at.carry, at.callback.wecom, xml, { twice: true })).toBe(1);
  await at.letters.world.drain();
  const events = (await call('GET', `/customers/${id}/events`)).body.items;
  expect(events.filter((each: { type: string }) => each.type === 'friend_added')).toMatchObject([
    { properties: { channel: 'wecom', staff: 'lisi', source: 'shop-7' } },
  ]);
});

test('a forged callback, or one for another corp, changes nothing and is tried four times by them', async () => {
  const xml = changed('del_follow_user', 'lisi', 'wm-new', 1);
  expect(await at.peer.fire(at.carry, at.callback.wecom, xml, { receiver: 'ww-another' })).toBe(4);
  await at.letters.world.drain();
  expect((await call('GET', '/wecom/contacts?view=lost')).body.items).toEqual([]);
});

test('who removes the last colleague wants nothing more there; who comes back may be told again', async () => {
  const lose = async (user: string, time: number) => {
    const follow = at.peer.corp.follows.find((each) => each.user === user && each.customer === 'wm-p');
    if (follow) follow.friend = false;
    await at.peer.fire(at.carry, at.callback.wecom, changed('del_follow_user', user, 'wm-p', time));
    await at.letters.world.drain();
  };
  const send = async (run: string) => {
    await at.letters.send([byPhone], [{ channel: 'wecom' }], { run });
    await at.letters.world.drain();
    return (await at.letters.attempts(byPhone)).at(-1);
  };
  await lose('zhangsan', 1795485960);
  expect(await types(byPhone)).not.toContain('opted_out');
  await lose('lisi', 1795485961);
  expect((await types(byPhone)).filter((type) => type === 'friend_lost' || type === 'opted_out')).toEqual([
    'friend_lost',
    'friend_lost',
    'opted_out',
  ]);
  expect(await send('lost')).toMatchObject({ state: 'refused', reason: 'optOut' });
  const back = at.peer.corp.follows.find((each) => each.user === 'lisi' && each.customer === 'wm-p');
  if (back) back.friend = true;
  await at.peer.fire(at.carry, at.callback.wecom, changed('add_external_contact', 'lisi', 'wm-p', 1795485962));
  await at.letters.world.drain();
  await at.at('2026-11-25T10:00:00');
  expect(await send('back')).toMatchObject({ state: 'awaiting' });
});

test('a person says who a friend is, or makes a customer of her; what she wrote before is hers', async () => {
  at.peer.desk.write('wk1', 'wm-nobody', '我是老客户');
  await at.tick();
  const made = await call('POST', '/wecom/contacts/wm-nobody/link', { create: { name: '周敏' } });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  await at.letters.world.drain();
  expect(await types(made.body.customerId)).toContain('message_replied');
  expect((await call('GET', '/wecom/contacts?view=unmatched')).body.items).toHaveLength(1);
  expect((await call('POST', '/wecom/contacts/wm-none/link', { customer: byPhone })).status).toBe(404);
  await sync();
  const matched = (await call('GET', '/wecom/contacts?view=matched&limit=2')).body;
  expect(matched.items).toHaveLength(2);
  const more = (await call('GET', `/wecom/contacts?view=matched&limit=2&cursor=${matched.next}`)).body;
  const all = [...matched.items, ...more.items];
  expect(all.find((each: { externalId: string }) => each.externalId === 'wm-nobody')).toMatchObject({
    matchedBy: 'person',
    customer: { name: '周敏' },
  });
});

test('whoever opens the page inside WeCom gets a form of her own; a stranger, a used code and a forged address do not (path/91023)', async () => {
  const title = { zh: '几分？', en: 'How many?' };
  const questions = [{ id: 'how', kind: 'scale', title, from: 1, to: 5 }];
  await call('POST', '/forms', { definition: { key: 'inside', title, questions } });
  const made = await call('POST', '/wecom/pages', { form: 'inside' });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  expect((await call('POST', '/wecom/pages', { form: 'nowhere' })).status).toBe(404);
  const { pathname } = new URL(made.body.url);
  const open = (query = '', path = pathname) => at.letters.world.app.inject({ method: 'GET', url: `${path}${query}` });
  const asked = await open();
  expect(asked.statusCode).toBe(302);
  const authorize = new URL(String(asked.headers.location));
  expect(authorize.origin).toBe('https://open.weixin.qq.com');
  expect(authorize.searchParams.get('redirect_uri')).toBe(made.body.url);
  const code = at.peer.code({ external_userid: 'wm-nobody' });
  const led = await open(`?code=${code}&state=page`);
  expect(led.statusCode).toBe(302);
  const page = await open('', new URL(String(led.headers.location)).pathname);
  expect([page.statusCode, page.body.includes('几分')]).toEqual([200, true]);
  expect((await open(`?code=${code}`)).statusCode).toBe(403);
  expect((await open(`?code=${at.peer.code({ userid: 'zhangsan' })}`)).statusCode).toBe(403);
  expect((await open(`?code=${at.peer.code({ external_userid: 'wm-two' })}`)).statusCode).toBe(404);
  expect((await open('', `${pathname.slice(0, -2)}AA`)).statusCode).toBe(404);
});
