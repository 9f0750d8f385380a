/**
 * What stands in an order's detail or an event's properties, as one line: texts speak for themselves, numbers and flags
 * need their name, and a flag that is down says nothing. Texts first; at most `most` of them.
 */
import type { Words } from '../../../../engine/words.ts';
import { CAUSE_WORDS } from '../../../calls/contract-causes.ts';

/** Names of ours that lead from an event to what wrote it, or that other lines say better: for programs, not for people. */
const INNER = new Set(
  'call kind agent run playbook form formVersion version epoch response delivery message task flow node via from key score intensity to csat_band nps_band intent_band'.split(
    ' ',
  ),
);
const OWN_ID = /^[a-z]{2,8}_[0-9a-f]{20,}$/;
const OWN_FLAG = /^(?:reason|signal)_/;

/** What the rooms themselves record, as people call it. */
const NAMES: Readonly<Record<string, Words>> = {
  csat: { zh: '最低星', en: 'lowest stars' },
  nps: { zh: 'NPS', en: 'NPS' },
  intent: { zh: '再购意愿', en: 'intent' },
  seconds: { zh: '秒数', en: 'seconds' },
};
/** Of calls only: what else is a cause in an event is a name of a program's. */
const CAUSES: Readonly<Record<string, Words | null>> = CAUSE_WORDS;
const VALUES: Readonly<Record<string, Readonly<Record<string, Words | null>>>> = {
  channel: {
    sms: { zh: '短信', en: 'SMS' },
    email: { zh: '邮件', en: 'E-mail' },
    wecom: { zh: '企微', en: 'WeCom' },
    wechat: { zh: '微信客服', en: 'WeChat' },
    voice: { zh: '语音电话', en: 'Voice call' },
    web: { zh: '网页会话', en: 'Web chat' },
    phone: { zh: '电话', en: 'Phone' },
  },
  sentiment: {
    negative: { zh: '不满', en: 'unhappy' },
    positive: { zh: '满意', en: 'happy' },
    neutral: { zh: '中性', en: 'neutral' },
  },
  cause: CAUSES,
  result: {
    completed: { zh: '问完了', en: 'asked to the end' },
    hung_up: { zh: '中途挂断', en: 'hung up on the way' },
    opted_out: { zh: '要求不再来电', en: 'wants no more calls' },
    transferred: { zh: '转给了坐席', en: 'connected to a person' },
  },
  urgency: { high: { zh: '紧急', en: 'urgent' }, medium: null, low: null, none: null },
};

export function factsOf(
  properties: Readonly<Record<string, unknown>>,
  say: (words: Words) => string,
  most = 5,
): string[] {
  const entries = Object.entries(properties).filter(
    ([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) &&
      value !== '' &&
      value !== false &&
      !INNER.has(name) &&
      !OWN_FLAG.test(name) &&
      !OWN_ID.test(String(value)) &&
      VALUES[name]?.[String(value)] !== null &&
      (name !== 'cause' || String(value) in CAUSES),
  );
  const called = (name: string): string => (NAMES[name] ? say(NAMES[name]) : name);
  const valued = (name: string, value: string): string => {
    const known = VALUES[name]?.[value];
    return known ? say(known) : value;
  };
  const texts = entries
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => valued(name, String(value)));
  const rest = entries
    .filter(([, value]) => typeof value !== 'string')
    .map(([name, value]) => (value === true ? called(name) : `${called(name)} ${String(value)}`));
  return [...texts, ...rest].slice(0, most);
}
