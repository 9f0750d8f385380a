/** What colleagues are told (path/90236), and the greeting of service chat (path/95122), through HTTP against the stand-in. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveForms } from '../forms/index.ts';
import { notify } from './notes.ts';
import { type Connected, openConnected } from './testing/world.ts';

let at: Connected;
const members: Record<string, string> = {};
beforeAll(async () => {
  at = await openConnected({ wechat: { welcome: '您好，这里是安和口腔', answerIn: 'wecom' } });
  for (const [user, name] of [
    ['ZhangSan', '张三'],
    ['lisi', '李四'],
    ['wangwu', '王五'],
  ] as const) {
    if (user !== 'wangwu') at.peer.corp.befriend(user, `wm-of-${user}`, { addedAt: 1 });
    at.peer.corp.staff(user, name);
    const made = await call('POST', '/members', { name, email: `${user}@example.com`, role: 'agent' });
    members[user] = made.body.member?.id ?? made.body.id;
  }
  await call('POST', '/wecom/sync');
  await at.letters.world.drain();
});
afterAll(() => at.close());

const call = (method: string, path: string, body?: unknown) =>
  at.letters.world.call(method, `/api/w/main${path}`, body);
let keys = 0;
const tell = async (user: string, text: string, key = `key-of-${keys++}`) => {
  const answer = await call('POST', '/wecom/notes', { key, member: members[user], text });
  await at.letters.world.drain();
  return answer;
};
const states = async () =>
  (await call('GET', '/wecom/notes')).body.items.map(
    (each: { state: string; code: string | null }) => each.code ?? each.state,
  );

test('a colleague is told once she is known; nobody is guessed', async () => {
  await tell('lisi', '有新任务');
  expect(await states()).toEqual(['no_userid']);
  for (const user of ['ZhangSan', 'lisi', 'wangwu']) {
    const set = await call('PUT', `/wecom/staff/${user}`, { member: members[user] });
    expect(set.body, JSON.stringify(set.body)).toMatchObject({ member: { id: members[user] } });
  }
  expect((await tell('lisi', '有新任务', 'the-same-key')).body).toEqual({ fresh: true });
  expect((await tell('lisi', '有新任务', 'the-same-key')).body).toEqual({ fresh: false });
  expect(at.peer.post.got).toMatchObject([{ user: 'lisi', text: '有新任务（10:00）' }]);
  expect((await call('PUT', '/wecom/staff/nobody', { member: null })).status).toBe(404);
});

test('a part that WeCom does not know is told in small letters, and called a success: it is not one', async () => {
  const ctx = await at.letters.ctx();
  await ctx.tx((tx) =>
    notify(
      tx,
      ctx,
      ['ZhangSan', 'wangwu'].map((user) => ({ key: `both:${user}`, member: members[user] ?? '', text: '开会' })),
    ),
  );
  await at.letters.world.drain();
  const [send] = at.peer.calls.filter(({ path }) => path.endsWith('message/send')).slice(-1);
  expect(send?.body).toMatchObject({ touser: 'ZhangSan|wangwu', enable_duplicate_check: 1 });
  expect((await states()).slice(0, 2).sort()).toEqual(['invaliduser', 'sent']);
  await tell('wangwu', '只给王五');
  expect((await states())[0]).toBe('81013');
});

test('more than thirty in a minute wait here: WeCom would drop them without a word', async () => {
  await at.at('2026-11-24T11:00:00');
  const before = at.peer.post.got.length;
  const ctx = await at.letters.ctx();
  await ctx.tx((tx) =>
    notify(
      tx,
      ctx,
      Array.from({ length: 45 }, (_, n) => ({ key: `many:${n}`, member: members['lisi'] ?? '', text: `第 ${n} 条` })),
    ),
  );
  await at.letters.world.drain();
  expect(at.peer.post.got.length - before).toBe(30);
  await at.at('2026-11-24T11:02:00');
  await at.tick();
  expect(at.peer.post.got.length - before).toBe(45);
});

test('a customer of hers who writes rings once; a line that breaks is not tried again, one that was refused for now is', async () => {
  const id = await at.friend('R', 'lisi');
  await call('PATCH', `/customers/${id}`, { ownerId: members['lisi'] });
  await at.at('2026-11-24T11:10:00');
  for (const text of ['你好', '在吗', '想问一下']) at.peer.desk.write('wk1', 'wm-R', text);
  await at.tick();
  const rung = at.peer.post.got.filter(({ text }) => text.includes('来消息'));
  expect(rung).toHaveLength(1);
  at.peer.cut('/cgi-bin/message/send', 'after');
  await tell('lisi', '断线');
  expect((await states())[0]).toBe('lost');
  at.peer.inject('/cgi-bin/message/send', 45009);
  await tell('lisi', '太快');
  await at.at('2026-11-24T11:12:00');
  await at.tick();
  expect((await states())[0]).toBe('sent');
});

test('who opens the chat is greeted once, within its 20 seconds', async () => {
  at.peer.desk.enter('wk1', 'wm-R');
  await at.tick();
  const greeted = () =>
    at.peer.desk.got.filter(({ body }) =>
      (body['text'] as { content: string } | undefined)?.content.includes('安和口腔'),
    );
  expect(greeted()).toHaveLength(1);
});

test('what is answered in service chat goes out and is counted; the sixth is refused before anything is asked', async () => {
  await at.letters.template({
    key: 'kf',
    channels: { wechat: { text: { zh: '收到，马上为您查', en: 'Looking' } } },
  });
  const id = await at.friend('K');
  at.peer.desk.write('wk2', 'wm-K', '我的牙套到了吗');
  await at.tick();
  const before = at.peer.desk.got.length;
  await at.letters.send([id], [{ channel: 'wechat' }], { message: 'kf' });
  await at.letters.world.drain();
  expect(at.peer.desk.got.slice(before)).toMatchObject([{ customer: 'wm-K', kf: 'wk2', body: { msgtype: 'text' } }]);
  const silent = await at.friend('S');
  await at.letters.send([silent], [{ channel: 'wechat' }], { message: 'kf' });
  await at.letters.world.drain();
  expect((await at.letters.attempts(silent)).at(-1)).toMatchObject({ state: 'refused', reason: 'window' });
  const [sent] = await at.letters.attempts(id);
  at.peer.desk.fail(sent?.delivery_id.slice(4) ?? '', 10);
  await at.tick();
  expect((await at.letters.attempts(id))[0]).toMatchObject({ state: 'failed', code: 'fail_type 10' });
});

test('a conversation that a colleague takes over goes to her WeCom, and is not answered from here any more (path/94669)', async () => {
  const id = await at.friend('H');
  at.peer.desk.write('wk1', 'wm-H', '找人工');
  await at.tick();
  const found = (await call('GET', `/customers/${id}/conversations`)).body.items[0];
  const taken = await call('PUT', `/inbox/conversations/${found.conversationId}/assignee`, { member: members['lisi'] });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  await at.letters.world.drain();
  expect(at.peer.desk.stateOf('wm-H')).toBe(3);
  await at.letters.send([id], [{ channel: 'wechat' }], { message: 'kf' });
  await at.letters.world.drain();
  expect((await at.letters.attempts(id)).at(-1)).toMatchObject({ state: 'failed', reason: 'window', code: '95018' });
});

test('a question goes to service chat as a menu; what she touches is the answer', async () => {
  const ctx = await at.letters.ctx();
  const title = { zh: '还满意吗', en: 'Satisfied?' };
  const form = { key: 'rating', title, questions: [{ id: 'care', kind: 'stars' as const, title, required: true }] };
  await ctx.tx((tx) => saveForms(tx, ctx, { playbook: 'demo', version: 1 }, [form]));
  const text = { zh: '您好，{{survey.ask}}', en: 'Hello, {{survey.ask}}' };
  await at.letters.template({ key: 'rating', form: 'rating', channels: { wechat: { text } } });
  const id = await at.friend('M', 'lisi');
  at.peer.desk.write('wk1', 'wm-M', '在吗');
  await at.tick();
  await at.letters.send([id], [{ channel: 'wechat' }], { message: 'rating' });
  await at.letters.world.drain();
  const body = at.peer.desk.got.filter(({ customer }) => customer === 'wm-M').at(-1)?.body;
  expect(body).toMatchObject({
    msgtype: 'msgmenu',
    msgmenu: {
      head_content: '您好，请回复1-5分，5分为非常满意',
      list: [5, 4, 3, 2, 1].map((n) => ({ type: 'click', click: { id: String(n), content: `${n} 分` } })),
    },
  });
  at.peer.desk.write('wk1', 'wm-M', '4 分', { menu: '4' });
  await at.tick();
  const [response] = (await call('GET', `/customers/${id}/responses`)).body.items;
  expect(response).toMatchObject({ complete: true, channel: 'wechat', answers: { care: 4 } });
});
