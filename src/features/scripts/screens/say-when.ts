/** A condition over answers in short: `pain >= 7`, `pain < 7 且 pills = none`. For a reader of a script without words of its own. Pure. */
import type { Locale } from '../../../engine/words.ts';

type Json = Readonly<Record<string, unknown>>;

const isGroup = (node: Json): boolean => Array.isArray(node['rules']);
const sayValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export function sayWhen(node: Json, locale: Locale, titles: ReadonlyMap<string, string> = new Map()): string {
  if (!isGroup(node)) {
    const field = String(node['field'] as string).replace(/^answer\./, '');
    return `${titles.get(field) ?? field} ${String(node['operator'] as string)} ${sayValue(node['value'])}`;
  }
  const joiner = node['combinator'] === 'or' ? { zh: ' 或 ', en: ' or ' } : { zh: ' 且 ', en: ' and ' };
  const parts = (node['rules'] as readonly Json[]).map((rule) =>
    isGroup(rule) ? `(${sayWhen(rule, locale, titles)})` : sayWhen(rule, locale, titles),
  );
  const text = parts.join(joiner[locale]);
  return node['not'] === true ? (locale === 'zh' ? `不是（${text}）` : `not (${text})`) : text;
}
