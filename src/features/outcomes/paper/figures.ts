/** Figures as they stand on paper. Pure. */
import type { Locale } from '../../../engine/words.ts';
import type { IndicatorRow, Scorecard } from '../contract.ts';
import { fixed, money, percent } from '../decide-format.ts';

/** Chooses between the two languages. */
export type Say = (zh: string, en: string) => string;
export const NOTHING = '—';

/** 0.0234 of a share as +2.3 points; a minus is −. */
export function figure(
  value: number | null,
  unit: IndicatorRow['unit'],
  currency: string,
  locale: Locale,
  difference = false,
): string {
  if (value === null) return NOTHING;
  const sign = difference && value > 0 ? '+' : '';
  const months = locale === 'zh' ? ' 个月' : ' months';
  const hours = locale === 'zh' ? ' 小时' : ' h';
  if (unit === 'share')
    return difference ? `${sign}${fixed(value * 100, 1)}${locale === 'zh' ? ' 个百分点' : ' pp'}` : percent(value);
  if (unit === 'money') return sign + money(value, currency);
  if (unit === 'months') return fixed(value, 1) + months;
  if (unit === 'hours') return fixed(value, 1) + hours;
  if (unit === 'score') return sign + fixed(value, 1);
  return sign + fixed(value, 2);
}

/** The interval that decides: of the registered mode. What has only the one for one look (long windows) says so. */
export function intervalOf(row: IndicatorRow, currency: string, locale: Locale, mode: Scorecard['mode']): string {
  const ci = judged(row, mode);
  const ends = ci ?? row.actual_ci;
  if (!ends) return NOTHING;
  const difference = ci !== null && row.diff !== null;
  const once = mode === 'always_valid' && difference && row.ci_always_valid === null;
  const end = (value: number | null): string =>
    value === null ? (locale === 'zh' ? '未到' : 'not reached') : figure(value, row.unit, currency, locale, difference);
  return `${end(ends[0])} ~ ${end(ends[1])}${once ? (locale === 'zh' ? '（只看一次）' : ' (one look)') : ''}`;
}

type Ends = readonly [number, number] | null;

/** At every look the wider one holds; a fixed interval beside such a verdict would contradict it. */
export function judged(of: { readonly ci: Ends; readonly ci_always_valid: Ends }, mode: Scorecard['mode']): Ends {
  return mode === 'always_valid' ? (of.ci_always_valid ?? of.ci) : of.ci;
}

const PARTS = {
  reach: { zh: '触达', en: 'reached' },
  answered: { zh: '应答', en: 'answered' },
} as const;

export function nameOf(row: IndicatorRow, locale: Locale): string {
  const part = row.key.startsWith('reach:') ? 'reach' : row.key.startsWith('answered:') ? 'answered' : null;
  return part ? `${row.name[locale]} · ${PARTS[part][locale]}` : row.name[locale];
}
