import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { GoalProgress, Unit } from '../contract.ts';
import { words } from './words.ts';

/** How figures of a unit are written. */
export function useUnits() {
  const t = useWords(words);
  const format = useFormat();
  const write =
    (unit: Unit) =>
    (value: number | null | undefined): string => {
      if (unit === 'share') return format.percent(value, 1);
      if (unit === 'money') return format.money(value);
      const plain = format.number(value, unit === 'count' ? 0 : unit === 'score' ? 2 : 1);
      return unit === 'hours' ? t('hours', { value: plain }) : plain;
    };
  /** With its sign; of shares in points. */
  const change =
    (unit: Unit) =>
    (value: number | null | undefined): string =>
      unit === 'share' ? format.points(value, 1) : format.signed(value, (size) => write(unit)(size));
  const limits = (unit: Unit, { low, high }: GoalProgress['band']): string => {
    const say = write(unit);
    if (low !== null && high !== null) return t('limits.both', { low: say(low), high: say(high) });
    if (low !== null) return t('limits.low', { low: say(low) });
    return high === null ? t('limits.none') : t('limits.high', { high: say(high) });
  };
  return { write, change, limits };
}

/** What is typed in a sheet (85) and what is kept (0.85). */
export const typed = (unit: Unit, kept: number | null): number | null =>
  kept === null ? null : unit === 'share' ? Math.round(kept * 1e6) / 1e4 : kept;
export const kept = (unit: Unit, value: number | null): number | null =>
  value === null ? null : unit === 'share' ? Math.round(value * 1e4) / 1e6 : value;
