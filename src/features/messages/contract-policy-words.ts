/** What a check of the contact policy saw, in words: its name, and beside it the figures. Browser-safe. */
import type { Locale, Words } from '../../engine/words.ts';
import { CHANNEL_WORDS, ChannelKind } from './contract-definition.ts';
import type { Check } from './contract-policy.ts';
import { type CheckWords, type Clockface, paceWords } from './contract-pace-words.ts';

export type { CheckWords, Clockface };

export function checkWords(check: Check, locale: Locale, clock: Clockface): CheckWords {
  const zh = locale === 'zh';
  const { rule, ok, values } = check;
  const text = (key: string): string => String(values[key] ?? '');
  const parsed = ChannelKind.safeParse(values['channel']);
  const channel = parsed.success ? CHANNEL_WORDS[parsed.data][locale] : '';
  const dated = [values['at'] ? clock.day(text('at')) : '', text('evidence')].filter(Boolean).join(' ');
  const until = check.until ? (zh ? `${clock.when(check.until)} 起` : `from ${clock.when(check.until)}`) : '';
  switch (rule) {
    case 'channel':
      return { name: zh ? `${channel}还没有接通` : `${channel} is not set up`, beside: '' };
    case 'optOut':
      return ok
        ? { name: zh ? '没有退订' : 'Has not opted out', beside: channel }
        : { name: zh ? `已退订${channel}` : `Opted out of ${channel}`, beside: dated };
    case 'consent':
      return consentWords(values, locale, channel, dated);
    case 'address':
      return addressWords(ok, text('needs'), locale);
    case 'answer':
      return ANSWER[locale];
    case 'window':
      return windowWords(ok, values, locale, clock);
    case 'blocked':
    case 'workday':
    case 'hours':
    case 'gap':
    case 'duplicate':
    case 'budget':
      return paceWords({ ...check, rule }, locale, { clock, until, channel });
    case 'frequency': {
      const often = frequencyWords(values, locale);
      if (ok) return { name: zh ? '没有超频次' : 'Not too often', beside: often };
      return { name: zh ? `已到上限：${often}` : `As often as allowed: ${often}`, beside: until };
    }
    case 'expired':
      return {
        name: zh ? '等得太久，不再发' : 'Waited too long',
        beside: zh ? `超过 ${text('days')} 天` : `over ${text('days')} days`,
      };
    case 'rest':
      return ok
        ? { name: zh ? '最近没有问过' : 'Not asked of late', beside: '' }
        : {
            name: zh ? '刚问过，先不打扰' : 'Asked a short while ago',
            beside: zh
              ? `${clock.day(text('at'))}问过，隔 ${text('days')} 天`
              : `on ${clock.day(text('at'))}, ${text('days')} days apart`,
          };
    case 'sample': {
      const share = `${Math.round(Number(values['share']) * 1000) / 10}%`;
      if (ok) return { name: zh ? '抽中' : 'Drawn into the sample', beside: share };
      return { name: zh ? '这次没有抽中' : 'Not drawn into the sample', beside: share };
    }
    case 'quota': {
      const of = `${text('used')} / ${text('most')}`;
      return ok
        ? { name: zh ? '名额内' : 'Within the quota', beside: of }
        : { name: zh ? '名额已满' : 'The quota is full', beside: of };
    }
    case 'variables':
      return ok
        ? { name: zh ? '变量都有值' : 'Every variable has a value', beside: '' }
        : { name: zh ? '变量没有值' : 'A variable has no value', beside: text('missing') };
    case 'content':
      return contentWords(values, locale);
    case 'words':
      return { name: zh ? '没有这个渠道的文字' : 'No words for this channel', beside: '' };
  }
}

const STATES: Readonly<Record<string, Words>> = {
  draft: { zh: '还没有提交审核', en: 'not handed in yet' },
  pending: { zh: '还在审核', en: 'still under review' },
  rejected: { zh: '没有通过审核', en: 'refused' },
};
const VALUES: Readonly<Record<string, Words>> = {
  missing: { zh: '没有填', en: 'has no value' },
  long: { zh: '超过 35 个字', en: 'has more than 35 characters' },
  link: { zh: '含链接，这个模板不允许', en: 'holds a link, which this template may not' },
  brackets: { zh: '含【】', en: 'holds 【】' },
};

