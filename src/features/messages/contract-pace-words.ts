/** The checks of when and how often, in words. Browser-safe. */
import type { Locale } from '../../engine/words.ts';
import { CHANNEL_WORDS, ChannelKind } from './contract-definition.ts';
import type { Check } from './contract-policy.ts';

export interface CheckWords {
  readonly name: string;
  /** At the right: a date, hours, how often. */
  readonly beside: string;
}

/** Instants as the workspace writes them. */
export interface Clockface {
  readonly when: (instant: string) => string;
  readonly day: (instant: string) => string;
}

type PaceRule = 'blocked' | 'workday' | 'hours' | 'gap' | 'duplicate' | 'budget';

interface Around {
  readonly clock: Clockface;
  /** From when it will hold; empty when it will not. */
  readonly until: string;
  readonly channel: string;
}

export function paceWords(
  { rule, ok, values }: Check & { readonly rule: PaceRule },
  locale: Locale,
  { clock, until, channel }: Around,
): CheckWords {
  const zh = locale === 'zh';
  const text = (key: string): string => String(values[key] ?? '');
  switch (rule) {
    case 'blocked': {
      const last = values['at'] ? (zh ? `，到 ${clock.day(text('at'))}` : `, until ${clock.day(text('at'))}`) : '';
      return { name: zh ? '在黑名单里' : 'Blocked', beside: text('reason') + last };
    }
    case 'workday': {
      const working = values['rule'] === 'working';
      if (ok)
        return {
          name: zh ? (working ? '今天是工作日' : '今天不是节假日') : working ? 'A working day' : 'No holiday',
          beside: '',
        };
      return {
        name: zh ? (working ? '今天不是工作日' : '今天是节假日') : working ? 'No working day' : 'A holiday',
        beside: until,
      };
    }
    case 'hours': {
      // Kept as from and to before a day could have several spans.
      const span = values['spans'] ? text('spans') : values['from'] ? `${text('from')}–${text('to')}` : '';
      const where = values['zone'] ? (zh ? `（${text('zone')} 时间）` : ` (${text('zone')})`) : '';
      if (ok) return { name: zh ? '在可联系的时段' : 'Within the hours', beside: span + where };
      return { name: (zh ? '不在可联系的时段' : 'Outside the hours') + where, beside: until || span };
    }
    case 'gap':
      return {
        name: zh
          ? `距上次${channel}不到 ${text('minutes')} 分钟`
          : `${channel} less than ${text('minutes')} minutes ago`,
        beside: until,
      };
    case 'duplicate':
      return {
        name: zh ? `${text('hours')} 小时内说过同样的话` : `Told the same within ${text('hours')} hours`,
        beside: values['at'] ? clock.when(text('at')) : '',
      };
    case 'budget':
      return { name: budgetName(values, locale), beside: until || `${text('spent')} / ${text('amount')}` };
  }
}

function budgetName(values: Check['values'], locale: Locale): string {
  const parsed = ChannelKind.safeParse(values['channel']);
  const channel = parsed.success ? CHANNEL_WORDS[parsed.data][locale] : '';
  const month = values['per'] === 'month';
  if (locale === 'zh') return `${month ? '本月' : '今天'}${values['playbook'] ? '这个方案' : ''}的${channel}预算用完了`;
  const of = [channel, values['playbook'] ? 'this playbook' : ''].filter(Boolean).join(', ');
  return `The budget of ${month ? 'this month' : 'today'} is used up${of ? ` (${of})` : ''}`;
}
