/** The contact policy in plain words, a line for each thing it says. Browser-safe. */
import type { Locale } from '../../engine/words.ts';
import { CHANNEL_WORDS, ChannelKind } from './contract-definition.ts';
import type { Cap, ContactPolicy, Span } from './contract-policy.ts';

export function policySummary(policy: ContactPolicy, locale: Locale): string[] {
  const zh = locale === 'zh';
  const name = (channel: ChannelKind): string => CHANNEL_WORDS[channel][locale];
  const names = (channels: readonly ChannelKind[]): string =>
    channels.map((channel) => CHANNEL_WITHIN[channel][locale]).join(zh ? '、' : ', ');
  const spans = (list: readonly Span[]): string =>
    list.every(({ from, to }) => from === '00:00' && to === '24:00')
      ? zh
        ? '全天'
        : 'at any hour'
      : list.map(({ from, to }) => `${from}–${to}`).join(zh ? ' 和 ' : ' and ');
  const hours = ChannelKind.options.map((channel) => {
    const { service, marketing } = policy.hours[channel];
    const same = spans(service) === spans(marketing);
    const day = DAY[policy.days[channel]][locale];
    const when = same
      ? spans(service)
      : zh
        ? `服务 ${spans(service)}，营销 ${spans(marketing)}`
        : `service ${spans(service)}, marketing ${spans(marketing)}`;
    return zh ? `${name(channel)}：${day}${when}` : `${name(channel)}: ${when}${day}`;
  });
  const { hardStop } = policy;
  const stop =
    hardStop.channels.length === 0
      ? []
      : [
          zh
            ? `${hardStop.from} 到次日 ${hardStop.to}，${names(hardStop.channels)}一律不发`
            : `From ${hardStop.from} to ${hardStop.to} nothing by ${names(hardStop.channels)}`,
        ];
  const gaps = ChannelKind.options.flatMap((channel) => {
    const minutes = policy.gaps[channel];
    if (minutes === undefined) return [];
    return [zh ? `两次${name(channel)}至少隔 ${minutes} 分钟` : `${name(channel)}: ${minutes} minutes apart`];
  });
  const twice =
    policy.duplicateHours === 0
      ? []
      : [
          zh
            ? `${policy.duplicateHours} 小时内不对同一个人说同样的话`
            : `The same words not twice within ${policy.duplicateHours} hours`,
        ];
  const money = policy.budgets.map(({ channel, playbook, per, amount, then }) => {
    const of = [channel === 'any' ? '' : name(channel), playbook ?? ''].filter(Boolean).join(' ');
    if (zh)
      return `${of || '全部触达'}${per === 'day' ? '每天' : '每月'}最多花 ${amount}，用完${then === 'defer' ? '等下一期' : '不再发'}`;
    return `${of || 'All contacts'}: at most ${amount} a ${per}, then ${then === 'defer' ? 'it waits' : 'nothing is sent'}`;
  });
  const last = zh
    ? `等了 ${policy.giveUpDays} 天还发不出去的不再发`
    : `What waits longer than ${policy.giveUpDays} days is not sent`;
  return [...hours, ...stop, ...policy.caps.map((cap) => capWords(cap, locale)), ...gaps, ...twice, ...money, last];
}

const DAY = {
  every: { zh: '', en: '' },
  noHolidays: { zh: '节假日除外，', en: ', not on holidays' },
  working: { zh: '仅工作日，', en: ', on working days' },
} as const;

/** As they stand inside a sentence. */
const CHANNEL_WITHIN = { ...CHANNEL_WORDS, voice: { ...CHANNEL_WORDS.voice, en: 'voice call' } };

const one = (channel: ChannelKind, en: string) => ({ ...CHANNEL_WORDS[channel], en });
/** One of them, as it is counted. */
const ONE: Readonly<Record<ChannelKind, { readonly zh: string; readonly en: string }>> = {
  sms: one('sms', 'SMS message'),
  wecom: one('wecom', 'WeCom message'),
  wechat: one('wechat', 'WeChat message'),
  email: one('email', 'e-mail'),
  voice: one('voice', 'voice call'),
  web: one('web', 'chat message'),
};

const WHAT = {
  survey: { zh: '问卷', en: 'survey' },
  answered: { zh: '接通的电话', en: 'answered call' },
  unanswered: { zh: '未接通的电话', en: 'unanswered call' },
} as const;

function capWords({ channel, purpose, most, days, what }: Cap, locale: Locale): string {
  const zh = locale === 'zh';
  const counted = what ? WHAT[what][locale] : channel === 'any' ? (zh ? '触达' : 'contact') : ONE[channel][locale];
  const of = purpose === 'any' ? '' : purpose === 'marketing' ? (zh ? '营销' : 'marketing ') : zh ? '服务' : 'service ';
  if (zh) return `每人${days === 1 ? '每天' : `每 ${days} 天`}最多 ${most} 次${of}${counted}`;
  return `Per person ${days === 1 ? 'a day' : `in ${days} days`} at most ${most} ${of}${counted}${most === 1 ? '' : 's'}`;
}
