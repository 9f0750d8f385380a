/** Addresses in messages, followed: by persons, by machines, too late, elsewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Letters, openLetters } from '../messages/testing/letters.ts';
import { trackedLinks } from './finish.ts';
import { countOfPlaybook } from './store-clicks.ts';
import { sweepLinks } from './sweep.ts';
import { openWeixin } from './testing/weixin.ts';

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.49';
const SHOP = 'https://shop.example/spring?from=hx&id=1';
const same = (text: string) => ({ zh: text, en: text });

let letters: Letters;
const call = (method: string, path: string, body?: unknown) => letters.world.call(method, `/api/w/main${path}`, body);
const visit = (path: string, headers: Record<string, string> = {}, method = 'GET', ip = '203.0.113.1') =>
  letters.world.app.inject({
    method: method as 'GET',
    url: path,
    remoteAddress: ip,
    headers: { 'user-agent': PHONE, ...headers },
  });
const link = async (id: string) => {
  const { rows } = await letters.world.runtime.db.owner.query(
    'select * from short_link where customer_id = $1 order by created_at desc, kind',
    [id],
  );
  return rows[0];
};
const events = async (id: string, type: string) =>
  (await call('GET', `/customers/${id}/events?type=${type}&limit=50`)).body.items;

beforeAll(async () => {
  letters = await openLetters();
  const channels = {
    sms: { text: same(`新品 ${SHOP}，退订 {{optout.link}}`) },
    email: { subject: same('新品'), text: same(`您好\n\n${SHOP}\n\n${SHOP}`) },
  };
  await letters.template({ key: 'tracked', trackLinks: true, channels });
  await letters.template({ key: 'plain', trackLinks: false, channels });
  await letters.template({
    key: 'spread',
    trackLinks: true,
    channels: { sms: { text: same('看https://shop.example/c/{{customer.name}}。') } },
  });
});
afterAll(() => letters.world.close());

let n = 0;
async function told(message = 'tracked', channel: 'sms' | 'email' = 'sms') {
  n += 1;
  const id = await letters.customer(`L-${n}`, { name: `K${n}` });
  await letters.send([id], [{ channel }], { message });
  await letters.world.drain();
  const [attempt] = await letters.attempts(id);
  const text = (attempt?.content?.text ?? []).map((piece) => piece.text).join('');
  const url = /https?:\/\/\S+?\/l\/[\w.]+/.exec(text)?.[0] ?? '';
  return { id, text, attempt, path: url && new URL(url).pathname };
}

test('an address becomes short, the way out stays; she is led on, and it is told once', async () => {
  const { id, text, path, attempt } = await told();
  expect(text).toMatch(
    /^新品 http:\/\/localhost:8070\/l\/[1-9A-HJ-NP-Za-km-z]{10}，退订 http:\/\/localhost:8070\/u\/\S+$/,
  );
  const first = await visit(`${path}?to=https://evil.example&utm=1`);
  expect(first.statusCode).toBe(302);
  expect(first.headers).toMatchObject({
    location: SHOP,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  // Twice with one touch, then once more from another phone.
  await visit(path);
  expect(await link(id)).toMatchObject({ clicks: 1, visitors: 1, bots: 0 });
  await visit(path, {}, 'GET', '203.0.113.2');
  await letters.world.drain();
  expect(await link(id)).toMatchObject({ clicks: 2, visitors: 2, bots: 0 });
  const found = await events(id, 'link_clicked');
  expect(found).toHaveLength(1);
  expect(found[0].properties).toMatchObject({
    to: 'shop.example/spring',
    channel: 'sms',
    message: 'tracked',
    playbook: 'demo',
    delivery: attempt?.delivery_id,
  });
  expect((await letters.attempts(id))[0]?.state).toBe('read');
});

test('ten touches at once are one event', async () => {
  const { id, path } = await told();
  await Promise.all(Array.from({ length: 10 }, (_, at) => visit(path, {}, 'GET', `203.0.113.${10 + at}`)));
  expect(await link(id)).toMatchObject({ clicks: 10, visitors: 10 });
  expect(await events(id, 'link_clicked')).toHaveLength(1);
});

test('without the switch addresses stay; one over several pieces is one', async () => {
  expect((await told('plain')).text).toContain(SHOP);
  const mail = await told('tracked', 'email');
  const urls = mail.text.match(/\/l\/\w{10}/g) ?? [];
  expect(urls).toHaveLength(2);
  expect(new Set(urls).size).toBe(1);
  const { id, text, path } = await told('spread');
  expect(text).toMatch(/^看http:\/\/localhost:8070\/l\/\w{10}。$/);
  expect((await visit(path)).headers['location']).toBe(`https://shop.example/c/K${n}`);
  expect((await link(id)).target).toBe(`https://shop.example/c/K${n}`);
});

test('what is no person is led on, kept with the reason, and not counted', async () => {
  const { id, path } = await told();
  const looks: [string, Record<string, string>, string][] = [
    ['head', {}, 'HEAD'],
    ['prefetch', { 'sec-purpose': 'prefetch;prerender' }, 'GET'],
    ['prefetch', { purpose: 'prefetch' }, 'GET'],
    ['preview', { 'user-agent': 'Slackbot-LinkExpanding 1.0' }, 'GET'],
    ['preview', { 'user-agent': 'TelegramBot (like TwitterBot)' }, 'GET'],
    ['preview', { 'user-agent': 'facebookexternalhit/1.1' }, 'GET'],
    ['scanner', { 'user-agent': 'Barracuda Sentinel' }, 'GET'],
    ['program', { 'user-agent': 'curl/8.5' }, 'GET'],
    ['nameless', { 'user-agent': '' }, 'GET'],
  ];
  for (const [, headers, method] of looks) expect((await visit(path, headers, method)).statusCode).toBe(302);
  const row = await link(id);
  expect(row).toMatchObject({ clicks: 0, visitors: 0, bots: looks.length, first_clicked_at: null });
  const kept = await letters.world.runtime.db.owner.query(
    'select bot, sum(n)::int as n from short_link_visit where link_id = $1 group by bot order by bot',
    [row.link_id],
  );
  expect(kept.rows).toEqual([
    { bot: 'head', n: 1 },
    { bot: 'nameless', n: 1 },
    { bot: 'prefetch', n: 2 },
    { bot: 'preview', n: 3 },
    { bot: 'program', n: 1 },
    { bot: 'scanner', n: 1 },
  ]);
  expect(await events(id, 'link_clicked')).toEqual([]);
  // A person after them is the first.
  await visit(path);
  expect(await events(id, 'link_clicked')).toHaveLength(1);
});

test('expired, unknown, of another workspace, none at all', async () => {
  const { path } = await told();
  const code = path.slice('/l/'.length);
  await letters.world.workspace('other', { name: '别家' });
  for (const wrong of [`/l/other.${code}`, '/l/1111111111', '/l/x', '/l/0OIl111111', `/l/main.${code}x`]) {
    const answer = await visit(wrong, { 'accept-language': 'en' });
    expect(answer.statusCode, wrong).toBe(404);
    expect(answer.body).toContain('There is no such page');
  }
  expect((await visit(`/l/main.${code}`)).statusCode).toBe(302);
  await letters.at('2027-05-24T10:00:00');
  const late = await visit(path, { 'accept-language': 'zh-CN' });
  expect(late.statusCode).toBe(410);
  expect(late.body).toContain('这个链接过期了');
  expect(late.body).toContain('安和口腔');
  expect((await visit(`${path}?lang=en`)).body).toContain('This link has expired');
  await letters.at('2026-11-24T10:00:00');
  const statuses: number[] = [];
  for (let at = 0; at < 32; at++) statuses.push((await visit('/l/1111111111', {}, 'GET', '203.0.113.99')).statusCode);
  expect(statuses.slice(0, 30).every((status) => status === 404)).toBe(true);
  expect(statuses.slice(30)).toEqual([429, 429]);
});

test('what a message carries and who opened it stands with it', async () => {
  const { id, path, attempt } = await told();
  await visit(path);
  await visit(path, { 'user-agent': 'curl/8.5' });
  const clicks = await call('GET', `/messages/${attempt?.message_id}/clicks`);
  expect(clicks.body.items).toMatchObject([
    { kind: 'click', channel: 'sms', to: 'shop.example/spring', visits: 1, bots: 1, firstAt: expect.any(String) },
  ]);
  expect((await call('GET', '/messages/msg_nothing/clicks')).status).toBe(404);
  expect((await link(id)).delivery_id).toBe(attempt?.delivery_id);
});

test('a poster: made, read by phones, counted by day, out of use and back', async () => {
  for (const target of [
    'javascript:alert(1)',
    'data:text/html,x',
    'https://a.example/\u0000',
    'ftp://a.example',
    'https://u:p@a.example/',
  ])
    expect((await call('POST', '/links', { name: '坏', target })).status, target).toBe(400);
  const made = (await call('POST', '/links', { name: '前台海报', target: 'https://shop.example/p?x=1' })).body;
  expect(made).toMatchObject({
    state: 'open',
    visits: 0,
    url: expect.stringMatching(/^http:\/\/localhost:8070\/l\/\w{10}$/),
  });
  expect((await call('POST', '/links', { name: '圈', target: made.url })).body.code).toBe('link_leads_to_link');
  const path = new URL(made.url).pathname;
  const svg = await call('GET', `/links/${made.linkId}/qr`);
  expect(svg.raw.headers['content-type']).toContain('image/svg+xml');
  expect(svg.body).toContain('<svg');
  const png = await call('GET', `/links/${made.linkId}/qr?format=png&size=256`);
  expect(png.raw.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  expect(png.raw.rawPayload.readUInt32BE(16)).toBe(256);
  await visit(path);
  await visit(path, {}, 'GET', '203.0.113.40');
  await letters.at('2026-11-25T10:00:00');
  expect((await visit(path)).headers['location']).toBe('https://shop.example/p?x=1');
  const { days, ...seen } = (await call('GET', `/links/${made.linkId}`)).body;
  expect(seen).toMatchObject({ visitors: 3, visits: 3, bots: 0 });
  expect(days).toEqual([
    { day: '2026-11-24', visitors: 2, visits: 2, bots: 0 },
    { day: '2026-11-25', visitors: 1, visits: 1, bots: 0 },
  ]);
  await call('PATCH', `/links/${made.linkId}`, { target: 'https://shop.example/summer' });
  expect((await visit(path, {}, 'GET', '203.0.113.41')).headers['location']).toBe('https://shop.example/summer');
  await call('POST', `/links/${made.linkId}/archive`, { archived: true });
  const closed = await visit(path);
  expect(closed.statusCode).toBe(410);
  expect(closed.body).toContain('这个链接已经停用');
  expect((await call('GET', '/links?q=海报')).body.items).toEqual([]);
  expect((await call('GET', '/links?q=海报&archived=true')).body.items).toMatchObject([{ state: 'archived' }]);
  await call('POST', `/links/${made.linkId}/archive`, { archived: false });
  expect((await visit(path)).statusCode).toBe(302);
  await call('POST', '/links', { name: '=HYPERLINK("x")', target: 'https://shop.example/', days: 3 });
  const csv = await call('GET', '/links.csv');
  expect(csv.body).toContain('前台海报');
  expect(csv.body).toContain(`"'=HYPERLINK(""x"")"`);
  const page = await call('GET', '/links?limit=1');
  expect(page.body.items).toHaveLength(1);
  expect((await call('GET', `/links?limit=1&cursor=${page.body.next}`)).body).toMatchObject({
    items: [{ name: '前台海报' }],
    next: null,
  });
  await letters.at('2026-11-24T10:00:00');
});

test('the company’s own domain, days, and the picture in mails, which is off until somebody wants it', async () => {
  const settings = { domain: 'https://go.anhe.example/', days: 30, opens: true };
  expect((await call('PUT', '/link-settings', { ...settings, domain: 'go.anhe.example' })).status).toBe(400);
  expect((await call('PUT', '/link-settings', settings)).body).toMatchObject({
    domain: 'https://go.anhe.example',
    days: 30,
  });
  const { id, text } = await told('tracked', 'email');
  expect(text).toMatch(/https:\/\/go\.anhe\.example\/l\/\w{10}/);
  const { rows } = await letters.world.runtime.db.owner.query(
    `select * from short_link where customer_id = $1 and kind = 'open'`,
    [id],
  );
  const pixel = `/l/o/${rows[0].code}.gif`;
  const apple = await visit(pixel, { 'user-agent': 'Mozilla/5.0' });
  expect(apple.headers['content-type']).toContain('image/gif');
  await visit(pixel, { 'user-agent': 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' });
  expect(await events(id, 'email_opened')).toEqual([]);
  await visit(pixel);
  await visit(pixel, {}, 'GET', '203.0.113.50');
  expect(await events(id, 'email_opened')).toHaveLength(1);
  // A picture is no link, nor a link a picture; what is unknown is a picture too.
  expect((await visit(`/l/${rows[0].code}`)).statusCode).toBe(404);
  expect((await visit('/l/o/1111111111.gif')).statusCode).toBe(200);
  await call('PUT', '/link-settings', { ...settings, domain: '', opens: false });
});

test('a page of the mini-program: made by WeChat, kept, made anew in time, and tracked', async () => {
  const account = { appid: 'wx0123456789abcdef', secret: 'the-secret' };
  const weixin = await openWeixin(account);
  const set = (part: object = {}) =>
    call('PUT', '/mini-program', {
      appId: account.appid,
      path: 'pages/care',
      query: 'from=hx',
      baseUrl: weixin.url,
      ...part,
    });
  try {
    expect((await set()).body.errors).toMatchObject([{ field: 'secret' }]);
    expect((await set({ secret: account.secret, query: '<a>' })).status).toBe(400);
    expect((await set({ secret: 'wrong' })).status).toBe(200);
    await letters.world.drain();
    expect((await call('GET', '/mini-program')).body).toMatchObject({ url: null, error: '40125 invalid appsecret' });
    expect((await set({ secret: account.secret, path: 'pages/none' })).body.isSet).toBe(true);
    expect((await call('POST', '/mini-program/link')).body.error).toContain('40165');
    const ready = await set();
    expect(JSON.stringify(ready.body)).not.toContain(account.secret);
    await letters.world.drain();
    const made = (await call('GET', '/mini-program')).body;
    expect(made).toMatchObject({ error: null, url: expect.stringMatching(/^https:\/\/wxaurl\.cn\/Page/) });
    // Kept as long as it is good; a token that ended is asked for anew, once.
    const asked = weixin.asked.length;
    await letters.world.sweep();
    expect(weixin.asked.length).toBe(asked);
    weixin.endTokens();
    const again = (await call('POST', '/mini-program/link')).body;
    expect(again.url).not.toBe(made.url);
    expect(weixin.asked.slice(asked).map(({ path }) => path)).toEqual([
      '/wxa/generate_urllink',
      '/cgi-bin/stable_token',
      '/wxa/generate_urllink',
    ]);
    expect(weixin.asked.at(-1)?.body).toMatchObject({
      path: 'pages/care',
      query: 'from=hx',
      expire_type: 1,
      expire_interval: 30,
    });
    await letters.template({
      key: 'mini',
      trackLinks: true,
      channels: { sms: { text: same('打开小程序 {{miniprogram.link}}') } },
    });
    const { path } = await told('mini');
    expect((await visit(path)).headers['location']).toBe(again.url);
    // Another server is not given the secret that is kept.
    expect((await set({ baseUrl: 'https://evil.example' })).body.errors).toMatchObject([{ field: 'secret' }]);
    expect((await call('DELETE', '/mini-program')).body.isSet).toBe(false);
    const none = await told('mini');
    expect(none.attempt).toMatchObject({ state: 'refused', reason: 'variables' });
  } finally {
    await weixin.close();
  }
});

test('kept for a while after it expired, then deleted: the page says the same, and the playbook counts the same', async () => {
  const url = (text: string) => new URL(/https?:\/\/\S+?\/l\/[\w.]+/.exec(text)?.[0] ?? '').pathname;
  const settings = { domain: '', days: 180, retainDays: 200, opens: false };
  expect((await call('PUT', '/link-settings', settings)).body).toMatchObject({ retainDays: 200 });
  await letters.at('2029-01-08T10:00:00');
  const first = await told();
  await visit(first.path);
  await letters.at('2029-03-08T10:00:00');
  // Once more, and somebody else once: she is one, and what she opened is deleted before what she did not.
  await letters.send([first.id], [{ channel: 'sms' }], { message: 'tracked' });
  await letters.world.drain();
  const attempts = await letters.attempts(first.id);
  const texts = attempts.map((each) => (each.content?.text ?? []).map(({ text }) => text).join(''));
  const second = texts.map(url).find((path) => path !== first.path) ?? '';
  await told();
  const figures = async () => {
    const { rows } = await letters.world.runtime.db.owner.query(
      `select (select count(*)::int from short_link where kind <> 'named') as links, (select count(*)::int from short_link_visit v where not exists (select 1 from short_link l where l.link_id = v.link_id and l.kind = 'named')) as visits`,
    );
    const ctx = await letters.ctx();
    return { ...rows[0], told: await ctx.tx((tx) => countOfPlaybook(tx, 'main', 'demo', null)) };
  };
  const before = await figures();
  const sweep = async (day: string, batch: number) => {
    await letters.at(`${day}T10:00:00`);
    await Promise.all([sweepLinks(await letters.ctx(), batch), sweepLinks(await letters.ctx(), batch)]);
    return figures();
  };
  // 180 days and 200 after the first of the two.
  const partly = await sweep('2030-01-25', 5000);
  expect(partly).toMatchObject({ links: 2, visits: 0, told: before.told });
  expect(await sweep('2030-03-23', 1)).toMatchObject({ links: 2 });
  expect(await sweep('2030-03-24', 1)).toEqual({ links: 0, visits: 0, told: before.told });
  for (const path of [first.path, second]) {
    const answer = await visit(path, { 'accept-language': 'zh-CN' }, 'GET', '203.0.113.77');
    expect([answer.statusCode, answer.body.includes('这个链接过期了')]).toEqual([410, true]);
  }
  await letters.at('2026-11-24T10:00:00');
});

test('a batch of 10,000 is a handful of statements', async () => {
  const ctx = await letters.ctx();
  const count = (size: number, run: string): Promise<{ statements: number; texts: Set<string> }> =>
    ctx.tx(async (tx) => {
      let statements = 0;
      const counted = tx.withPlugin({
        transformQuery: ({ node }) => {
          statements += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const batch = Array.from({ length: size }, (_, at) => ({
        messageId: `msg_${run}_${at}`,
        deliveryId: `dlv_${run}_${at}`,
        customerId: `cus_${run}_${at}`,
        playbook: 'demo',
        version: 1,
        epoch: 1,
        run: null,
        message: 'tracked',
        form: null,
        channel: 'sms' as const,
        locale: 'zh' as const,
        purpose: 'marketing' as const,
        tracks: true,
        earnest: false,
        fixed: false,
        text: [{ text: `看 ${SHOP} 与 https://shop.example/2` }],
        values: {},
      }));
      const finished = await trackedLinks.finish(counted as typeof tx, ctx, batch);
      return { statements, texts: new Set([...finished.values()].map(({ text }) => text[0]?.text ?? '')) };
    });
  const few = await count(10, 'a');
  const many = await count(10_000, 'b');
  expect(few.statements).toBe(3);
  expect(many.statements).toBe(3);
  expect(many.texts.size).toBe(10_000);
  // Worded once more: the links they have.
  const again = await count(10_000, 'b');
  expect(again.texts).toEqual(many.texts);
});
