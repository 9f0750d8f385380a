import type { IconName } from '../../../../console/ui/Icon.tsx';

/** By the words in the name of a type; whatever is unknown is a bolt. */
const ICONS: readonly (readonly [RegExp, IconName])[] = [
  [/^task_/, 'task'],
  [/feedback/, 'insight'],
  [/refund|return/, 'swap'],
  [/purchase|order|paid|payment/, 'money'],
  [/visit|arriv|check_?in/, 'place'],
  [/appoint|book|reserv|schedul/, 'calendar'],
  [/call|voice|phone/, 'phone'],
  [/wecom|wechat/, 'wecom'],
  [/sms|message|chat|conversation/, 'chat'],
  [/mail/, 'mail'],
  [/nps|rating|review|score/, 'star'],
  [/survey|form|answer|response/, 'form'],
  [/complain/, 'warning'],
  [/price|quote|inquir|(?<![a-z])ask/, 'search'],
  [/page|view|open|click/, 'eye'],
  [/member|level|card|renew/, 'gift'],
];

export const iconOf = (type: string): IconName => ICONS.find(([words]) => words.test(type))?.[1] ?? 'bolt';
