import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { VISIT } from '../../engine/forms/testing/visit.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
let customer: string;
const api = '/api/w/main';
const PERSON = { 'user-agent': 'Mozilla/5.0 (iPhone)', 'accept-language': 'zh-CN,zh;q=0.9' };
const good = 'care.doctor=5&care.wait=4&care.price=4&recommend=9';

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main', { name: '安和口腔' });
  await world.call('POST', `${api}/forms`, { definition: VISIT });
});
afterAll(() => world.close());
let count = 0;
beforeEach(async () => {
  customer = (await world.call('POST', `${api}/customers`, { externalId: `C-${++count}`, name: '沈丽' })).body
    .customerId;
});

interface Link {
  readonly linkId: string;
  readonly url: string;
  readonly state: string;
  readonly openedAt: string | null;
}
const make = async (more: object = {}): Promise<Link> =>
  (await world.call('POST', `${api}/survey-links`, { form: 'visit', customer, ...more })).body;
const pathOf = (link: Link) => new URL(link.url).pathname;
const linkNow = async (link: Link): Promise<Link> =>
  (await world.call('GET', `${api}/customers/${customer}/survey-links`)).body.items.find(
    (each: Link) => each.linkId === link.linkId,
  );
const get = (path: string, headers: Record<string, string> = PERSON, method: 'GET' | 'HEAD' = 'GET') =>
  world.app.inject({ method, url: path, headers });
const post = (path: string, payload: string, headers: Record<string, string> = PERSON) =>
  world.app.inject({
    method: 'POST',
    url: path,
    payload,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
  });
const draft = (path: string, payload: object) =>
  world.app.inject({ method: 'POST', url: `${path}/draft`, payload, headers: PERSON });
const responses = async () => (await world.call('GET', `${api}/customers/${customer}/responses`)).body.items;
const events = async (type: string) =>
  (await world.call('GET', `${api}/customers/${customer}/events?type=${type}&limit=50`)).body.items;

test('the page: in her language, closed to everything that is not its own, opened once by a person', async () => {
  const link = await make({ channel: 'sms' });
  expect(link.url).toMatch(/^http:\/\/localhost:8070\/s\/[\w-]{40}$/);
  await get(pathOf(link), PERSON, 'HEAD');
  await get(pathOf(link), { 'user-agent': 'Slackbot-LinkExpanding 1.0' });
  await get(pathOf(link), { ...PERSON, 'sec-purpose': 'prefetch;prerender' });
  expect((await linkNow(link)).openedAt).toBeNull();
  const page = await get(pathOf(link));
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('这次看牙还顺利吗？');
  expect(page.body).toContain('安和口腔');
  expect(page.body).not.toContain('沈丽');
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  });
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(page.body).not.toMatch(/ (src|style|on\w+)=/);
  await get(pathOf(link));
  expect((await linkNow(link)).openedAt).not.toBeNull();
  const opened = await events('link_opened');
  expect(opened).toHaveLength(1);
  expect(opened[0].properties).toMatchObject({ form: 'visit', channel: 'sms', link: link.linkId });
  expect((await get(pathOf(link), { ...PERSON, 'accept-language': 'en-GB' })).body).toContain('How was your visit?');
  expect((await get(`${pathOf(link)}?lang=en`)).body).toContain('How was your visit?');
  const zipped = await get(pathOf(link), { ...PERSON, 'accept-encoding': 'gzip, br' });
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(page.body);
  expect(zipped.rawPayload.length).toBeLessThan(10 * 1024);
});

test('answered without JavaScript: what is wrong stands beside its question and nothing is lost', async () => {
  const link = await make();
  const bad = await post(
    pathOf(link),
    'care.doctor=5&care.wait=2&wait_why=long&recommend_why=&words=%E5%A4%AA%E8%B4%B5%3Cb%3E',
  );
  expect(bad.statusCode).toBe(422);
  expect(bad.body).toContain('还有 2 处需要看一下');
  expect(bad.body).toMatch(/name="care.doctor" value="5" checked/);
  expect(bad.body).toMatch(/value="long" checked/);
  expect(bad.body).toContain('太贵&lt;b&gt;</textarea>');
  expect(bad.body).toMatch(/id="e-recommend" role="status">这一题还没有回答/);
  expect((await get(pathOf(link))).body).toContain('太贵&lt;b&gt;</textarea>');

  const sent = await post(pathOf(link), `${good}&words=%E5%A4%AA%E8%B4%B5`);
  expect(sent.statusCode).toBe(303);
  expect(sent.headers.location).toBe('?done=1');
  const thanks = await get(`${pathOf(link)}?done=1`);
  expect([thanks.statusCode, thanks.body.includes('收到了，谢谢您')]).toEqual([200, true]);
  const again = await get(pathOf(link));
  expect([again.statusCode, again.body.includes('您已经答过了')]).toEqual([200, true]);
  const [response] = await responses();
  expect(response).toMatchObject({
    via: 'h5',
    complete: true,
    responseKey: link.linkId,
    answers: { words: '太贵', recommend: 9 },
  });
  expect(await events('response')).toHaveLength(1);
  expect((await post(pathOf(link), 'recommend=1')).statusCode).toBe(303);
  expect((await responses())[0].answers.recommend).toBe(9);
});

test('submitted ten times at once: one response, one event, ten thanks', async () => {
  const link = await make();
  const sent = await Promise.all(Array.from({ length: 10 }, () => post(pathOf(link), good)));
  expect(new Set(sent.map(({ statusCode }) => statusCode))).toEqual(new Set([303]));
  expect(await responses()).toHaveLength(1);
  expect(await events('response')).toHaveLength(1);
});