/** Why a text was not handed to a provider that sends approved templates only. */
function contentWords(values: Check['values'], locale: Locale): CheckWords {
  const zh = locale === 'zh';
  const name = String(values['template'] ?? '');
  switch (values['why']) {
    case 'none':
      return { name: zh ? '没有审核通过的短信模板对得上这段文字' : 'No approved template gives this text', beside: '' };
    case 'missing':
      return { name: zh ? '指定的短信模板还没有登记' : 'The template it names is not registered', beside: name };
    case 'state': {
      const state = STATES[String(values['state'])]?.[locale] ?? String(values['state']);
      return { name: zh ? `短信模板${state}` : `The template is ${state}`, beside: name };
    }
    default: {
      const flaw = VALUES[String(values['why'])]?.[locale] ?? '';
      const variable = String(values['variable'] ?? '');
      return { name: zh ? `变量 ${variable} ${flaw}` : `Variable ${variable} ${flaw}`, beside: name };
    }
  }
}

function consentWords(values: Check['values'], locale: Locale, channel: string, dated: string): CheckWords {
  const zh = locale === 'zh';
  switch (values['basis']) {
    case 'granted':
      return { name: zh ? `同意${channel}联系` : `Agreed to ${channel}`, beside: dated };
    case 'service':
      return {
        name: zh ? '服务回访' : 'A follow-up of the service',
        beside: zh ? '无需另行同意' : 'needs no consent of its own',
      };
    case 'assumed':
      return { name: zh ? '按已同意处理' : 'Consent is assumed', beside: zh ? '回放的设定' : 'set for the replay' };
    default:
      return { name: zh ? `没有同意${channel}营销` : `No consent to ${channel} marketing`, beside: '' };
  }
}

const ADDRESS = {
  phone: { zh: '手机号', en: 'phone number' },
  email: { zh: '邮箱', en: 'e-mail address' },
  wecom: { zh: '微信联系人', en: 'WeCom contact' },
  web: { zh: '网页会话', en: 'web conversation' },
} as const;

function addressWords(ok: boolean, needs: string, locale: Locale): CheckWords {
  const word = ADDRESS[needs as keyof typeof ADDRESS]?.[locale] ?? needs;
  if (locale === 'zh') return { name: ok ? `有${word}` : `没有可用的${word}`, beside: '' };
  return { name: ok ? `Has ${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}` : `No usable ${word}`, beside: '' };
}

const COUNTED = {
  survey: { zh: '问卷', en: ' survey' },
  answered: { zh: '接通电话', en: ' answered call' },
  unanswered: { zh: '未接通电话', en: ' unanswered call' },
} as const;

function frequencyWords(values: Check['values'], locale: Locale): string {
  const n = Number(values['n']);
  const { most, days, what } = values;
  const counted = COUNTED[what as keyof typeof COUNTED]?.[locale] ?? '';
  const marketing = values['purpose'] === 'marketing';
  if (locale === 'zh') {
    const span = days === 1 ? '今天' : `${days} 天内`;
    return `${span}第 ${n} 次${marketing ? '营销' : ''}${counted}，上限 ${most}`;
  }
  const span = days === 1 ? 'today' : `in ${days} days`;
  return `no. ${n}${marketing ? ' of marketing' : ''}${counted} ${span}, at most ${most}`;
}

const ANSWER = {
  zh: { name: '回复客户刚来的消息', beside: '不限时段与频次' },
  en: { name: 'Answers what she just wrote', beside: 'at any hour, uncounted' },
} as const satisfies Record<Locale, CheckWords>;

function windowWords(ok: boolean, values: Check['values'], locale: Locale, clock: Clockface): CheckWords {
  const zh = locale === 'zh';
  const at = values['at'] ? clock.when(String(values['at'])) : '';
  const often = `${values['n']}/${values['most']}`;
  if (ok) return { name: zh ? '客户来信后的可回复期内' : 'She wrote of late', beside: `${at} ${often}` };
  if (!at) return { name: zh ? '客户还没有来信，不能主动发' : 'She has not written yet', beside: '' };
  return Number(values['n']) > Number(values['most'])
    ? { name: zh ? '来信后能发的条数用完了' : 'No messages left since she wrote', beside: often }
    : { name: zh ? '来信已超过可回复期' : 'Too long since she wrote', beside: at };
}
