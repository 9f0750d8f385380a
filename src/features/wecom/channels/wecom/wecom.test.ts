/** Mass messages that a colleague confirms, against the stand-in (path/92135). Not run against Tencent's servers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptTo, describeChannel } from '../../../messages/testing/describe-channel.ts';
import { openTools } from '../../../messages/testing/tools.ts';
import { wecomSettings } from '../../testing/settings.ts';
import { openStandIn, type StandIn } from '../../testing/stand-in.ts';
import { wecomAdapter } from './index.ts';

let peer: StandIn;
beforeAll(async () => {
  peer = await openStandIn();
  for (const customer of ['wm-good', 'wm-later', 'wm-lost', 'wm-before', 'wm-a', 'wm-b'])
    peer.corp.befriend('zhangsan', customer);
  peer.trouble.set('wm-later', 45009);
  peer.trouble.set('wm-lost', 'after');
  peer.trouble.set('wm-before', -1);
});
afterAll(() => peer.close());

const settings = (part: object = {}) => wecomSettings(peer.url, part);
const url = 'https://huixiang.example/c/token';
const raw = (sealed: { url: string; body: string }, method = 'POST') => ({
  method,
  url: sealed.url,
  headers: {},
  body: Buffer.from(sealed.body),
});

// path/92130, 添加企业客户事件
const ADDED = `<xml><ToUserName><![CDATA[toUser]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>
<CreateTime>1403610513</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event>
<ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[zhangsan]]></UserID>
<ExternalUserID><![CDATA[woAJ2GCAAAXtWyujaWJHDDGi0mAAAA]]></ExternalUserID><State><![CDATA[teststate]]></State>
<WelcomeCode><![CDATA[WELCOMECODE]]></WelcomeCode></xml>`;

describeChannel({
  adapter: wecomAdapter,
  settings,
  to: { good: 'wm-good', nobody: 'wm-nobody', later: 'wm-later', lost: 'wm-lost' },
  nowhere: () => settings({ baseUrl: 'http://127.0.0.1:1' }),
  received: async (address) =>
    peer.corp.tasks.filter((task) => task.to.some(({ customer }) => customer === address)).length,
  callback: {
    right: () => raw(peer.sealed(url, ADDED)),
    wrong: () => raw(peer.sealed(url, ADDED, { receiver: 'ww-another' })),
  },
});

test('what is made at one moment in the same words is one task; a colleague is awaited', async () => {
  const before = peer.corp.tasks.length;
  const tools = openTools();
  const send = (to: string, text: string) => wecomAdapter.send(settings(), attemptTo(to, { content: { text } }), tools);
  const outcomes = await Promise.all([
    send('wm-a', '同一句'),
    send('wm-b', '同一句'),
    send('wm-gone', '同一句'),
    send('wm-a', '另一句'),
    send('wm-a', '同一句'),
  ]);
  expect(outcomes.map((each) => each.kind)).toEqual(['accepted', 'accepted', 'rejected', 'accepted', 'accepted']);
  expect(outcomes[0]).toMatchObject({ awaiting: 'staff', providerId: expect.stringMatching(/^msgGC/) });
  expect(outcomes[2]).toMatchObject({ scope: 'recipient', code: 'fail_list' });
  expect(
    peer.corp.tasks
      .slice(before)
      .map((task) => task.to.map(({ customer }) => customer))
      .sort(),
  ).toEqual([['wm-a'], ['wm-a'], ['wm-a', 'wm-b']]);
});

test('one bad customer does not spoil the task of the others', async () => {
  const tools = openTools();
  const send = (to: string) => wecomAdapter.send(settings(), attemptTo(to, { content: { text: '各位好' } }), tools);
  const outcomes = await Promise.all([send('wm-a'), send('nonsense'), send('wm-b')]);
  expect(outcomes).toMatchObject([
    { kind: 'accepted' },
    { kind: 'rejected', scope: 'recipient', code: '40096' },
    { kind: 'accepted' },
  ]);
});

test('too long is the text’s fault; an address not allowed is the settings’', async () => {
  const long = attemptTo('wm-a', { content: { text: '长'.repeat(1400) } });
  expect(await wecomAdapter.send(settings(), long, openTools())).toMatchObject({
    kind: 'rejected',
    scope: 'content',
    code: '45002',
  });
  peer.inject('/cgi-bin/externalcontact/add_msg_template', 60020);
  expect(await wecomAdapter.send(settings(), attemptTo('wm-a'), openTools())).toMatchObject({
    kind: 'rejected',
    scope: 'config',
    code: '60020',
  });
  expect(await wecomAdapter.probe?.(settings(), openTools())).toEqual({ ok: true, note: '1' });
  expect(await wecomAdapter.probe?.(settings({ secret: 'wrong' }), openTools())).toMatchObject({ ok: false });
});

test('the address check is answered with the plain words, at once', () => {
  const started = performance.now();
  const answer = wecomAdapter.readCallback?.(
    settings(),
    raw({ url: peer.checkUrl(url, '1616140317555161061'), body: '' }, 'GET'),
    new Date(),
  );
  expect(answer?.reply).toEqual({ status: 200, body: '1616140317555161061' });
  expect(performance.now() - started).toBeLessThan(5000);
});