test('a colleague writes down what she says: the response of her link, once, whoever is first', async () => {
  const answer = (link: Link, answers: object) =>
    world.call('POST', `${api}/survey-links/${link.linkId}/answers`, { answers });
  const said = { care: { doctor: 5, wait: 4, price: 4 }, recommend: 9 };
  const link = await make();
  const bad = await answer(link, { care: { doctor: 9 } });
  expect([bad.status, bad.body.code, (await linkNow(link)).state]).toEqual([400, 'answers_invalid', 'open']);
  expect((await answer(link, said)).body).toMatchObject({ state: 'answered' });
  expect((await answer(link, said)).status).toBe(410);
  expect((await get(pathOf(link))).body).toContain('您已经答过了');
  expect(await responses()).toMatchObject([{ via: 'agent', complete: true, responseKey: link.linkId, answers: said }]);

  // She and the colleague at the same moment.
  const both = await make();
  const sent = await Promise.all([answer(both, said), answer(both, said), post(pathOf(both), good)]);
  expect(sent.filter((each) => 'body' in each && 'status' in each && each.status === 410).length).toBeGreaterThan(0);
  expect(await responses()).toHaveLength(2);
  expect(await events('response')).toHaveLength(2);
});

test('answers on the way are kept and shown again', async () => {
  const link = await make();
  expect((await draft(pathOf(link), { care: { wait: 2 }, wait_why: ['seats'], words: 7 })).json()).toEqual({
    saved: true,
  });
  const page = (await get(pathOf(link))).body;
  expect(page).toMatch(/name="care.wait" value="2" checked/);
  expect(page).toMatch(/value="seats" checked/);
  expect((await responses())[0]).toMatchObject({ complete: false });
  expect(await events('response')).toHaveLength(0);
  expect((await draft(pathOf(link), [] as object)).statusCode).toBe(400);
  await post(pathOf(link), good);
  expect((await draft(pathOf(link), { recommend: 0 })).statusCode).toBe(410);
  expect((await responses())[0].answers.recommend).toBe(9);
});

test('expired, revoked, forged: a kind page', async () => {
  await world.setClock('main', '2026-03-01T09:00:00+08:00');
  const old = await make({ days: 7 });
  const gone = await make();
  await world.call('POST', `${api}/survey-links/${gone.linkId}/revoke`);
  await world.setClock('main', '2026-03-09T09:00:00+08:00');
  for (const [link, words] of [
    [old, '这个链接过期了'],
    [gone, '已经停用'],
  ] as const) {
    for (const answer of [await get(pathOf(link)), await post(pathOf(link), good)]) {
      expect(answer.statusCode).toBe(410);
      expect(answer.body).toContain(words);
    }
  }
  expect(await responses()).toHaveLength(0);
  await world.setClock('main', null);
  const token = pathOf(await make()).slice(3);
  const forged = [
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`,
    `${token}A`,
    token.slice(2),
    'x',
    '..%2f..%2fetc',
    'a'.repeat(150),
    'a'.repeat(9000),
  ];
  for (const each of forged) {
    const answer = await get(`/s/${each}`);
    expect(answer.statusCode, each).toBe(404);
    expect(answer.body, each).toContain('没有找到这一页');
  }
  expect((await draft(`/s/${forged[0]}`, {})).statusCode).toBe(404);
});

test('too much, too often', async () => {
  const link = await make();
  const huge = await post(pathOf(link), `words=${'x'.repeat(300_000)}`);
  expect(huge.statusCode).toBe(413);
  const codes: number[] = [];
  for (let n = 0; n < 40; n++) codes.push((await post(pathOf(link), 'recommend=99')).statusCode);
  expect(codes[0]).toBe(422);
  expect(codes.at(-1)).toBe(429);
  // Another link is not slowed down by it.
  expect((await post(pathOf(await make()), good)).statusCode).toBe(303);
});

test('the way out asks first and then takes her off the channel', async () => {
  const link = await make({ channel: 'sms' });
  expect((await get(pathOf(link))).body).toContain('?stop=1');
  expect((await get(`${pathOf(link)}?stop=1`)).body).toContain('不想再收到了吗');
  expect(await events('opted_out')).toHaveLength(0);
  expect((await post(`${pathOf(link)}?stop=1`, '')).body).toContain('不再打扰您');
  await post(`${pathOf(link)}?stop=1`, '');
  expect(await events('opted_out')).toHaveLength(1);
  expect((await get(pathOf(await make()))).body).not.toContain('?stop=1');
});

test('the company tries its form without sending anything', async () => {
  const preview = await world.call('GET', `${api}/forms/-/visit/preview?lang=en`);
  expect(preview.body).toContain('Preview: nothing is sent');
  expect(preview.raw.headers['content-security-policy']).toContain("frame-ancestors 'self'");
});

test('an address that mail programs have broken or added to still shows a page', async () => {
  const link = await make();
  for (const [path, status] of [
    [`${pathOf(link)}?lang=${'x'.repeat(30)}&done=yes&stop=`, 200],
    [`${pathOf(link)}?lang=zh&lang=en&utm_source=mail`, 200],
    [`${pathOf(link)}${'x'.repeat(240)}`, 404],
    [`${pathOf(link)}%20`, 404],
  ] as const) {
    const page = await get(path);
    expect([path, page.statusCode]).toEqual([path, status]);
    expect(page.headers['content-type']).toContain('text/html');
  }
});
