/** Service chat against the stand-in (path/94670, path/94677). Not run against Tencent's servers. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChannelEvent, ChannelTools } from '../../../messages/index.ts';
import { attemptTo, describeChannel } from '../../../messages/testing/describe-channel.ts';
import { openTools } from '../../../messages/testing/tools.ts';
import { wechatSettings } from '../../testing/settings.ts';
import { openStandIn, type StandIn } from '../../testing/stand-in.ts';
import { wechatAdapter } from './index.ts';
import { eventsOf } from './said.ts';

let now = Date.parse('2026-11-24T02:00:00Z');
let peer: StandIn;
beforeAll(async () => {
  peer = await openStandIn(() => now);
  for (const customer of ['wm-good', 'wm-later', 'wm-lost']) peer.desk.write('wk1', customer, '在吗');
  peer.trouble.set('wm-later', 45009);
  peer.trouble.set('wm-lost', 'after');
});
afterAll(() => peer.close());

const settings = (part: object = {}) => wechatSettings(peer.url, part);
const url = 'https://huixiang.example/c/token';
const raw = (sealed: { url: string; body: string }) => ({
  method: 'POST',
  url: sealed.url,
  headers: {},
  body: Buffer.from(sealed.body),
});

// path/94670, 回调事件
const BELL = `<xml><ToUserName><![CDATA[ww12345678910]]></ToUserName><CreateTime>1348831860</CreateTime><MsgType><![CDATA[event]]></MsgType>
<Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[ENCApHxnGDNAVNY4AaSJKj4Tb5mwsEMzxhFmHVGcra996NR]]></Token><OpenKfId><![CDATA[wk1]]></OpenKfId></xml>`;

describeChannel({
  adapter: wechatAdapter,
  settings,
  to: { good: 'wm-good', nobody: 'wm-nobody', later: 'wm-later', lost: 'wm-lost' },
  nowhere: () => settings({ baseUrl: 'http://127.0.0.1:1' }),
  received: async (address) => peer.desk.got.filter(({ customer }) => customer === address).length,
  callback: {
    right: () => raw(peer.sealed(url, BELL)),
    wrong: () => raw(peer.sealed(url, BELL, { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' })),
  },
});

let tools: ChannelTools;
let cursor: string | null = null;
beforeEach(() => {
  tools = openTools();
});

async function readAll(hint?: string): Promise<ChannelEvent[]> {
  const events: ChannelEvent[] = [];
  for (let more = true; more; ) {
    const page = await wechatAdapter.poll?.(settings(), cursor, tools, hint);
    events.push(...(page?.events ?? []));
    cursor = page?.cursor ?? null;
    more = page?.more ?? false;
  }
  return events;
}
const send = (to: string, content: { text: string; choices?: { id: string; text: string }[] } = { text: '您好' }) => {
  const attempt = attemptTo(to, { content });
  return wechatAdapter.send(settings(), attempt, tools).then((outcome) => ({ outcome, attempt }));
};

test('pages smaller than asked for, an empty one in between, two accounts: nothing is missed, nothing comes twice', async () => {
  await readAll();
  for (let n = 0; n < 5; n++) peer.desk.write('wk1', 'wm-many', `第 ${n} 句`);
  peer.desk.write('wk2', 'wm-other', '这边');
  peer.desk.hollow();
  const texts = (await readAll()).map((event) => (event.type === 'inbound' ? event.text : event.type));
  expect(texts).toEqual(['第 0 句', '第 1 句', '第 2 句', '第 3 句', '第 4 句', '这边']);
  expect(await readAll()).toEqual([]);
});

test('a bell brings the token with which reading is not rationed; she is answered from where she wrote', async () => {
  await readAll();
  peer.desk.write('wk2', 'wm-bell', '你好');
  const answer = wechatAdapter.readCallback?.(
    settings(),
    raw(peer.sealed(url, BELL.replace('wk1', 'wk2'))),
    new Date(),
  );
  const [bell] = answer?.events ?? [];
  if (bell?.type !== 'bell') throw new Error('no bell');
  peer.calls.length = 0;
  expect(await readAll(bell.hint)).toMatchObject([{ type: 'inbound', from: 'wm-bell', text: '你好' }]);
  const [first] = peer.calls.filter(({ path }) => path.endsWith('sync_msg'));
  expect(first?.body).toMatchObject({ open_kfid: 'wk2', token: expect.stringMatching(/^ENC/) });
  await send('wm-bell');
  expect(peer.desk.got.at(-1)).toMatchObject({ customer: 'wm-bell', kf: 'wk2' });
});

test('our id is theirs; five messages and 48 hours, then it is refused and said why (95001)', async () => {
  peer.desk.write('wk1', 'wm-five', '你好');
  for (let n = 0; n < 5; n++) {
    const { outcome, attempt } = await send('wm-five');
    expect(outcome).toMatchObject({ kind: 'accepted', providerId: attempt.deliveryId.slice(4) });
  }
  expect((await send('wm-five')).outcome).toMatchObject({ kind: 'rejected', scope: 'window', code: '95001' });
  peer.desk.write('wk1', 'wm-five', '再问一句');
  expect((await send('wm-five')).outcome.kind).toBe('accepted');
  now += 48 * 3_600_000;
  expect((await send('wm-five')).outcome).toMatchObject({ kind: 'rejected', scope: 'window', code: '95001' });
  peer.desk.write('wk1', 'wm-human', '找人工');
  peer.desk.setState('wm-human', 3);
  expect((await send('wm-human')).outcome).toMatchObject({ kind: 'rejected', scope: 'window', code: '95018' });
});

test('answers to choose from are a menu; what she touches comes back as her choice', async () => {
  peer.desk.write('wk1', 'wm-menu', '你好');
  await readAll();
  const choices = [1, 2, 3].map((n) => ({ id: `csat:${n}`, text: `${n} 星` }));
  await send('wm-menu', { text: '请打分', choices });
  expect(peer.desk.got.at(-1)?.body).toMatchObject({
    msgtype: 'msgmenu',
    msgmenu: { head_content: '请打分', list: [{ type: 'click', click: { id: 'csat:1', content: '1 星' } }, {}, {}] },
  });
  peer.desk.write('wk1', 'wm-menu', '3 星', { menu: 'csat:3' });
  expect(await readAll()).toMatchObject([{ type: 'inbound', text: '3 星', choice: 'csat:3' }]);
  const many = Array.from({ length: 11 }, (_, n) => ({ id: `${n}`, text: `第${n}项` }));
  await send('wm-menu', { text: '请选', choices: many });
  expect(peer.desk.got.at(-1)?.body).toMatchObject({
    msgtype: 'text',
    text: { content: expect.stringContaining('11. 第10项') },
  });
});

test('pictures, a colleague’s own words, sessions, and what did not arrive', async () => {
  await readAll();
  peer.desk.write('wk1', 'wm-all', '', { msgtype: 'image', body: { media_id: 'MEDIA_ID' } });
  peer.desk.answer('wk1', 'wm-all', 'zhangsan', '我来回答');
  peer.desk.enter('wk1', 'wm-all');
  const { attempt } = await send('wm-all');
  peer.desk.fail(attempt.deliveryId.slice(4), 10);
  expect(await readAll()).toMatchObject([
    { type: 'inbound', text: '[图片]', media: [{ kind: 'image', ref: 'MEDIA_ID' }] },
    {
      type: 'signal',
      name: 'wechat.enter_session',
      from: 'wm-all',
      data: { scene: '123', welcome_code: expect.any(String) },
    },
    { type: 'receipt', deliveryId: attempt.deliveryId, status: 'failed', code: 'fail_type 10' },
    { type: 'optOut', from: 'wm-all' },
  ]);
});

test('the entries of the documentation are read (path/94670)', () => {
  const entry = {
    msgid: 'from_msgid_4622416642169452483',
    open_kfid: 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q',
    external_userid: 'wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw',
    send_time: 1615478585,
    origin: 3,
  };
  const location = {
    latitude: 23.106021881103501,
    longitude: 113.320503234863,
    name: '广州国际媒体港(广州市海珠区)',
    address: '广东省广州市海珠区滨江东路',
  };
  expect(eventsOf({ ...entry, msgtype: 'location', location })).toMatchObject([
    { text: '[位置] 广州国际媒体港(广州市海珠区) 广东省广州市海珠区滨江东路', at: new Date(1615478585_000) },
  ]);
  expect(eventsOf({ ...entry, msgtype: 'business_card', business_card: { userid: 'USERID' } })).toMatchObject([
    { text: '[名片]' },
  ]);
  expect(eventsOf({ ...entry, msgtype: 'something_new' })).toMatchObject([
    { type: 'inbound', text: '[something_new]' },
  ]);
  const event = {
    event_type: 'session_status_change',
    open_kfid: 'OPEN_KFID',
    external_userid: 'EXTERNAL_USERID',
    change_type: 1,
    new_servicer_userid: 'NEW',
  };
  expect(eventsOf({ msgid: 'm', send_time: 1615478585, origin: 4, msgtype: 'event', event })).toMatchObject([
    { type: 'signal', name: 'wechat.session_status_change', data: { change_type: '1', new_servicer_userid: 'NEW' } },
  ]);
});
