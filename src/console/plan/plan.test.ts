import { expect, test } from 'vitest';
import type { ChannelKind } from '../../features/messages/contract-definition.ts';
import { Plan } from '../../features/messages/contract-plan.ts';
import { planWords } from '../../features/messages/contract-plan-words.ts';
import { added, joined, moved, removed, USUAL, waited } from './plan.ts';

const DAY = { wait: { n: 1, unit: 'day' }, until: 'responded' } as const;
const PLAN: Plan = [
  { channel: 'wecom', ...DAY },
  { channel: 'sms', wait: { n: 2, unit: 'hour' } },
  { channel: 'email' },
];
const channels = (plan: Plan) => plan.map((step) => step.channel).join(' ');

test('channels move, waits stay', () => {
  expect(moved(PLAN, 1, -1)).toEqual([
    { channel: 'sms', ...DAY },
    { channel: 'wecom', wait: { n: 2, unit: 'hour' } },
    { channel: 'email' },
  ]);
  expect(moved(PLAN, 0, -1)).toBe(PLAN);
  expect(channels(moved(PLAN, 1, 1))).toBe('wecom email sms');
});

test('steps go together and apart again: the wait is said once, by the last of them', () => {
  const both = joined(PLAN, 1, true);
  expect(both).toEqual([
    { channel: 'wecom' },
    { channel: 'sms', wait: { n: 2, unit: 'hour' }, together: true },
    { channel: 'email' },
  ]);
  expect(joined(both, 1, false)).toEqual([
    { channel: 'wecom', wait: { n: 2, unit: 'hour' } },
    { channel: 'sms', wait: { n: 2, unit: 'hour' } },
    { channel: 'email' },
  ]);
  const all = joined(both, 2, true);
  expect(all).toEqual([{ channel: 'wecom' }, { channel: 'sms', together: true }, { channel: 'email', together: true }]);
  // Without a wait to inherit, apart again waits as usual.
  expect(joined(all, 2, false)[1]).toEqual({ channel: 'sms', ...USUAL, together: true });
  expect(removed(both, 0)).toEqual([{ channel: 'sms', wait: { n: 2, unit: 'hour' } }, { channel: 'email' }]);
  expect(removed(both, 1)).toEqual([{ channel: 'wecom', wait: { n: 2, unit: 'hour' } }, { channel: 'email' }]);
  expect(removed(both, 2)).toEqual([{ channel: 'wecom' }, { channel: 'sms', together: true }]);
});

test('whatever is done in whatever order, the plan is one that can be kept', () => {
  const kinds: ChannelKind[] = ['sms', 'wecom', 'email', 'voice', 'web'];
  let seed = 7;
  const chance = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * most);
  };
  let plan: Plan = [{ channel: 'sms' }];
  for (let n = 0; n < 500; n++) {
    const at = chance(plan.length);
    const left = kinds.filter((kind) => !plan.some((step) => step.channel === kind));
    const [free] = left;
    const acts: (() => Plan)[] = [
      () => moved(plan, at, chance(2) === 0 ? -1 : 1),
      () => removed(plan, at),
      () => (free ? added(plan, free) : plan),
      () => joined(plan, at, chance(2) === 0),
      () => joined(plan, at, true),
    ];
    plan = acts[chance(acts.length)]?.() ?? plan;
    expect(Plan.safeParse(plan).error?.issues ?? [], JSON.stringify(plan)).toEqual([]);
  }
});

test('a wait is what is said of the next one; without one only a failure leads on', () => {
  expect(waited(PLAN, 0, { onUnknown: 'next' })[0]).toEqual({ channel: 'wecom', onUnknown: 'next' });
  expect(waited(PLAN, 1, { wait: { n: 5, unit: 'minute' } })[1]).toEqual({
    channel: 'sms',
    wait: { n: 5, unit: 'minute' },
    until: 'delivered',
  });
});

test('a plan in plain words', () => {
  expect(planWords(PLAN)).toEqual({
    zh: '先用企业微信；1 天内没有回复，再用短信；2 小时内没有送达，再用邮件。发送失败的不等，马上换下一个。她在任何一个渠道回复了，后面的就不再发。',
    en: 'First WeCom. No answer within 1 day: SMS. Not delivered within 2 hours: E-mail. What fails is not waited for. Once she answers anywhere, nothing more goes out.',
  });
  expect(planWords([{ channel: 'sms' }]).zh).toBe('只用短信。');
  const called: Plan = [
    { channel: 'voice', wait: { n: 30, unit: 'minute' }, onUnknown: 'next' },
    { channel: 'sms' },
    { channel: 'wecom', together: true },
  ];
  expect(planWords(called, true).zh).toBe(
    '她要求过的渠道、或她常回复的渠道排到第一个；没有记录就照这个顺序：先用语音电话；30 分钟内没有接通（不知道发没发到也算），再同时用短信、企业微信。发送失败的不等，马上换下一个。她在任何一个渠道回复了，后面的就不再发。',
  );
  expect(planWords([{ channel: 'sms' }, { channel: 'email' }]).en).toBe(
    'First SMS. When it fails: E-mail. Once she answers anywhere, nothing more goes out.',
  );
});
