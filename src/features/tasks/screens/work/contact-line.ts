/** What happened with a customer, in one line: the words at the left, the figure or result at the right. Pure. */
import type { Locale } from '../../../../engine/words.ts';
import type { IconName } from '../../../../console/ui/Icon.tsx';
import type { Contact } from '../../contract.ts';
import { RESULTS } from '../../contract.ts';

const ICONS: readonly (readonly [RegExp, IconName])[] = [
  [/refund|return/, 'swap'],
  [/purchase|order|paid|payment/, 'money'],
  [/task/, 'task'],
  [/visit|arriv/, 'place'],
  [/appoint|book|reserv/, 'calendar'],
  [/call|voice|phone/, 'phone'],
  [/wecom|wechat/, 'wecom'],
  [/mail/, 'mail'],
  [/message|sms|chat|reply|opted/, 'chat'],
  [/survey|form|response|feedback/, 'form'],
  [/complain/, 'warning'],
  [/view|open|click|page/, 'eye'],
];

export function contactIcon({ type, properties }: Contact): IconName {
  if (type.startsWith('message') && properties['channel'] === 'email') return 'mail';
  if (type.startsWith('message') && properties['channel'] === 'wecom') return 'wecom';
  return ICONS.find(([words]) => words.test(type))?.[1] ?? 'bolt';
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** The longest text among the properties that reads like speech: what she said. */
function quoteOf(properties: Contact['properties']): string | null {
  const skip = new Set([
    'run',
    'task',
    'playbook',
    'node',
    'response',
    'form',
    'message',
    'delivery',
    'channel',
    'via',
    'link',
  ]);
  const texts = Object.entries(properties)
    .filter(
      ([key, value]) =>
        !skip.has(key) && typeof value === 'string' && /[\p{Script=Han}\s]/u.test(value) && value.length > 3,
    )
    .map(([, value]) => value as string);
  const longest = texts.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? null : longest.length > 40 ? `${longest.slice(0, 40)}…` : longest;
}

export function contactLine(
  contact: Contact,
  locale: Locale,
): { readonly left: string; readonly quote: string | null; readonly right: string } {
  const { type, words, properties } = contact;
  const left = words[locale];
  if (type === 'response') {
    const { nps, csat } = properties;
    const score =
      typeof nps === 'number'
        ? `NPS ${nps}`
        : typeof csat === 'number'
          ? locale === 'zh'
            ? `最低 ${csat} 星`
            : `lowest ${csat}`
          : '';
    return { left, quote: quoteOf(properties), right: score };
  }
  if (type === 'task_done') {
    const result = text(properties['result']);
    const known = RESULTS[result as keyof typeof RESULTS];
    return { left, quote: null, right: known?.[locale] ?? result ?? '' };
  }
  return { left, quote: quoteOf(properties), right: '' };
}
